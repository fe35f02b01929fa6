"""Fields that several forms of the circle share: themes, publics, links to declare, a year."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from ambassadors.core.clock import today
from ambassadors.network.disclosure import LINKS
from ambassadors.territories.grid import SEGMENTS, THEMES

FIRST_YEAR = 1920


def choices(labels: Mapping[str, str]) -> list[SelectChoice]:
    """Return labels as the choices of a field."""
    return [SelectChoice(value, label) for value, label in labels.items()]


class BoxesField(SelectMultipleField):
    """Several boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered, in French; the same box twice counts once."""
        offered = [choice.value for choice in self.choices]
        ticked: list[str] = getattr(self, "data", None) or []
        if any(value not in offered for value in ticked):
            raise ValidationError("Choisissez dans la liste.")
        self.data = [value for value in offered if value in ticked]


class ThemesField(BoxesField):
    """What one can speak of."""

    def __init__(self, label: str = "Les thèmes dont vous pouvez parler", **options: Any) -> None:
        super().__init__(label, choices=choices(THEMES), **options)


class SegmentsField(BoxesField):
    """Whom one can answer best."""

    def __init__(self, label: str = "Les publics à qui vous pouvez répondre", **options: Any) -> None:
        super().__init__(label, choices=choices(SEGMENTS), **options)


class LinksField(BoxesField):
    """The links that readers should know of."""

    def __init__(self, label: str = "Vos liens avec les organismes du territoire", **options: Any) -> None:
        super().__init__(label, choices=choices({key: link.ticked for key, link in LINKS.items()}), **options)


class YearField(StringField):
    """A year, or nothing; `year` holds it once the form is valid."""

    year: int | None = None

    def process_data(self, value: Any) -> None:
        """Show a year that is known."""
        self.data = "" if value is None else str(value)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no year of a life so far."""
        text = (self.data or "").strip()
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            raise ValidationError("Indiquez une année en quatre chiffres, par exemple 2021.")
        if not FIRST_YEAR <= int(text) <= today().year:
            raise ValidationError(f"Indiquez une année entre {FIRST_YEAR} et {today().year}.")
        self.year = int(text)


def plain(text: str | None) -> str:
    """Return a text with one kind of line end and no space around (a filter)."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text: str | None) -> str:
    """Return a text on one line (a filter)."""
    return " ".join((text or "").split())
