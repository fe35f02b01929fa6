"""A dated, sourced fact of a cell; compared with the territory's own past at most, never with another territory."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

MOST_FACTS = 8  # a theme
AGES_AFTER = 24  # months


@dataclass(frozen=True)
class Point:
    """One year of a series."""

    year: int
    value: float


@dataclass(frozen=True)
class Fact:
    """What is measured, by whom, when; `series` draws a chart, with its table beside it."""

    label: str
    value: str  # as it is read: «850», «12 min», «3,4»
    unit: str = ""
    source_name: str = ""
    source_url: str = ""
    dated: date | None = None
    past_value: str = ""
    past_dated: date | None = None
    series: tuple[Point, ...] = field(default=())

    def is_old(self, day: date) -> bool:
        """Tell whether it is older than 24 months on a day."""
        if self.dated is None:
            return False
        months = (day.year - self.dated.year) * 12 + day.month - self.dated.month
        return months > AGES_AFTER or (months == AGES_AFTER and day.day > self.dated.day)

    def stored(self) -> dict[str, Any]:
        """Return it as a cell keeps it in JSON."""
        dates = {"dated": self.dated, "past_dated": self.past_dated}
        told = {name: value.isoformat() if value else None for name, value in dates.items()}
        return asdict(self) | told | {"series": [asdict(point) for point in self.series]}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Fact":
        """Read it back from a cell's JSON."""
        series = tuple(Point(int(point["year"]), float(point["value"])) for point in row.get("series") or ())
        return cls(
            label=str(row["label"]),
            value=str(row["value"]),
            unit=str(row.get("unit") or ""),
            source_name=str(row.get("source_name") or ""),
            source_url=str(row.get("source_url") or ""),
            dated=_day(row.get("dated")),
            past_value=str(row.get("past_value") or ""),
            past_dated=_day(row.get("past_dated")),
            series=series,
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def facts_of(rows: Sequence[Mapping[str, Any]]) -> list[Fact]:
    """Read the facts of a cell."""
    return [Fact.of(row) for row in rows]
