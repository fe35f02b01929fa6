"""The forms of moderators' acts on a question."""

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from .single import SingleForm, choices, one_line, plain


class MoveForm(SingleForm):
    """To which territory a question is handed over."""

    territory = SelectField("Territoire", [InputRequired("Choisissez un territoire.")])
    version = HiddenField()


class CloseForm(SingleForm):
    """Why a question is closed, and what its author is told."""

    reason = RadioField(
        "Pourquoi la clore ?",
        [InputRequired("Choisissez un motif.")],
        choices=choices(
            [
                ("doublon", "Une autre question y répond déjà"),
                ("touristique", "Elle porte sur une visite, pas sur une installation"),
            ]
        ),
    )
    original = StringField(
        "L’autre question : son numéro ou son adresse", filters=[one_line], render_kw={"maxlength": 300}
    )
    reply = TextAreaField(
        "Votre réponse à la personne",
        [Length(max=4000, message="4 000 caractères au plus.")],
        filters=[plain],
        render_kw={"rows": 5},
    )
    version = HiddenField()

    def validate_original(self, field: StringField) -> None:
        """Ask for the other question of a duplicate."""
        if self.reason.data == "doublon" and not field.data:
            raise ValidationError("Indiquez l’autre question.")

    def validate_reply(self, field: TextAreaField) -> None:
        """Ask for a reply to a touristic question: a refusal alone helps nobody."""
        if self.reason.data == "touristique" and len(field.data or "") < 20:
            raise ValidationError("Écrivez une réponse d’au moins 20 caractères.")
