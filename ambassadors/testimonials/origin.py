"""The département of a place: what a list of testimonials is filtered by."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ambassadors.places.models import Level, Place, PlaceParent


def departement_of(session: Session, place_id: int) -> int | None:
    """Return the département that holds a place, itself when it is one; None for a région."""
    place = session.get_one(Place, place_id)
    if place.level == Level.DEPARTEMENT:
        return place.id
    return session.scalar(
        select(PlaceParent.parent_id)
        .join(Place, Place.id == PlaceParent.parent_id)
        .where(PlaceParent.child_id == place_id, Place.level == Level.DEPARTEMENT)
        .order_by(PlaceParent.principal.desc(), PlaceParent.population.desc())
        .limit(1)
    )
