"""The opening of an edition as it is typed: its introduction."""

from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.web.forms import BaseForm

from .typed import plain

LONGEST_INTRO = 2000


class OpeningForm(BaseForm):
    """What a territory says before the themes of an edition."""

    intro = TextAreaField(
        "Introduction", [Length(max=LONGEST_INTRO, message="2 000 caractères au plus.")], filters=[plain]
    )
    seen = HiddenField()

    @classmethod
    def of(cls, opened: TerritoryEdition | None, last: str = "", **options: Any) -> "OpeningForm":
        """Return the form of an opening, or of one to come, with the introduction it had last."""
        return cls(
            data={"intro": opened.intro if opened else last, "seen": opened.mark if opened else ""}, **options
        )
