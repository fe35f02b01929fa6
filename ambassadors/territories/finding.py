"""Territories in the neutral order of a day, in pages that stay as they were opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

from ambassadors.core.slugs import without_accents

from .order import of_the_day
from .queries import TerritoryLine

L = TypeVar("L", bound=TerritoryLine)
SIZE = 12
SHORTEST = 3  # letters by which a name begins; fewer begin too many
OLDEST = timedelta(days=2)  # how long a page opened yesterday keeps yesterday's order


@dataclass(frozen=True)
class Found(Generic[L]):
    """One page of the territories found, in the order of a day."""

    lines: list[L]
    total: int
    day: date
    number: int

    @property
    def has_more(self) -> bool:
        """Tell whether another page follows."""
        return self.number * SIZE < self.total


@lru_cache(maxsize=4096)  # the same names are compared with every word that anybody types
def _folded(text: str) -> str:
    return without_accents(text).lower().replace("-", " ").replace("’", " ").replace("'", " ")


def named(line: TerritoryLine, text: str) -> bool:
    """Tell whether a territory's name, tagline or région holds all the words typed."""
    if not text:
        return True
    name = _folded(f"{line.name} {line.tagline} {line.region or ''}")
    return all(word in name for word in _folded(text).split())


def bears(line: TerritoryLine, text: str) -> bool:
    """Tell whether a territory's own name has, for each word typed, a word that starts so; a short one in full."""
    typed, own = _folded(text).split(), _folded(line.name).split()
    return any(len(word) >= SHORTEST for word in typed) and all(
        any(word.startswith(start) if len(start) >= SHORTEST else word == start for word in own)
        for start in typed
    )


def day_of(text: str | None, present: date) -> date:
    """Read the day a page was opened on; one from the future, too old or unreadable is today."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return present
    return day if present - OLDEST <= day <= present else present


def page_of_the_day(lines: Iterable[L], day: date, number: int) -> Found[L]:
    """Return a page of territories in the order of a day."""
    found = of_the_day(lines, day, lambda line: line.id)
    return Found(found[(number - 1) * SIZE : number * SIZE], len(found), day, number)
