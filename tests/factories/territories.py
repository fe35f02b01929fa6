"""Territories on the small France."""

from typing import Any

from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory

BRIVE, AVEYRON, LE_MANS = "200043172", "12", "72181"


def a_territory(
    code: str = BRIVE, slug: str = "bassin-de-brive", state: str = "open", **values: Any
) -> Territory:
    """Make a territory on a place of the small France (by its official code)."""
    place = db.session.scalars(select(Place).where(Place.code == code)).one()
    names = {"name": place.name, "at_name": f"à {place.name}", "of_name": f"de {place.name}"}
    territory = Territory(slug=slug, state=state, level=place.level, place_id=place.id, **(names | values))
    db.session.add(territory)
    db.session.flush()
    return territory


def aveyron(**values: Any) -> Territory:
    """Make the second territory, whose people must see nothing of the first one's desk."""
    return a_territory(
        AVEYRON, "aveyron", name="Aveyron", at_name="en Aveyron", of_name="de l’Aveyron", **values
    )
