"""The brand space as its manager fills it in."""

from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from ambassadors.core.palette import parse_hex
from ambassadors.network.forms.choices import BoxesField, choices
from ambassadors.territories.fonts import PAIRINGS
from ambassadors.territories.frames import FRAMES
from ambassadors.web.picture_field import PictureField, PictureForm
from ambassadors.web.versioned import VersionedForm


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


class BrandForm(PictureForm, VersionedForm):
    """What a territory says of itself, its colour and its pictures."""

    tagline = StringField(
        "Accroche", [Length(max=160, message="160 caractères au plus.")], filters=[_trimmed]
    )
    signature = StringField(
        "Signature de la marque territoriale",
        [Length(max=120, message="120 caractères au plus.")],
        filters=[_trimmed],
    )
    colour = StringField(
        "Couleur de la marque",
        [InputRequired("Donnez une couleur, par exemple #2f6f62.")],
        filters=[_trimmed],
    )
    at_name = StringField(
        "Où l’on vit",
        [
            DataRequired("Indiquez la forme avec « à », « au », « en » ou « dans »."),
            Length(max=140, message="140 caractères au plus."),
        ],
        filters=[_one_line],
    )
    of_name = StringField(
        "D’où l’on parle",
        [
            DataRequired("Indiquez la forme avec « de », « du » ou « d’ »."),
            Length(max=140, message="140 caractères au plus."),
        ],
        filters=[_one_line],
    )
    presentation = TextAreaField(
        "Le territoire tel qu’il est",
        [Length(max=8000, message="8 000 caractères au plus.")],
        filters=[_plain],
    )
    not_for = TextAreaField(
        "Ce n’est pas pour vous si…",
        [Length(max=3000, message="3 000 caractères au plus.")],
        filters=[_plain],
    )
    contact_email = StringField(
        "Adresse de contact publique",
        [
            Optional(),
            Email("Cette adresse n’est pas complète."),
            Length(max=254, message="Adresse trop longue."),
        ],
        filters=[_trimmed],
    )
    frames = BoxesField("Le cadre de vie", choices=choices(FRAMES))
    fonts = RadioField(
        "Les caractères",
        choices=choices({name: pairing.label for name, pairing in PAIRINGS.items()}),
        validate_choice=False,
    )
    logo = PictureField("Logo", longest=640)
    remove_logo = BooleanField("Retirer le logo actuel")
    cover = PictureField("Image de couverture")
    remove_cover = BooleanField("Revenir au paysage dessiné pour le territoire")
    cover_alt = StringField(
        "Description de l’image", [Length(max=250, message="250 caractères au plus.")], filters=[_trimmed]
    )
    cover_credit = StringField(
        "Crédit de l’image", [Length(max=120, message="120 caractères au plus.")], filters=[_trimmed]
    )

    def validate_colour(self, field: StringField) -> None:
        """Refuse what is no colour, with the reason."""
        try:
            field.data = parse_hex(field.data)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def validate_fonts(self, field: RadioField) -> None:
        """Ask for one of the pairings."""
        if field.data not in PAIRINGS:
            raise ValidationError("Choisissez des caractères dans la liste.")

    def validate_cover_alt(self, field: StringField) -> None:
        """Ask for words with a new cover: some people hear it."""
        if self.cover.data and not field.data:
            raise ValidationError("Décrivez l’image pour les personnes qui ne la voient pas.")

    def words(self) -> dict[str, Any]:
        """Return the words typed."""
        names = (
            "tagline",
            "signature",
            "colour",
            "presentation",
            "not_for",
            "contact_email",
            "cover_alt",
            "cover_credit",
            "at_name",
            "of_name",
            "fonts",
        )
        return {name: getattr(self, name).data or "" for name in names} | {"frames": self.frames.data or []}
