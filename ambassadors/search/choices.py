"""What stands around the results: the territories to choose among, and the places that the words name."""

from typing import Any

from sqlalchemy import null, select, union_all

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.places.search import Keyed, PlaceHit, keyed, meant
from ambassadors.territories.models import Territory

Named = tuple[int, str]


def territories_and_places(actor: Actor, text: str) -> tuple[list[Named], list[PlaceHit]]:
    """Return the territories an actor may see, in no order of their own, and the places that a text names.

    Both in one statement: looking for the words takes three already.
    """
    columns: dict[str, Any] = dict.fromkeys(Keyed._fields, null()) | {
        "id": Territory.id,
        "name": Territory.name,
    }
    seen = select(*(column.label(name) for name, column in columns.items())).where(
        permitted(actor, Action.TERRITORY_VIEW, Territory)
    )
    places = keyed(text)
    rows = db.session.execute(seen if places is None else union_all(select(places.subquery()), seen))
    read = [Keyed(*row) for row in rows]
    territories = [(row.id, row.name) for row in read if row.key is None]
    return territories, meant(text, [row for row in read if row.key is not None])
