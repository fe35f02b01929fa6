"""The composition as a manager arranges it: order, switches, strengths, the call to action."""

from typing import Any

from wtforms import Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from ambassadors.brand.composition import (
    ACTS,
    BLOCKS,
    MOST_STRENGTHS,
    act_of,
    shown_in,
    slots_of,
    stored,
)
from ambassadors.network.forms.choices import BoxesField, choices
from ambassadors.territories.models import Territory
from ambassadors.web.versioned import VersionedForm

NUMBERS = range(1, MOST_STRENGTHS + 1)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class OrderField(Field):
    """The blocks one after the other: a hidden field each, in the order of the page."""

    unsaid: frozenset[str] = frozenset()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take each block once; one that the page did not know of, opened before an update, keeps its place."""
        order = [kind for kind in dict.fromkeys(valuelist) if kind in BLOCKS]
        self.unsaid = frozenset(BLOCKS) - frozenset(order)
        for place, kind in enumerate(self.object_data):
            if kind in self.unsaid:
                order.insert(place, kind)
        self.data = order


class CompositionForm(VersionedForm):
    """What the page of a territory is made of, from top to bottom."""

    order = OrderField("Ordre des blocs")
    shown = BoxesField("Blocs affichés", choices=choices({kind: one.label for kind, one in BLOCKS.items()}))
    call_act = RadioField(
        "Ce que vous proposez",
        choices=choices({act: one.label for act, one in ACTS.items()}),
        validate_choice=False,
    )
    call_title = StringField(
        "Titre de l’appel", [Length(max=80, message="80 caractères au plus.")], filters=[_one_line]
    )
    call_text = TextAreaField(
        "Texte de l’appel", [Length(max=300, message="300 caractères au plus.")], filters=[_one_line]
    )

    @classmethod
    def of(cls, territory: Territory) -> "CompositionForm":
        """Return the form of a space as it stands, unless a sending fills it.

        A block that the page sent did not know of, opened before an update, stays as it was.
        """
        said = territory.call_to_action
        values: dict[str, Any] = {
            "order": [slot.kind for slot in slots_of(territory)],
            "shown": shown_in(territory),
            "call_act": act_of(territory),
            "call_title": said.get("title", ""),
            "call_text": said.get("text", ""),
            "version": territory.version,
        }
        for number, one in enumerate(territory.strengths, 1):
            values |= {f"strength{number}_title": one["title"], f"strength{number}_text": one["text"]}
        form = cls(data=values)
        unsaid = form.order.unsaid.intersection(form.shown.object_data)
        form.shown.data = [*(form.shown.data or []), *unsaid]
        return form

    @property
    def strengths(self) -> list[tuple[int, Field, Field]]:
        """Return the number, the title and the text of each strength."""
        return [
            (number, self[f"strength{number}_title"], self[f"strength{number}_text"]) for number in NUMBERS
        ]

    @property
    def switches(self) -> dict[str, Any]:
        """Return the box of each block."""
        return {choice.data: choice for choice in self.shown}

    def validate_call_act(self, field: RadioField) -> None:
        """Ask for one of the acts."""
        if field.data not in ACTS:
            raise ValidationError("Choisissez ce que le bouton propose.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold each strength to a title and a text, or to nothing."""
        valid = super().validate(extra_validators)
        for _number, title, text in self.strengths:
            if text.data and not title.data:
                title.errors = [*title.errors, "Donnez un titre à cet atout, ou effacez son texte."]
            if title.data and not text.data:
                text.errors = [*text.errors, "Dites cet atout en une phrase, ou effacez son titre."]
            valid = valid and not (title.errors or text.errors)
        return valid

    def words(self) -> dict[str, Any]:
        """Return what the brand space will keep."""
        return {
            "blocks": stored(self.order.data, self.shown.data or []),
            "strengths": [
                {"title": title.data, "text": text.data}
                for _number, title, text in self.strengths
                if title.data
            ],
            "call_to_action": {
                "act": self.call_act.data,
                "title": self.call_title.data or "",
                "text": self.call_text.data or "",
            },
        }


for _number in NUMBERS:
    setattr(
        CompositionForm,
        f"strength{_number}_title",
        StringField(
            f"Atout {_number}", [Length(max=60, message="60 caractères au plus.")], filters=[_one_line]
        ),
    )
    setattr(
        CompositionForm,
        f"strength{_number}_text",
        TextAreaField(
            f"Atout {_number}, en une phrase",
            [Length(max=200, message="200 caractères au plus.")],
            filters=[_one_line],
        ),
    )
