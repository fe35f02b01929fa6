"""An organisation as a manager describes it."""

from wtforms import BooleanField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from ambassadors.network.models import ORGANISATION_KINDS
from ambassadors.web.picture_field import PictureField, PictureForm
from ambassadors.web.versioned import VersionedForm

from .choices import choices, one_line

NAME_TAKEN = "Le territoire a déjà un organisme de ce nom."


class OrganisationForm(VersionedForm, PictureForm):
    """Name, kind and logo."""

    name = StringField(
        "Nom",
        [
            InputRequired("Indiquez le nom de l’organisme."),
            Length(min=2, max=120, message="Un nom compte de 2 à 120 caractères."),
        ],
        filters=[one_line],
    )
    kind = SelectField("Nature", choices=choices({"": "Choisir"} | ORGANISATION_KINDS), validate_choice=False)
    logo = PictureField("Logo", longest=640)
    remove_logo = BooleanField("Retirer le logo actuel")

    def validate_kind(self, field: SelectField) -> None:
        """Ask for one of the kinds."""
        if field.data not in ORGANISATION_KINDS:
            raise ValidationError("Choisissez la nature de l’organisme.")
