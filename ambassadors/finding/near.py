"""From a place to the territories that contain it, else the nearest by the official geography."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.places.models import Level
from ambassadors.places.queries import above, below
from ambassadors.places.search import PlaceHit
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import TerritoryLine

from .queries import covered_places, touched_departements

CONTAINING, INSIDE, DEPARTEMENT, REGION = range(4)


@dataclass(frozen=True)
class Near:
    """The territories around a place: nearer ones hide farther ones, none stands above its equals."""

    place: PlaceHit
    containing: list[TerritoryLine]
    inside: list[TerritoryLine]
    departement: list[TerritoryLine]
    region: list[TerritoryLine]

    @property
    def is_covered(self) -> bool:
        """Tell whether some territory speaks for the place."""
        return bool(self.containing)

    @property
    def is_alone(self) -> bool:
        """Tell whether no territory is anywhere near."""
        return not (self.containing or self.inside or self.departement or self.region)

    @property
    def shown(self) -> frozenset[int]:
        """Return the numbers of all these territories."""
        every = (*self.containing, *self.inside, *self.departement, *self.region)
        return frozenset(line.id for line in every)


def near(actor: Actor, place: PlaceHit, seen: Iterable[TerritoryLine]) -> Near:
    """Return the territories around a place among those seen, in their order, in one statement."""
    found = ranks(actor, place)
    at: list[list[TerritoryLine]] = [[one for one in seen if found.get(one.id) == rank] for rank in range(4)]
    farther = not (at[CONTAINING] or at[INSIDE])
    departement = at[DEPARTEMENT] if farther else []
    region = at[REGION] if farther and not departement else []
    return Near(place, at[CONTAINING], at[INSIDE], departement, region)


def ranks(actor: Actor, place: PlaceHit) -> dict[int, int]:
    """Return how near each territory is: it contains the place, is inside it, shares its département or région."""
    covered, touched, up = covered_places(), touched_departements().subquery("touched"), above(place.id)
    containing = select(covered.c.territory_id).where(covered.c.place_id.in_(up))
    same = select(touched.c.territory_id).where(touched.c.id.in_(up))
    astride = select(touched.c.territory_id).where(touched.c.region_id.in_(up))
    nearness: list[tuple[ColumnElement[bool], int]] = [(Territory.id.in_(containing), CONTAINING)]
    if place.level != Level.COMMUNE:
        inside = select(covered.c.territory_id).where(covered.c.place_id.in_(below(place.id)))
        nearness.append((Territory.id.in_(inside), INSIDE))
    nearness += [
        (Territory.id.in_(same), DEPARTEMENT),
        (Territory.region_id.in_(up) | Territory.id.in_(astride), REGION),
    ]
    rank = case(*nearness)
    statement = select(Territory.id, rank).where(
        permitted(actor, Action.TERRITORY_VIEW, Territory), rank.is_not(None)
    )
    return dict(db.session.execute(statement).all())


def named_first(hits: Sequence[PlaceHit]) -> tuple[PlaceHit | None, Sequence[PlaceHit]]:
    """Split homonyms into the most populated, which is answered at once, and the others, which are offered."""
    return (hits[0], hits[1:]) if hits else (None, ())
