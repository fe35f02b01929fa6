"""The time, in one place, so that nothing else asks the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """Return the present instant in UTC."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Act as if it were another instant: the demonstration's three years happen in a few seconds."""
    token = _standing.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)


def in_paris(instant: datetime) -> datetime:
    """Return an instant as the clocks of Paris show it."""
    return instant.astimezone(PARIS)


def today() -> date:
    """Return the day it is in Paris: the day of the neutral order."""
    return in_paris(now()).date()
