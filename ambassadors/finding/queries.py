"""All that a wish may be about, of every territory at once: two statements, whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, CompoundSelect, Subquery, cast, exists, func, or_, select, union
from sqlalchemy import String as Text
from sqlalchemy.orm import aliased

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import permitted
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.moderation.models import Submission
from ambassadors.places.models import Level, Place, PlaceParent
from ambassadors.territories.models import Territory, TerritoryPlace
from ambassadors.territories.queries import TerritoryLine

from .models import PlaceInterest
from .wishes import HOURS, size_of

ANSWERING = timedelta(days=365)  # an ambassador who answered this year still answers


@dataclass(frozen=True)
class Departement:
    """A département of the map, in its région."""

    code: str
    name: str
    region_id: int
    region: str


@dataclass(frozen=True)
class Candidate(TerritoryLine):
    """A territory with all that readers may wish for."""

    population: int
    to_paris: int | None  # minutes, by the quickest way
    answering: bool
    editions: Mapping[str, str]  # labels by slug
    themes: Sequence[str]
    departements: Sequence[Departement] = field(default=())

    def wishes(self) -> list[tuple[str, str]]:
        """Return every (filter, value) that it answers."""
        kept = [("niveau", self.level), ("taille", size_of(self.population))]
        kept += [("region", str(self.region_id))] if self.region_id else []
        kept += [("departement", one.code) for one in self.departements]
        kept += [("cadre", frame) for frame in self.frames]
        if self.to_paris is not None:
            kept += [("paris", hours) for hours in HOURS if self.to_paris <= 60 * int(hours)]
        kept += [("edition", slug) for slug in self.editions]
        kept += [("theme", theme) for theme in self.themes]
        return [*kept, ("ambassadeurs", "1")] if self.answering else kept


def candidates(actor: Actor) -> list[Candidate]:
    """Return the territories an actor may see, in no order of their own."""
    placed = departements_of_territories()
    region = aliased(Place)
    statement = (
        select(
            Territory.id,
            Territory.slug,
            Territory.name,
            Territory.level,
            Territory.state,
            Territory.tagline,
            Territory.colour,
            Territory.cover_key,
            Territory.region_id,
            Territory.frames,
            region.name.label("region"),
            Place.population,
            *_counted_apart(),
        )
        .outerjoin(Place, Place.id == Territory.place_id)
        .outerjoin(region, region.id == Territory.region_id)
        .where(permitted(actor, Action.TERRITORY_VIEW, Territory))
    )
    rows = db.session.execute(statement).mappings()
    return [Candidate(**_read(dict(row)), departements=placed.get(row["id"], ())) for row in rows]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Take apart what the database brought in one piece."""
    themes, editions = row["themes"], row["editions"]
    pairs = [line.split("=", 1) for line in editions.split("\n")] if editions else []
    return {**row, "themes": themes.split(",") if themes else (), "editions": dict(pairs)}


def _counted_apart() -> tuple[ColumnElement[Any], ...]:
    """Select what stands in other tables, each for the territory of the row."""
    to_paris = select(func.min(Connection.minutes)).where(
        Connection.territory_id == Territory.id, Connection.to_paris
    )
    editions = (
        select(func.aggregate_strings(Edition.slug + "=" + Edition.label, "\n"))
        .join(TerritoryEdition, TerritoryEdition.edition_id == Edition.id)
        .where(TerritoryEdition.territory_id == Territory.id)
    )
    themes = select(func.aggregate_strings(Cell.theme, ",")).where(
        Cell.territory_id == Territory.id,
        Cell.edition_id.is_(None),
        or_(Cell.text != "", cast(Cell.facts, Text) != "[]"),
    )
    answered = exists().where(
        Submission.territory_id == Territory.id,
        Submission.kind == "answer",
        Submission.status == "published",
        Submission.published_at >= now() - ANSWERING,
        Submission.speaker_role == Role.AMBASSADOR,
    )
    return (
        to_paris.scalar_subquery().label("to_paris"),
        editions.scalar_subquery().label("editions"),
        themes.scalar_subquery().label("themes"),
        answered.label("answering"),
    )


def covered_places() -> Subquery:
    """Select (territory_id, place_id), principal places and others.

    The sums change nothing but the plan of SQLite, which would begin by the 70,000 links between places and look
    each one up among the territories.
    """
    principal = select(Territory.id.label("territory_id"), (Territory.place_id + 0).label("place_id"))
    others = select(TerritoryPlace.territory_id, TerritoryPlace.place_id + 0)
    return principal.union_all(others).subquery("covered")


def departements() -> CTE:
    """Select every département with its région: a hundred rows, read once whatever they are joined to."""
    region = aliased(Place)
    return (
        select(
            Place.id,
            Place.code,
            Place.name,
            region.id.label("region_id"),
            region.name.label("region"),
        )
        .join(PlaceParent, (PlaceParent.child_id == Place.id) & PlaceParent.principal)
        .join(region, region.id == PlaceParent.parent_id)
        .where(Place.level == Level.DEPARTEMENT)
        .cte("departement")
    )


def touched_departements() -> CompoundSelect[*tuple[Any, ...]]:
    """Select (territory_id, département): a territory's own, those it lies in, those a région holds."""
    covered, departement = covered_places(), departements()
    columns = (covered.c.territory_id, *departement.c)
    own = select(*columns).join(departement, departement.c.id == covered.c.place_id)
    inside = select(*columns).join(departement, departement.c.region_id == covered.c.place_id)
    around = (
        select(*columns)
        .select_from(covered)
        .join(PlaceParent, PlaceParent.child_id == covered.c.place_id)
        .join(departement, departement.c.id == PlaceParent.parent_id)
    )
    return union(own, around, inside)


def departements_of_territories() -> Mapping[int, list[Departement]]:
    """Return the départements that each territory touches, by code."""
    placed: dict[int, list[Departement]] = {}
    known: dict[int, Departement] = {}
    for territory_id, number, *rest in db.session.execute(touched_departements()):
        one = known.get(number) or known.setdefault(number, Departement(*rest))
        placed.setdefault(territory_id, []).append(one)
    return {number: sorted(places, key=lambda one: one.code) for number, places in placed.items()}


def opened_editions() -> list[tuple[Edition, int]]:
    """Return the editions that some territory has opened, each with how many have."""
    seen = Territory.state != "preparing"
    statement = (
        select(Edition, func.count(Territory.id))
        .join(TerritoryEdition, TerritoryEdition.edition_id == Edition.id)
        .join(Territory, (Territory.id == TerritoryEdition.territory_id) & seen)
        .where(Edition.retired_at.is_(None))
        .group_by(Edition.id)
        .order_by(Edition.position, Edition.id)
    )
    return [(edition, count) for edition, count in db.session.execute(statement)]


@dataclass(frozen=True)
class Interest:
    """A place that readers wish were covered."""

    name: str
    context: str
    level: str
    times: int
    last: date


def interests(most: int = 200) -> list[Interest]:
    """Return the places asked for, the most often first: the administrator decides where to knock."""
    times, last = func.sum(PlaceInterest.times), func.max(PlaceInterest.month)
    statement = (
        select(Place.name, Place.context, Place.level, times.label("times"), last.label("last"))
        .join(PlaceInterest, PlaceInterest.place_id == Place.id)
        .group_by(Place.id)
        .order_by(times.desc(), Place.name, Place.id)
        .limit(most)
    )
    return [Interest(**row) for row in db.session.execute(statement).mappings()]
