"""What the official geography says of a territory: never typed by hand, always with its source and its year."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, literal, select, union, union_all

from ambassadors.core.db import db
from ambassadors.places.models import Level, Place, PlaceEdition, PlaceParent
from ambassadors.territories.models import Territory, TerritoryPlace

SOURCE = "INSEE, DGCL (découpage administratif)"


@dataclass(frozen=True)
class OfficialFacts:
    """Population and surroundings, summed over the places that the territory covers."""

    population: int
    communes: int
    departements: tuple[str, ...]
    regions: tuple[str, ...]
    year: int | None
    source: str = SOURCE


def official_facts(territory: Territory) -> OfficialFacts:
    """Return the official facts of a territory, in one statement."""
    main = select(Territory.place_id).where(Territory.id == territory.id)
    others = select(TerritoryPlace.place_id).where(TerritoryPlace.territory_id == territory.id)
    # A union, where an «or» would make PostgreSQL read every place of France.
    covered = union(main, others).subquery()
    own: Select[int] = select(covered.c.place_id.label("id"))
    rows = db.session.execute(
        union_all(
            select(literal("population"), literal(""), func.sum(Place.population)).where(Place.id.in_(own)),
            select(literal("communes"), literal(""), _communes(own)),
            select(literal("year"), literal(""), func.max(PlaceEdition.year)),
            *(_surroundings(own, level) for level in (Level.DEPARTEMENT, Level.REGION)),
        )
    ).all()
    numbers = {kind: value for kind, name, value in rows if not name}
    names = sorted((-(value or 0), name, kind) for kind, name, value in rows if name)
    return OfficialFacts(
        population=int(numbers["population"] or 0),
        communes=int(numbers["communes"] or 0),
        departements=tuple(name for _, name, kind in names if kind == Level.DEPARTEMENT),
        regions=tuple(name for _, name, kind in names if kind == Level.REGION),
        year=numbers["year"],
    )


def _communes(own: Select[int]) -> Any:
    """Count the present communes of some places: themselves, their children, or those of their départements."""
    children = select(PlaceParent.child_id).where(PlaceParent.parent_id.in_(own))
    grandchildren = select(PlaceParent.child_id).where(PlaceParent.parent_id.in_(children))
    found = union(own, children, grandchildren).subquery()
    return (
        select(func.count())
        .select_from(Place)
        .where(Place.id.in_(select(found.c.id)), Place.level == Level.COMMUNE, Place.ended_in.is_(None))
        .scalar_subquery()
    )


def _surroundings(own: Select[int], level: Level) -> Select[*tuple[Any, ...]]:
    """Select the places of a level that contain these, with the number of inhabitants shared."""
    parents = select(PlaceParent.parent_id).where(PlaceParent.child_id.in_(own))
    grandparents = select(PlaceParent.parent_id).where(PlaceParent.child_id.in_(parents))
    found = union(parents, grandparents).subquery()
    shared = (
        select(func.max(PlaceParent.population))
        .where(PlaceParent.parent_id == Place.id, PlaceParent.child_id.in_(own))
        .scalar_subquery()
    )
    return select(literal(level.value), Place.name, func.coalesce(shared, 0)).where(
        Place.id.in_(select(found.c.parent_id)), Place.level == level
    )
