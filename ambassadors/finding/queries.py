"""All that a wish may be about, of every territory at once: two statements, whatever their number."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, CompoundSelect, Subquery, cast, exists, func, or_, select, union
from sqlalchemy import String as Text
from sqlalchemy.orm import aliased

from ambassadors.access.actor import Actor, Role
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.moderation.models import Submission
from ambassadors.places.models import Level, Place, PlaceParent
from ambassadors.territories.models import Territory, TerritoryPlace
from ambassadors.territories.queries import TerritoryLine, listed

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
class Placed(TerritoryLine):
    """A territory and the départements it touches."""

    departements: Sequence[Departement]

    @property
    def regions(self) -> dict[int, str]:
        """Return its région and those of the départements it touches: names by number."""
        own = {self.region_id: self.region} if self.region_id and self.region else {}
        return own | {one.region_id: one.region for one in self.departements}


@dataclass(frozen=True)
class Candidate(Placed):
    """A territory with all that readers may wish for."""

    population: int
    to_paris: int | None  # minutes, by the quickest way
    answering: bool
    editions: Mapping[str, str]  # labels by slug
    themes: Sequence[str]

    def wishes(self) -> list[tuple[str, str]]:
        """Return every (filter, value) that it answers."""
        kept = [("niveau", self.level), ("taille", size_of(self.population))]
        kept += [("region", str(number)) for number in self.regions]
        kept += [("departement", one.code) for one in self.departements]
        kept += [("cadre", frame) for frame in self.frames]
        if self.to_paris is not None:
            kept += [("paris", hours) for hours in HOURS if self.to_paris <= 60 * int(hours)]
        kept += [("edition", slug) for slug in self.editions]
        kept += [("theme", theme) for theme in self.themes]
        return [*kept, ("ambassadeurs", "1")] if self.answering else kept


def placed_lines(actor: Actor) -> list[Placed]:
    """Return the territories an actor may see and what they touch, in no order of their own, in two statements."""
    placed = departements_of_territories()
    make: Callable[..., Placed] = Placed
    return [make(*line, departements=placed.get(line[0], ())) for line in db.session.execute(listed(actor))]


def candidates(actor: Actor) -> list[Candidate]:
    """Return the territories an actor may see, in no order of their own, in two statements."""
    placed = departements_of_territories()
    paris, editions, themes = _ways_to_paris(), _editions_open(), _themes_told()
    statement = (
        listed(actor, Place.population, paris.c.minutes, _answers(), editions.c.pairs, themes.c.slugs)
        .outerjoin(Place, Place.id == Territory.place_id)
        .outerjoin(paris, paris.c.territory_id == Territory.id)
        .outerjoin(editions, editions.c.territory_id == Territory.id)
        .outerjoin(themes, themes.c.territory_id == Territory.id)
    )
    make: Callable[..., Candidate] = Candidate
    return [
        make(
            *line,
            departements=placed.get(line[0], ()),
            population=population,
            to_paris=minutes,
            answering=answering,
            editions=_labels(pairs),
            themes=_slugs(slugs),
        )
        for *line, population, minutes, answering, pairs, slugs in db.session.execute(statement)
    ]


def _labels(pairs: str | None) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in pairs.split("\n")) if pairs else {}


def _slugs(slugs: str | None) -> Sequence[str]:
    return slugs.split(",") if slugs else ()


def _ways_to_paris() -> Subquery:
    """Select the minutes of each territory's quickest way to Paris."""
    minutes = func.min(Connection.minutes).label("minutes")
    quickest = select(Connection.territory_id, minutes).where(Connection.to_paris)
    return quickest.group_by(Connection.territory_id).subquery("paris")


def _editions_open() -> Subquery:
    """Select the editions of each territory, in one text: taking it apart costs less than reading a row for each."""
    pairs = func.aggregate_strings(Edition.slug + "=" + Edition.label, "\n").label("pairs")
    opened = select(TerritoryEdition.territory_id, pairs).join(Edition)
    return opened.group_by(TerritoryEdition.territory_id).subquery("opened")


def _themes_told() -> Subquery:
    """Select the themes that each territory says something of, in one text."""
    said = or_(Cell.text != "", cast(Cell.facts, Text) != "[]")
    slugs = func.aggregate_strings(Cell.theme, ",").label("slugs")
    told = select(Cell.territory_id, slugs).where(Cell.edition_id.is_(None), said)
    return told.group_by(Cell.territory_id).subquery("told")


def _answers(territory: type[Territory] = Territory) -> ColumnElement[bool]:
    """Tell whether an ambassador of a territory answered this year: the first who did is enough."""
    return exists().where(
        Submission.territory_id == territory.id,
        Submission.kind == "answer",
        Submission.status == "published",
        Submission.published_at >= now() - ANSWERING,
        Submission.speaker_role == Role.AMBASSADOR,
    )


@dataclass(frozen=True)
class Everywhere:
    """The territories that the home page shows or draws, and whether some are near Paris, or answer."""

    lines: Sequence[TerritoryLine]
    near_paris: bool
    answering: bool


def everywhere(actor: Actor, hours: int) -> Everywhere:
    """Return the territories an actor may see, and what wishes the home page may offer, in one statement.

    The two questions are of no row: each is asked once, and the first territory that says yes ends it.
    """
    seen = aliased(Territory)
    visible = seen.state != "preparing"
    reached = exists().where(
        Connection.territory_id == seen.id, Connection.to_paris, Connection.minutes <= 60 * hours, visible
    )
    answering = exists(select(seen.id).where(visible, _answers(seen)))
    rows = db.session.execute(listed(actor, reached, answering)).all()
    return Everywhere(
        [TerritoryLine(*line) for *line, _, _ in rows],
        any(row[-2] for row in rows),
        any(row[-1] for row in rows),
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
