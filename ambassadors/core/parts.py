"""Keyset pages of a list in two parts: all that speaks to a reader, then all the rest, each newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, literal_column, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from .pages import Cursor, Page


@dataclass(frozen=True)
class Part:
    """What one part of a list reads, and the instant and the id by which an index orders it.

    Its rows bear them as `published_at` and `id`.
    """

    statement: Select[*tuple[Any, ...]]
    at: InstrumentedAttribute[Any] | ColumnElement[Any]
    row_id: InstrumentedAttribute[int] | ColumnElement[Any]


def page_in_parts(
    session: Session, parts: Sequence[Part], cursor: Cursor | None, size: int = 20
) -> Page[Any]:
    """Run both parts as one page, in one statement that reads no more than a page of each."""
    backward = cursor is not None and cursor.backward
    found = union_all(*_arms(parts, cursor, size + 1)).subquery()
    order = (found.c.part, found.c.published_at.desc(), found.c.id.desc())
    upside_down = (found.c.part.desc(), found.c.published_at, found.c.id)
    statement = select(found).order_by(*(upside_down if backward else order)).limit(size + 1)
    rows = list(session.execute(statement))
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    newer = rows and (more if backward else cursor is not None)
    older = rows and (backward or more)
    return Page(
        [row for row in rows if row.part == 0],
        _mark(rows[0], back=True) if newer else None,
        _mark(rows[-1], back=False) if older else None,
        [row for row in rows if row.part == 1],
    )


def _arms(parts: Sequence[Part], cursor: Cursor | None, most: int) -> Iterator[Select[Any]]:
    """Yield what to read of each part that the page may reach from where the cursor is."""
    backward = cursor is not None and cursor.backward
    for number, part in enumerate(parts):
        statement = part.statement.add_columns(literal_column(str(number), Integer).label("part"))
        if cursor and number == cursor.part:
            here, place = tuple_(cursor.at, cursor.id), tuple_(part.at, part.row_id)
            statement = statement.where(place > here if backward else place < here)
        elif cursor and (number > cursor.part) == backward:
            continue
        order = (part.at.asc(), part.row_id.asc()) if backward else (part.at.desc(), part.row_id.desc())
        yield select(statement.order_by(*order).limit(most).subquery())


def _mark(row: Any, *, back: bool) -> str:
    return Cursor(row.published_at, row.id, back, row.part).encode()
