"""What happens by the clock: each period of each task is one outbox row, whoever rings first."""

from datetime import UTC, datetime, timedelta

from .clock import now
from .outbox import enqueue

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_tasks: dict[str, timedelta] = {}


def every(period: timedelta, kind: str) -> None:
    """Declare that a kind of row is due once in every period."""
    _tasks[kind] = period


def ring() -> None:
    """Ask for what this period still owes; several workers may ring, one row comes of it."""
    for kind in _tasks:
        enqueue(kind, {}, key=key_of(kind))


def key_of(kind: str) -> str:
    """Name the row of a kind for this period."""
    return f"{kind}:{(now() - _EPOCH) // _tasks[kind]}"
