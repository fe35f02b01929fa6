"""The charter as its managers write it, and as it is accepted."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from ambassadors.web.forms import BaseForm

SHORTEST, LONGEST, LONGEST_NOTE = 200, 12_000, 300


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _number(field: HiddenField) -> int:
    text = str(field.data or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class CharterForm(BaseForm):
    """A version being written; `seen` is the number of the one that stood when it was opened."""

    text = TextAreaField(
        "Le texte de la charte",
        [
            InputRequired("Écrivez la charte."),
            Length(
                min=SHORTEST,
                max=LONGEST,
                message=f"Une charte compte de {SHORTEST} à {LONGEST} caractères.",
            ),
        ],
        filters=[_plain],
    )
    note = StringField(
        "Ce que cette version change",
        [Length(max=LONGEST_NOTE, message=f"{LONGEST_NOTE} caractères au plus.")],
        filters=[_one_line],
    )
    seen = HiddenField(default="0")

    @property
    def seen_number(self) -> int:
        """Return the version that was seen; what cannot be read is no version."""
        return _number(self.seen)


class AcceptanceForm(BaseForm):
    """One button; `number` is the version that is shown above it."""

    number = HiddenField()
    suite = HiddenField()

    @property
    def shown_number(self) -> int:
        """Return the version that was read."""
        return _number(self.number)
