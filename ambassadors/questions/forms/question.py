"""The form of a question: asked by somebody signed in, or corrected by its author."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from ambassadors.core.db import db
from ambassadors.places.forms import PlaceField
from ambassadors.places.models import Level, Place
from ambassadors.questions.models import Question
from ambassadors.territories.grid import GUIDING_QUESTIONS, HORIZONS, SEGMENTS

from .single import SingleForm, choices, one_line, plain

LONGEST_QUESTION = 4000

THEME_CHOICES = [
    SelectChoice("", "Choisissez un thème"),
    *(
        SelectChoice(theme.slug, theme.label, optgroup=question.label)
        for question in GUIDING_QUESTIONS
        for theme in question.themes
    ),
]


class QuestionForm(SingleForm):
    """A question, as somebody who is signed in asks or corrects it."""

    title = StringField(
        "Votre question, en une phrase",
        [
            DataRequired("Écrivez votre question."),
            Length(10, 140, "Une question compte de 10 à 140 caractères."),
        ],
        filters=[one_line],
        render_kw={"maxlength": 140},
    )
    text = TextAreaField(
        "Votre situation, ce que vous aimeriez savoir",
        [
            DataRequired("Dites-en un peu plus : votre situation aide à vous répondre."),
            Length(max=LONGEST_QUESTION, message="4 000 caractères au plus."),
        ],
        filters=[plain],
        render_kw={"rows": 7},
    )
    theme = SelectField(
        "Thème",
        [InputRequired("Choisissez le thème le plus proche.")],
        choices=THEME_CHOICES,
        validate_choice=True,
    )
    segment = SelectField(
        "Vous êtes…", [Optional()], choices=choices([("", "Je préfère ne pas dire"), *SEGMENTS.items()])
    )
    origin = PlaceField("Votre département aujourd’hui", [Optional()], levels=(Level.DEPARTEMENT,))
    horizon = SelectField(
        "Un départ, quand ?", [Optional()], choices=choices([("", "Sans date"), *HORIZONS.items()])
    )

    def content(self) -> dict[str, Any]:
        """Return what a question keeps of this form."""
        return {
            "title": self.title.data,
            "text": self.text.data,
            "theme": self.theme.data,
            "segment": self.segment.data or None,
            "origin_id": self.origin.place.id if self.origin.place else None,
            "horizon": self.horizon.data or None,
        }


class RewriteForm(QuestionForm):
    """A question of one's own, corrected."""

    version = HiddenField()

    @classmethod
    def of(cls, question: Question, proposed: dict[str, Any]) -> "RewriteForm":
        """Return the form filled with a question, as it stands or as a change already proposes it."""
        names = ("title", "text", "theme", "segment", "origin", "horizon", "version")
        values = {name: getattr(question, name) for name in names} | proposed
        if "origin_id" in proposed:
            values["origin"] = db.session.get(Place, proposed["origin_id"]) if proposed["origin_id"] else None
        return cls(data=values)
