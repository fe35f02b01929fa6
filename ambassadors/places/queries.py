"""Reading the tree of places. Ended places answer with what they were; lists show present places only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from ambassadors.places.models import Level, Place, PlaceEdition, PlaceParent


def is_loaded(session: Session, checksum: str) -> bool:
    """Tell whether the newest loading is this very file."""
    newest = select(PlaceEdition.checksum).order_by(PlaceEdition.loaded_at.desc()).limit(1)
    return session.scalar(newest) == checksum


def known_places(session: Session) -> dict[tuple[Level, str], dict[str, Any]]:
    """Return the columns of every place ever loaded, by level and code."""
    rows = session.execute(select(*Place.__table__.columns)).mappings()
    return {(row["level"], row["code"]): dict(row) for row in rows}


def ended_ids() -> Select[int]:
    """Select the numbers of the places that no longer exist."""
    return select(Place.id).where(Place.ended_in.is_not(None))


def count_by_level(session: Session) -> dict[Level, int]:
    """Count the present places of each level."""
    statement = select(Place.level, func.count()).where(Place.ended_in.is_(None)).group_by(Place.level)
    return dict(session.execute(statement).all())


def place_by_code(session: Session, level: Level, code: str) -> Place | None:
    """Return a place, present or former, by its official code."""
    return session.scalar(select(Place).where(Place.level == level, Place.code == code))


def present_form(session: Session, place: Place) -> Place:
    """Return the place, or the one that took it over."""
    while place.successor_id and (successor := session.get(Place, place.successor_id)):
        place = successor
    return place


def below(*place_ids: int) -> CompoundSelect[int]:
    """Select the numbers of places and of all they contain or share, whatever the level."""
    tree = select(Place.id.label("id")).where(Place.id.in_(place_ids)).cte("below", recursive=True)
    step = select(PlaceParent.child_id).join(tree, PlaceParent.parent_id == tree.c.id)
    return union(select(tree.union(step.where(_passes(tree.c.id, *place_ids))).c.id))


def above(*place_ids: int) -> CompoundSelect[int]:
    """Select the numbers of places and of all that contain or share them, principal or not."""
    tree = select(Place.id.label("id")).where(Place.id.in_(place_ids)).cte("above", recursive=True)
    step = select(PlaceParent.parent_id).join(tree, PlaceParent.child_id == tree.c.id)
    return union(select(tree.union(step.where(_passes(tree.c.id, *place_ids))).c.id))


def _passes(through: ColumnElement[int], *origins: int) -> ColumnElement[bool]:
    """Refuse to go through an EPCI: over two départements, it would lead from one to communes of the other."""
    intercommunal = (
        select(Place.id).where(Place.id == through, Place.level == Level.EPCI).correlate_except(Place)
    )
    return or_(through.in_(origins), ~intercommunal.exists())


def present(level: Level) -> Select[Place]:
    """Select the present places of a level by name."""
    return select(Place).where(Place.level == level, Place.ended_in.is_(None)).order_by(Place.name, Place.id)


def departements(session: Session) -> Sequence[Place]:
    """List the départements by code."""
    return session.scalars(present(Level.DEPARTEMENT).order_by(None).order_by(Place.code)).all()


def regions(session: Session) -> Sequence[Place]:
    """List the régions by name."""
    return session.scalars(present(Level.REGION)).all()


def communes_of(session: Session, place: Place) -> Sequence[Place]:
    """List the communes of a place by name; a commune is its own."""
    return communes_in(session, [present_form(session, place).id])


def communes_in(session: Session, place_ids: Sequence[int]) -> Sequence[Place]:
    """List the communes of several places by name, each once."""
    return session.scalars(present(Level.COMMUNE).where(Place.id.in_(below(*place_ids)))).all()


def parents_of(session: Session, place: Place) -> Sequence[Place]:
    """List the places this one belongs to directly, the principal first, then by inhabitants shared."""
    order = (PlaceParent.principal.desc(), PlaceParent.population.desc(), Place.id)
    statement = select(Place).join(PlaceParent, PlaceParent.parent_id == Place.id).order_by(*order)
    return session.scalars(statement.where(PlaceParent.child_id == place.id, Place.ended_in.is_(None))).all()


def ancestors_of(session: Session, place: Place) -> Sequence[Place]:
    """List every place that contains this one, the nearest level first, then by population."""
    statement = select(Place).where(
        Place.id.in_(above(place.id)), Place.id != place.id, Place.ended_in.is_(None)
    )
    ranks = {level: rank for rank, level in enumerate(Level)}
    return sorted(session.scalars(statement), key=lambda parent: (ranks[parent.level], -parent.population))


def principal_parent(session: Session, place: Place) -> Place | None:
    """Return the nearest place that holds most of this one's inhabitants; a région has none."""
    statement = select(Place).join(PlaceParent, PlaceParent.parent_id == Place.id)
    return session.scalar(statement.where(PlaceParent.child_id == place.id, PlaceParent.principal))


def neighbours_of(session: Session, place: Place) -> Sequence[Place]:
    """List the places of the same level that share the principal parent, by name."""
    own, other = aliased(PlaceParent), aliased(PlaceParent)
    siblings = (
        select(other.child_id)
        .join(own, own.parent_id == other.parent_id)
        .where(own.child_id == place.id, own.principal, other.principal, other.child_id != place.id)
    )
    return session.scalars(present(place.level).where(Place.id.in_(siblings))).all()
