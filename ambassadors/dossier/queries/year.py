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
    starts, ends, years = highlight.starts_on, highlight.ends_on, 0
    while highlight.yearly and ends < day:
        years += 1  # always from the first time: the 28th of February must not become its date for good
        starts, ends = (_later(one, years) for one in (highlight.starts_on, highlight.ends_on))
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


def _later(day: date, years: int) -> date:
    """Return the same date some years later; the 29th of February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def highlight_in(territory_id: int, number: int) -> Highlight | None:
    """Return a highlight of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Highlight).where(Highlight.id == number, Highlight.territory_id == territory_id)
    )
