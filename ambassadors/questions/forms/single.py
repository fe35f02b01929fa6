"""What the forms of questions share: each plain field is expected once."""

from collections.abc import Iterable
from typing import Any

from wtforms.fields.choices import SelectChoice

from ambassadors.places.forms import PlaceField
from ambassadors.web.forms import BaseForm

TWICE = "Une seule réponse est attendue ici."


def one_line(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def plain(text: str | None) -> str:
    """Return a text with plain line ends and nothing around."""
    return (text or "").replace("\r\n", "\n").strip()


def choices(pairs: Iterable[tuple[str, str]], group: str | None = None) -> list[SelectChoice]:
    """Return the options of a select, under a heading or not."""
    return [SelectChoice(value, label, optgroup=group) for value, label in pairs]


class SingleForm(BaseForm):
    """A form that expects each plain field once."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and refuse two answers to one question."""
        valid = super().validate(extra_validators)
        for field in self:
            if isinstance(field, PlaceField) or field.name in ("csrf_token", "once"):
                continue
            if len(getattr(field, "raw_data", None) or ()) > 1:
                field.errors = [*field.errors, TWICE]
                valid = False
        return valid
