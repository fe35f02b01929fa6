"""The highlights of a territory's year, the next to come first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.dossier.highlight import Highlight


@dataclass(frozen=True)
class Occurrence:
    """The next time a highlight takes place."""

    id: int
    title: str
    starts_on: date
    ends_on: date
    yearly: bool
    place: str
    text: str
    url: str

    @property
    def is_one_day(self) -> bool:
        """Tell whether it begins and ends on the same day."""
        return self.starts_on == self.ends_on

    def is_past(self, day: date) -> bool:
        """Tell whether it is over on a day."""
        return self.ends_on < day


def highlights_of(territory_id: int) -> list[Highlight]:
    """Return the highlights as they were entered, by date."""
    return list(
        db.session.scalars(
            select(Highlight)
            .where(Highlight.territory_id == territory_id)
            .order_by(Highlight.starts_on, Highlight.id)
        )
    )


def year_of(territory_id: int, day: date) -> list[Occurrence]:
    """Return the next occurrence of each highlight from a day on; what is over for good comes last."""
    found = [_next(highlight, day) for highlight in highlights_of(territory_id)]
    return sorted(found, key=lambda one: (one.is_past(day), one.starts_on, one.id))


def _next(highlight: Highlight, day: date) -> Occurrence:
    starts, ends = highlight.starts_on, highlight.ends_on
    while highlight.yearly and ends < day:
        starts, ends = _a_year_later(starts), _a_year_later(ends)
    return Occurrence(
        highlight.id,
        highlight.title,
        starts,
        ends,
        highlight.yearly,
        highlight.place,
        highlight.text,
        highlight.url,
    )


def _a_year_later(day: date) -> date:
    """Return the same date a year later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def highlight_in(territory_id: int, number: int) -> Highlight | None:
    """Return a highlight of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Highlight).where(Highlight.id == number, Highlight.territory_id == territory_id)
    )
