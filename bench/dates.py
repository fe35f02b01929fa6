"""When things happen on the generated site: three years that end on a fixed day, so that it is always the same."""

from datetime import datetime, timedelta
from random import Random

from ambassadors.core.clock import PARIS

OPENING = datetime(2023, 10, 1, 9, tzinfo=PARIS)
END = datetime(2026, 10, 1, 9, tzinfo=PARIS)
SPAN = timedelta(days=12)  # what waits was sent during the last days
REVIEW = timedelta(hours=7)


def instants(rng: Random, count: int, first: datetime = OPENING, last: datetime = END) -> list[datetime]:
    """Draw instants between two, in their order."""
    span = (last - first).total_seconds()
    return sorted(first + timedelta(seconds=rng.random() * span) for _ in range(count))


def soon_after(rng: Random, instant: datetime, within: timedelta = timedelta(days=40)) -> datetime:
    """Draw an instant soon after another, but not after the end."""
    return instant + min(within, END - instant) * rng.random()
