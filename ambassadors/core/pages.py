"""Keyset pages: page 1,000 costs what page 1 costs, and nothing is seen twice when something new arrives."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")

# Whole microseconds: a float of seconds loses one now and then, and with it the rows of the same instant.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Cursor:
    """A place in a list ordered by (instant, id), and which way to go from it.

    A list in two parts has one order too: `part` says in which of them the place is (core/parts.py).
    """

    at: datetime
    id: int
    backward: bool = False
    part: int = 0

    def encode(self) -> str:
        """Return the cursor as it stands in an address."""
        plain = f"{'b' if self.backward else 'f'}{(self.at - _EPOCH) // _MICROSECOND}.{self.id}"
        plain += f".{self.part}" if self.part else ""
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str | None) -> "Cursor | None":
        """Read a cursor from an address; anything else than a cursor is the first page."""
        if not text or len(text) > 80:
            return None
        try:
            plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
            micros, row_id, part = f"{plain[1:]}.0".split(".")[:3]
            at = _EPOCH + int(micros) * _MICROSECOND
            number = int(row_id)
        except (binascii.Error, ValueError, OverflowError, OSError):
            return None
        return cls(at, number, plain[0] == "b", int(part == "1")) if 0 < number < 2**53 else None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, in its order, and the cursors of the pages on both sides.

    Of a list in two parts, `items` are the rows of the first and `rest` those of the second.
    """

    items: list[T]
    newer: str | None
    older: str | None
    rest: list[T] = field(default_factory=list)


def page_of(
    session: Session,
    statement: Select[Any],
    at: InstrumentedAttribute[Any] | ColumnElement[Any],
    row_id: InstrumentedAttribute[int] | ColumnElement[Any],
    cursor: Cursor | None,
    size: int = 20,
    *,
    entities: bool = False,
    oldest_first: bool = False,
) -> Page[Any]:
    """Run a statement as one page in the order (at, id): newest first, or oldest first for a queue.

    `newer` and `older` of the page are what comes before and after it in that order.
    The rows must carry attributes named as the `at` and `row_id` columns are.
    """
    backward = cursor is not None and cursor.backward
    upward = backward != oldest_first
    if cursor:
        here = tuple_(cursor.at, cursor.id)
        position = tuple_(at, row_id)
        statement = statement.where(position > here if upward else position < here)
    order = (at.asc(), row_id.asc()) if upward else (at.desc(), row_id.desc())
    result = session.execute(statement.order_by(*order).limit(size + 1))
    rows: list[Any] = list(result.scalars() if entities else result)
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    return _with_cursors(rows, at.key or "", row_id.key or "", cursor, more)


def _with_cursors(rows: list[Any], at: str, row_id: str, cursor: Cursor | None, more: bool) -> Page[Any]:
    backward = cursor is not None and cursor.backward
    newer = rows and (more if backward else cursor is not None)
    older = rows and (True if backward else more)

    def mark(row: Any, *, back: bool) -> str:
        return Cursor(getattr(row, at), getattr(row, row_id), back).encode()

    return Page(
        rows, mark(rows[0], back=True) if newer else None, mark(rows[-1], back=False) if older else None
    )
