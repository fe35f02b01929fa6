"""A field that asks for a place: plain text, resolved when it is sent."""

from collections.abc import Collection, Sequence
from typing import Any

from markupsafe import Markup
from wtforms import Field, StringField, ValidationError
from wtforms.widgets import TextInput

from ambassadors.core.db import db
from ambassadors.places.edition import LONGEST_NAME
from ambassadors.places.models import Level, Place
from ambassadors.places.search import PlaceHit, place_from_text

UNKNOWN = "Nous ne trouvons pas ce lieu. Vérifiez son nom, ou indiquez son code postal."
SEVERAL = "Plusieurs lieux correspondent : choisissez le vôtre dans la liste."
TOO_LONG = f"Un nom de lieu compte au plus {LONGEST_NAME} caractères."

_CHOICE = Markup(
    '<div class="choice"><input type="radio" name="{name}" id="{id}" value="{label}">'
    '<label for="{id}">{label}</label><p class="choice__more">{detail}</p></div>'
)
_CHOICES = Markup(
    '<fieldset class="field field--group"><legend>De quel lieu s’agit-il ?</legend>'
    '<div class="choices">{choices}</div></fieldset>'
)


class PlaceInput(TextInput):
    """A text input, followed by the homonyms to choose among when there are several."""

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        """Render the field."""
        text: Markup = super().__call__(field, maxlength=LONGEST_NAME, **attributes)
        if not field.candidates:
            return text
        choices = Markup("").join(
            _CHOICE.format(name=field.name, id=f"{field.id}-{rank}", label=hit.label, detail=hit.detail)
            for rank, hit in enumerate(field.candidates)
        )
        return text + _CHOICES.format(choices=choices)


class PlaceField(StringField):
    """A place by its name or postal code; `place` holds it once the form is validated, None when left empty.

    Every label is unique, so a suggestion sent back as text leads to its place without a hidden number.
    """

    widget = PlaceInput()

    def __init__(self, *arguments: Any, levels: Collection[Level] = (Level.COMMUNE,), **options: Any) -> None:
        """Accept the places of these levels."""
        super().__init__(*arguments, **options)
        self.levels = tuple(levels)
        self.place: Place | None = None
        self.chosen = ""
        self.candidates: Sequence[PlaceHit] = ()

    def process_data(self, value: Place | str | None) -> None:
        """Show the label of the place a form is made from."""
        super().process_data(value.label if isinstance(value, Place) else value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text and, after it, the homonym chosen if there is one."""
        super().process_formdata(valuelist)
        self.chosen = valuelist[1] if len(valuelist) > 1 else ""

    def pre_validate(self, form: Any) -> None:
        """Resolve what was typed, or say what is missing to do so."""
        text = (self.data or "").strip()
        if len(text) > LONGEST_NAME:
            raise ValidationError(TOO_LONG)
        if text:
            self._resolve(text)

    def _resolve(self, text: str) -> None:
        answer = place_from_text(db.session, text, self.levels)
        # A choice made for another text, since changed, is not among the candidates of this one.
        picked = [hit for hit in answer.candidates if hit.label == self.chosen]
        self.place = db.session.get(Place, picked[0].id) if picked else answer.place
        if self.place is None:
            self.candidates = answer.candidates
            raise ValidationError(SEVERAL if answer.candidates else UNKNOWN)
        self.data = self.place.label

    def populate_obj(self, obj: object, name: str) -> None:
        """Give the place itself, not its text."""
        setattr(obj, name, self.place)
