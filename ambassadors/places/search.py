"""Looking for a place as people type it: a range of keys, the most direct first, then by population."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from ambassadors.core.typography import french
from ambassadors.places.keys import normalise
from ambassadors.places.models import Level, Place, PlaceKey, PlacePostalCode, Weight, label_of
from ambassadors.places.reading import Reading, readings

# Sorts after every character a key may hold.
LAST = "\uffff"
# More homonyms than any name has.
MANY = 60
Found = Select[int, int, int]


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place found, with what a list of suggestions shows of it."""

    id: int
    name: str
    level: Level
    label: str
    detail: str
    context: str

    @property
    def spoken(self) -> str:
        """Return it as one says it: «Ussel, Corrèze», without the numbers that only tell homonyms apart."""
        around = [part for part in self.context.split(", ") if not part[:1].isdigit()]
        return ", ".join([self.name, *around])


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What a typed text leads to: one place, several to choose among, or none."""

    place: Place | None
    candidates: Sequence[PlaceHit] = ()


class Keyed(NamedTuple):
    """A place under a key that names it, and a bit for each number asked beside the name that is its own."""

    key: str
    weight: int
    id: int
    name: str
    level: Level
    context: str
    population: int
    numbers: int

    @property
    def hit(self) -> PlaceHit:
        """Return it as suggestions show it."""
        return hit_of(self.id, self.name, self.level, self.context, self.population)


class Scope(NamedTuple):
    """Where to look: the levels wanted, the number the code must start with."""

    levels: Collection[Level] | None
    number: str


def starting_with(prefix: str) -> ColumnElement[bool]:
    """Match the keys that start with a text, as a range that an index serves on both engines."""
    return and_(PlaceKey.key >= prefix, PlaceKey.key < prefix + LAST)


def tier(keys: Collection[str]) -> ColumnElement[int]:
    """Rank a match: exactly this name or code, then names that start so, then the words inside names.

    An EPCI often bears the name of its main town, with more inhabitants: it comes one rank later.
    """
    exact, epci = PlaceKey.key.in_(keys), PlaceKey.level == Level.EPCI
    named = PlaceKey.weight <= Weight.CODE
    return case(
        (and_(named, exact, ~epci), 0),
        (or_(and_(named, or_(exact, ~epci)), and_(PlaceKey.weight == Weight.ALIAS, exact)), 1),
        else_=2,
    )


def in_number(number: str) -> ColumnElement[bool]:
    """Match the places whose official or postal code starts with a number: «Saint-Denis 93»."""
    code = PlacePostalCode.postal_code
    postal = exists().where(
        PlacePostalCode.place_id == PlaceKey.place_id, code >= number, code < number + LAST
    )
    official = exists().where(Place.id == PlaceKey.place_id, Place.code.startswith(number, autoescape=True))
    return or_(postal, official.correlate(PlaceKey))


def matching(where: ColumnElement[bool], rank: SQLColumnExpression[int], scope: Scope) -> Found:
    """Select the places whose keys match: number, best rank, population."""
    best = func.min(rank).label("best")
    population = func.max(PlaceKey.population).label("population")
    statement = select(PlaceKey.place_id, best, population).where(where)
    if scope.levels:
        statement = statement.where(PlaceKey.level.in_(scope.levels))
    if scope.number:
        statement = statement.where(in_number(scope.number))
    return statement.group_by(PlaceKey.place_id).order_by(best, population.desc(), PlaceKey.place_id)


def hits(session: Session, found: Found, limit: int) -> list[tuple[int, PlaceHit]]:
    """Read what suggestions show of the places found, each with its rank."""
    first = found.limit(limit).subquery()
    columns = select(first.c.best, Place.id, Place.name, Place.level, Place.context, Place.population)
    statement = columns.join(first, first.c.place_id == Place.id)
    rows = session.execute(statement.order_by(first.c.best, Place.population.desc(), Place.id))
    return [(best, hit_of(*columns)) for best, *columns in rows]


def hit_of(number: int, name: str, level: Level, context: str, population: int) -> PlaceHit:
    """Return a place as suggestions show it."""
    return PlaceHit(number, name, level, label_of(name, context), detail_of(level, population), context)


def detail_of(level: Level, population: int) -> str:
    """Return the second line of a suggestion: the level and the inhabitants."""
    inhabitants = f"{population:,} habitants".replace(",", " ")
    return french(f"{level.label}, {inhabitants}") if population > 1 else level.label


def search_places(
    session: Session, text: str, levels: Collection[Level] | None = None, limit: int = 10
) -> list[PlaceHit]:
    """Suggest the places a text may mean, the likeliest first."""
    found: dict[int, PlaceHit] = {}
    for reading in readings(text):
        if len(found) < limit and reading.keys:
            where = or_(*map(starting_with, reading.keys))
            statement = matching(where, tier(reading.keys), Scope(levels, reading.number))
            for _, hit in hits(session, statement, limit):
                found.setdefault(hit.id, hit)
    return list(found.values())[:limit]


def places_named(session: Session, text: str, levels: Collection[Level] | None = None) -> list[PlaceHit]:
    """Return the places that a text names exactly, in its most direct reading; several are homonyms."""
    return meant(text, all_named(session, text, levels))


def all_named(session: Session, text: str, levels: Collection[Level] | None = None) -> list[Keyed]:
    """Return all that a text may name, in any of its readings, in one statement."""
    statement = keyed(text, levels)
    return [Keyed(*row) for row in session.execute(statement)] if statement is not None else []


def keyed(text: str, levels: Collection[Level] | None = None) -> Select[Any] | None:
    """Select all that the readings of a text name, as `Keyed`, for `meant` to choose in; None where it says nothing."""
    ways = readings(text)
    if not ways:
        return None
    bits = [case((in_number(number), bit), else_=0) for number, bit in bits_of(ways).items()]
    statement = (
        select(
            PlaceKey.key, PlaceKey.weight, Place.id, Place.name, Place.level, Place.context, Place.population
        )
        .add_columns(sum(bits, literal(0)).label("numbers"))
        .join(Place, Place.id == PlaceKey.place_id)
        .where(PlaceKey.key.in_({key for way in ways for key in way.keys}), PlaceKey.weight < Weight.INNER)
        .order_by(PlaceKey.weight, Place.population.desc(), Place.id)
        .limit(MANY * len(ways))
    )
    return statement.where(PlaceKey.level.in_(levels)) if levels else statement


def bits_of(ways: Sequence[Reading]) -> dict[str, int]:
    """Return a bit for each number said beside a name."""
    numbers = dict.fromkeys(way.number for way in ways if way.number)
    return {number: 1 << position for position, number in enumerate(numbers)}


def meant(text: str, rows: Iterable[Keyed]) -> list[PlaceHit]:
    """Keep the places of the most direct reading of a text, the most populated first."""
    ways, read = readings(text), list(rows)
    bits = bits_of(ways)
    for way in ways:
        fitting = [
            row for row in read if row.key in way.keys and (not way.number or row.numbers & bits[way.number])
        ]
        found: dict[int, tuple[int, PlaceHit]] = {}
        for row in sorted(fitting, key=lambda row: (row.weight, -row.population, row.id)):
            found.setdefault(row.id, (row.weight, row.hit))
        ranked = [(rank, hit) for rank, hit in found.values() if way.fits(hit)]
        if ranked:
            return written_in_full(text, ranked) or [hit for rank, hit in ranked if rank == ranked[0][0]]
    return []


def starting_as(session: Session, text: str, limit: int) -> list[PlaceHit]:
    """Suggest the places whose whole name starts as a text does, its most literal reading alone."""
    for way in readings(text)[:1]:
        where = and_(or_(*map(starting_with, way.keys)), PlaceKey.weight <= Weight.SHORT)
        return [hit for _, hit in hits(session, matching(where, tier(way.keys), Scope(None, "")), limit)]
    return []


def written_in_full(text: str, found: Sequence[tuple[int, PlaceHit]]) -> list[PlaceHit]:
    """Keep the place whose whole label was typed, or sent back by the page that had suggested it."""
    return [hit for _, hit in found if normalise(hit.label) == normalise(text)]


def place_from_text(session: Session, text: str, levels: Collection[Level] | None = None) -> PlaceAnswer:
    """Find the one place a text names, or else those it may mean."""
    named = places_named(session, text, levels)
    if len(named) == 1:
        return PlaceAnswer(session.get_one(Place, named[0].id))
    return PlaceAnswer(None, named or search_places(session, text, levels))
