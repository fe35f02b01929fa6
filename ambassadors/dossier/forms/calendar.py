"""A highlight of the year as it is typed."""

from datetime import date
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from ambassadors.dossier.highlight import Highlight
from ambassadors.dossier.service.calendar import HighlightSaid

from .checked import ReadField, page_address
from .entry import EntryForm
from .typed import day_as_typed, exact_day_of, one_line, plain

LONGEST_STAY = 366  # days


def _at_most(number: int) -> Length:
    return Length(max=number, message=f"{number} caractères au plus.")


class HighlightForm(EntryForm):
    """What happens, when, where, and whether it comes back."""

    title = StringField(
        "Ce qui a lieu", [InputRequired("Nommez ce temps fort."), _at_most(120)], filters=[one_line]
    )
    starts_on = ReadField[date]("Premier jour", exact_day_of, needed="Donnez le premier jour.")
    ends_on = ReadField[date]("Dernier jour", exact_day_of)
    yearly = BooleanField("Revient chaque année")
    place = StringField("Lieu", [_at_most(120)], filters=[one_line])
    text = TextAreaField("En quelques mots", [_at_most(1000)], filters=[plain])
    url = ReadField[str]("Page qui en dit plus", page_address)

    @classmethod
    def of(cls, highlight: Highlight | None, **options: Any) -> "HighlightForm":
        """Return the form of a highlight, or of a new one."""
        if highlight is None:
            return cls(data={"yearly": True, "version": "0"}, **options)
        days = {name: day_as_typed(getattr(highlight, name)) for name in ("starts_on", "ends_on")}
        same = {name: getattr(highlight, name) for name in ("title", "yearly", "place", "text", "url")}
        return cls(data=same | days | {"version": str(highlight.version)}, **options)

    def validate_ends_on(self, field: ReadField[date]) -> None:
        """Refuse an end before the beginning, and a stay longer than a year."""
        first, last = self.starts_on.meaning, field.meaning
        if first and last and last < first:
            raise ValidationError("Le dernier jour ne vient pas avant le premier.")
        if first and last and (last - first).days > LONGEST_STAY:
            raise ValidationError("Un temps fort dure un an au plus.")

    def said(self) -> HighlightSaid:
        """Return what a valid form says."""
        first = self.starts_on.meaning
        if first is None:
            raise ValueError("not validated")
        return HighlightSaid(
            title=self.title.data or "",
            starts_on=first,
            ends_on=self.ends_on.meaning or first,
            yearly=bool(self.yearly.data),
            place=self.place.data or "",
            text=self.text.data or "",
            url=self.url.meaning or "",
        )
