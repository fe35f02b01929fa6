"""The form of an answer, and the button by which its reader says that it helped."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from ambassadors.accounts.speaking import Speaker

from .single import SingleForm, choices, plain

LONGEST_ANSWER = 8000


class AnswerForm(SingleForm):
    """An answer, and in which name it is given where its author has several."""

    role = RadioField("Vous répondez comme…", [Optional()], choices=[])
    text = TextAreaField(
        "Votre réponse",
        [
            DataRequired("Écrivez votre réponse."),
            Length(max=LONGEST_ANSWER, message="8 000 caractères au plus."),
        ],
        filters=[plain],
    )
    version = HiddenField()

    def content(self) -> dict[str, Any]:
        """Return what an answer keeps of this form."""
        return {"text": self.text.data}

    def offer(self, hats: list[Speaker], organisations: dict[int, str]) -> None:
        """Offer the hats among which the author chooses."""
        self.role.choices = choices(
            (hat.role, f"{hat.label} ({organisations.get(hat.organisation_id or 0, hat.name)})")
            for hat in hats
        )
        if not self.role.data and hats:
            self.role.data = hats[0].role


class HelpfulForm(SingleForm):
    """The button of an answer that helped."""

    reponse = StringField()
