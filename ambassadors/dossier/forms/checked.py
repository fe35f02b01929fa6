"""Validators that say in French what a typed day, duration or address lacks, and keep what it means."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from wtforms import StringField, ValidationError

from ambassadors.core.typography import french

from .typed import check_address, one_line

Meaning = TypeVar("Meaning")


class ReadField(StringField, Generic[Meaning]):
    """A text that means something else: a day, a duration; `meaning` holds it once the form is valid."""

    def __init__(
        self, label: str, read: Callable[[str], Meaning], *, needed: str = "", **options: Any
    ) -> None:
        """Read by `read`, which raises ValueError in French; `needed`: what is said where nothing is typed."""
        super().__init__(label, filters=[one_line], **options)
        self.read, self.needed = read, needed
        self.meaning: Meaning | None = None

    def pre_validate(self, form: Any) -> None:
        """Read what was typed, or say at the field what is awaited."""
        if not self.data:
            if self.needed:
                raise ValidationError(french(self.needed))
            return
        try:
            self.meaning = self.read(self.data)
        except ValueError as wrong:
            raise ValidationError(french(str(wrong))) from wrong


def page_address(text: str) -> str:
    """Return an address of a page. Raise ValueError, in French."""
    check_address(text)
    return text
