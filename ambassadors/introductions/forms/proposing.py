"""The forms of a proposal: to whom, and what an ambassador writes to the mover."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from ambassadors.core.typography import french
from ambassadors.introductions.queries.proposing import Candidate
from ambassadors.introductions.service.proposing import NOBODY
from ambassadors.questions.forms.single import SingleForm, choices, plain

SHORTEST, LONGEST = 20, 4000


def _said(one: Candidate, theme: str) -> str:
    return french(f"{one.name}, parle de : {theme}") if theme and one.speaks_of_it else one.name


class ProposeForm(SingleForm):
    """To which ambassador a request is proposed; those who are free come first."""

    ambassador = SelectField("À qui la proposer", validate_choice=False)

    def __init__(self, candidates: Sequence[Candidate], theme: str = "", **more: Any) -> None:
        super().__init__(**more)
        groups = (("Disponibles", False), ("Une demande attend déjà leur réponse", True))
        self.ambassador.choices = [SelectChoice("", "Choisissez une personne")]
        for group, busy in groups:
            pairs = (
                (str(one.account_id), _said(one, theme)) for one in candidates if (one.waiting > 0) is busy
            )
            self.ambassador.choices += choices(pairs, group)

    def validate_ambassador(self, field: SelectField) -> None:
        """Refuse whoever is not offered."""
        if not field.data or field.data not in {choice.value for choice in field.choices or ()}:
            raise ValidationError(NOBODY)


class MessageForm(SingleForm):
    """What an ambassador writes to a mover, once."""

    message = TextAreaField(
        "Votre message",
        [
            DataRequired("Écrivez votre message."),
            Length(SHORTEST, message="Dites-en un peu plus : quelques lignes suffisent."),
            Length(max=LONGEST, message=french("4 000 caractères au plus.")),
        ],
        filters=[plain],
        render_kw={"rows": 9},
    )
