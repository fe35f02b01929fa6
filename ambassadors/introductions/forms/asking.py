"""The form by which a mover asks to be accompanied; no box is ticked beforehand."""

import re
from collections.abc import Collection
from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from ambassadors.core.typography import french
from ambassadors.introductions.consent import AGREEMENTS, AMBASSADOR, OWNER, PHONE, TEAM
from ambassadors.places.forms import PlaceField
from ambassadors.places.models import Level
from ambassadors.questions.forms.newcomer import NewcomerForm
from ambassadors.questions.forms.question import THEME_CHOICES
from ambassadors.questions.forms.single import SingleForm, choices, one_line, plain
from ambassadors.territories.grid import HORIZONS

_PHONE = re.compile(r"\+?[0-9]{6,15}")
_LOOSE = re.compile(r"[\s.\-()]")
NOBODY_COULD_WRITE = (
    "Cochez au moins l’une de ces deux premières cases : sans elle, personne ne pourrait vous écrire."
)
NO_THEME = "Choisissez d’abord un thème : c’est son interlocuteur qui vous lirait."
NOBODY_ANSWERS = (
    "Personne ne répond encore de ce thème : cochez aussi la première case, pour que l’équipe vous lise, "
    "ou choisissez un thème qui a son interlocuteur."
)
NO_PHONE = "Donnez le numéro que vous acceptez de partager, ou décochez cette case."
PHONE_WRONG = "Ce numéro ne semble pas complet : par exemple 06 12 34 56 78, ou +33 6 12 34 56 78."
PHONE_ALONE = "Cochez la case du téléphone, ou effacez ce numéro : sans votre accord, nous ne le gardons pas."


def _box(kind: str) -> BooleanField:
    agreement = AGREEMENTS[kind]
    return BooleanField(
        agreement.label, description=french(agreement.hint), false_values=(False, "false", "")
    )


def _at_most(number: str) -> Length:
    return Length(max=int(number.replace(" ", "")), message=f"{number} caractères au plus.")


class PhoneField(StringField):
    """A telephone number."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no number."""
        if self.data and not (_PHONE.fullmatch(_LOOSE.sub("", self.data)) and self.data.isascii()):
            raise ValidationError(PHONE_WRONG)


class RequestForm(SingleForm):
    """A request, as somebody who is signed in makes it; `answered`: the themes that somebody answers for."""

    answered: Collection[str] = frozenset()

    project = TextAreaField(
        "Votre projet, avec vos mots",
        [
            DataRequired("Racontez votre projet, même s’il n’est pas encore clair."),
            Length(20, message="Dites-en un peu plus : quelques lignes aident à vous répondre."),
            _at_most("4 000"),
        ],
        filters=[plain],
        render_kw={"rows": 7},
    )
    theme = SelectField(
        "Ce qui compte d’abord",
        [Optional()],
        choices=[*choices([("", "Rien en particulier")]), *THEME_CHOICES[1:]],
    )
    household = StringField("Qui viendrait avec vous", [_at_most("300")], filters=[one_line])
    jobs = TextAreaField(
        "Les métiers que vous cherchez", [_at_most("600")], filters=[plain], render_kw={"rows": 2}
    )
    horizon = SelectField(
        "Un départ, quand ?", [Optional()], choices=choices([("", "Sans date"), *HORIZONS.items()])
    )
    origin = PlaceField("Votre département aujourd’hui", [Optional()], levels=(Level.DEPARTEMENT,))
    phone = PhoneField(
        "Votre téléphone",
        [_at_most("30")],
        filters=[one_line],
        render_kw={"autocomplete": "tel", "type": "tel"},
    )
    with_team = _box(TEAM)
    with_owner = _box(OWNER)
    by_phone = _box(PHONE)
    by_ambassador = _box(AMBASSADOR)

    def validate_phone(self, field: StringField) -> None:
        """Refuse a number that nobody may be given."""
        if field.data and not self.by_phone.data:
            raise ValidationError(french(PHONE_ALONE))

    def validate_with_team(self, field: BooleanField) -> None:
        """Ask that somebody at least may write back."""
        if not field.data and not self.with_owner.data:
            raise ValidationError(french(NOBODY_COULD_WRITE))

    def validate_with_owner(self, field: BooleanField) -> None:
        """Refuse to share with the contact owner of no theme, and with nobody but one who is not there."""
        if field.data and not self.theme.data:
            raise ValidationError(french(NO_THEME))
        if field.data and not self.with_team.data and self.theme.data not in self.answered:
            raise ValidationError(french(NOBODY_ANSWERS))

    def validate_by_phone(self, field: BooleanField) -> None:
        """Ask for the number that may be shared."""
        if field.data and not self.phone.data:
            raise ValidationError(french(NO_PHONE))

    def content(self) -> dict[str, Any]:
        """Return what a request keeps of this form."""
        boxes = {
            TEAM: self.with_team,
            OWNER: self.with_owner,
            PHONE: self.by_phone,
            AMBASSADOR: self.by_ambassador,
        }
        return {
            "project": self.project.data,
            "theme": self.theme.data or "",
            "household": self.household.data or "",
            "jobs": self.jobs.data or "",
            "horizon": self.horizon.data or None,
            "origin_id": self.origin.place.id if self.origin.place else None,
            "phone": self.phone.data or "",
            "consents": [kind for kind, box in boxes.items() if box.data],
        }


class AnonymousRequestForm(NewcomerForm, RequestForm):
    """A request made with a name and an e-mail address."""

    too_quick = "Votre demande est arrivée très vite : relisez-la, puis envoyez-la à nouveau."
    robot = "Un champ réservé aux robots était rempli. Nous l’avons vidé : envoyez à nouveau votre demande."
