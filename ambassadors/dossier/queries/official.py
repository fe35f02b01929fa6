"""What the official geography says of a territory: never typed by hand, always with its source and its year."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, literal, select, union, union_all

from ambassadors.core.db import db
from ambassadors.core.typography import french
from ambassadors.places.models import Level, Place, PlaceEdition, PlaceParent
from ambassadors.territories.models import Territory, TerritoryPlace

SOURCE = "INSEE, DGCL (découpage administratif)"
# The areas have a year of their own: see tools/areas.py.
AREA_SOURCE = "superficie : DGCL (critères de répartition), 2022"
HECTARES = 100  # in a km²


@dataclass(frozen=True)
class OfficialFacts:
    """Population and surroundings, summed over the places that the territory covers."""

    population: int
    communes: int
    departements: tuple[str, ...]
    regions: tuple[str, ...]
    year: int | None
    area: int | None = None
    source: str = SOURCE

    @property
    def density(self) -> float | None:
        """Return the inhabitants of a km², to the unit from ten up; None where the area is not known."""
        if not self.area or not self.population:
            return None
        density = self.population * HECTARES / self.area
        return round(density) if density >= 10 else round(density, 1)

    @property
    def sources(self) -> str:
        """Return where the figures shown come from, with their years."""
        year = [str(self.year)] if self.year else []
        area = [french(AREA_SOURCE)] if self.density else []
        return " ; ".join([", ".join([self.source, *year]), *area])


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
            select(literal("area"), literal(""), _area()).where(Place.id.in_(own)),
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
        area=numbers["area"],
    )


def _area() -> Any:
    """Add up the areas of places, none where that of one of them is not known."""
    return case((func.count() == func.count(Place.area), func.sum(Place.area)))


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
