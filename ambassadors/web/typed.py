"""What somebody typed in a form that is refused for another reason than its text: shown back, to be copied."""

from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from .late_form import NOT_KEPT

LABELS = {
    "title": "Le titre",
    "text": "Votre texte",
    "project": "Votre projet",
    "household": "Qui viendrait avec vous",
    "jobs": "Les métiers que vous cherchez",
    "message": "Votre message",
}
ANOTHER = "Votre texte"
FEW_WORDS = 6  # a name, a choice, a telephone number: nothing that cannot be typed again


@dataclass(frozen=True)
class Typed:
    """One text, under the name of its field."""

    label: str
    text: str


def typed_texts() -> list[Typed]:
    """Return the texts that the form of this request bore; none for a form that cannot be read."""
    if request.method != "POST":
        return []
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [
        Typed(LABELS.get(name, ANOTHER), value)
        for name, value in sent
        if name not in NOT_KEPT and value.strip() and (name in LABELS or len(value.split()) > FEW_WORDS)
    ]
