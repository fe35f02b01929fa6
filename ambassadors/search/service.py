"""Searching: the newest that match, the best of them first, only what the reader may see."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, literal, or_, select, union_all

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.core.stems import keywords, stems
from ambassadors.territories.models import Territory
from ambassadors.territories.order import of_the_day

from .engines import holds
from .models import SearchDocument

NEWEST = 500  # matches that are ranked: the last to have become public
ENOUGH = 10  # matches of every word under which those of some words are shown too
MOST_WORDS = 12
SIZE = 15


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for, and where."""

    text: str
    kind: str = ""
    territory_id: int | None = None
    theme: str = ""
    day: date = field(default_factory=today)  # the one whose order the territories found are in

    @property
    def words(self) -> list[str]:
        """Return the stems searched; small words count only when there is nothing else."""
        return (keywords(self.text) or list(dict.fromkeys(stems(self.text))))[:MOST_WORDS]


@dataclass(frozen=True)
class Hit:
    """Something found."""

    id: int
    kind: str
    path: str
    title: str
    body: str
    published_at: datetime
    territory_id: int
    territory_name: str
    colour: str
    cover_key: str | None


@dataclass(frozen=True)
class Results:
    """One page of what was found."""

    hits: list[Hit]
    total: int
    number: int
    words: list[str]

    @property
    def has_more(self) -> bool:
        """Tell whether another page follows."""
        return self.number * SIZE < self.total


def search(actor: Actor, wanted: Wanted, number: int = 1) -> Results:
    """Return a page of what holds the words, the best first, in at most three statements."""
    words = wanted.words
    if not words:
        return Results([], 0, number, [])
    ranked = _ranked(actor, wanted, words, every=True)
    if len(ranked) < ENOUGH and len(words) > 1:
        known = set(ranked)
        ranked += [row_id for row_id in _ranked(actor, wanted, words, every=False) if row_id not in known]
    page = ranked[(number - 1) * SIZE : number * SIZE]
    return Results(_hits(page), len(ranked), number, words)


def _ranked(actor: Actor, wanted: Wanted, words: list[str], *, every: bool) -> list[int]:
    """Return ids by how many of the words are in the title, then in the text; the newest first when equal.

    A territory that bears a word comes before what is said of it. None comes before another but by the order of the
    day: when they were added says nothing of them, and where they are all that is looked for, nor do the words.
    """
    scores: dict[int, int] = {}
    found: dict[int, Any] = {}
    for row in db.session.execute(_matching(actor, wanted, words, every=every)):
        in_title = len(set(row.title_stems.split()).intersection(words))
        in_all = len(words) if every else len(set(row.stems.split()).intersection(words))
        weight = 4 if row.kind == "territory" else 3
        scores[row.id] = 0 if wanted.kind == "territory" else 2 * in_all + weight * in_title
        found[row.id] = row
    newest = sorted(found.values(), key=lambda row: (row.published_at, row.id), reverse=True)
    said = [row.id for row in newest if row.kind != "territory"]
    territories = [row for row in newest if row.kind == "territory"]
    drawn = [row.id for row in of_the_day(territories, wanted.day, lambda row: row.territory_id)]
    return sorted([*said, *drawn], key=lambda row_id: -scores[row_id])


def _matching(actor: Actor, wanted: Wanted, words: list[str], *, every: bool) -> CompoundSelect[Any]:
    """Select the newest matches in territories that the reader may see, and the territories so named, however old.

    Materialized, so that PostgreSQL asks its index for the words once, whatever it thinks of the rest.
    """
    found = _found(wanted, words, every=every).cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
    seen = permitted(actor, Action.TERRITORY_VIEW, Territory)
    newest = (
        select(found)
        .join(Territory, Territory.id == found.c.territory_id)
        .where(seen)
        .order_by(found.c.id.desc())
        .limit(NEWEST)
    )
    named = _named(wanted, words, every=every).join(Territory, _is_of_territory).where(seen)
    return union_all(select(newest.subquery()), named)


_is_of_territory = and_(SearchDocument.territory_id == Territory.id, SearchDocument.kind == "territory")


def _named(wanted: Wanted, words: list[str], *, every: bool) -> Select[Any]:
    """Select the territories whose names hold all (or any) of the words: few rows, whatever has been written."""
    name = literal(" ") + SearchDocument.title_stems + " "
    held = [name.like(f"% {word} %") for word in words]
    return _filtered(select(*_columns(every)).where(and_(*held) if every else or_(*held)), wanted)


def _found(wanted: Wanted, words: list[str], *, every: bool) -> Select[Any]:
    held = holds(db.session.get_bind().dialect, words, every=every)
    return _filtered(select(*_columns(every)).where(held), wanted)


def _columns(every: bool) -> list[Any]:
    """Return what ranking reads of a document: its text only where some of the words are enough."""
    document = SearchDocument
    read = (document.id, document.kind, document.territory_id, document.title_stems, document.published_at)
    return [*read] if every else [*read, document.stems]


def _filtered(statement: Select[Any], wanted: Wanted) -> Select[Any]:
    document = SearchDocument
    if wanted.kind:
        statement = statement.where(document.kind == wanted.kind)
    if wanted.territory_id is not None:
        statement = statement.where(document.territory_id == wanted.territory_id)
    if wanted.theme:
        statement = statement.where(document.themes.like(f"% {wanted.theme} %"))
    return statement


def _hits(ids: list[int]) -> list[Hit]:
    statement = (
        select(
            SearchDocument.id,
            SearchDocument.kind,
            SearchDocument.path,
            SearchDocument.title,
            SearchDocument.body,
            SearchDocument.published_at,
            SearchDocument.territory_id,
            Territory.name.label("territory_name"),
            Territory.colour,
            Territory.cover_key,
        )
        .join(Territory, Territory.id == SearchDocument.territory_id)
        .where(SearchDocument.id.in_(ids))
    )
    found = {row["id"]: Hit(**row) for row in db.session.execute(statement).mappings()} if ids else {}
    return [found[row_id] for row_id in ids if row_id in found]
