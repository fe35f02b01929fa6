"""The forms of the administration."""

from typing import Any

from wtforms import RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from ambassadors.accounts.forms import EmailField
from ambassadors.core.slugs import slugify
from ambassadors.places.forms import PlaceField
from ambassadors.places.models import Level
from ambassadors.territories.models import Territory
from ambassadors.territories.service import Names
from ambassadors.web.forms import BaseForm

STATES = {
    "preparing": "En préparation",
    "open": "Ouvert",
    "paused": "En pause",
    "closed": "Fermé",
}
STATE_HINTS = {
    "preparing": "Seule son équipe le voit.",
    "open": "Tout le monde le lit, les questions et les témoignages sont les bienvenus.",
    "paused": "Il se lit, mais ne reçoit plus de question.",
    "closed": "Il se lit avec une mention ; sa file et ses demandes reviennent à l’administration.",
}
SLUG_TAKEN = "Un territoire porte ou a porté cette adresse, ou le site a besoin de ce mot."


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _words(label: str, longest: int, missing: str) -> Any:
    size = Length(max=longest, message=f"{longest} caractères au plus.")
    return StringField(label, [DataRequired(missing), size], filters=[_one_line])


class PlaceForm(BaseForm):
    """A place of the official geography, whatever its level."""

    place = PlaceField("Lieu", [InputRequired("Indiquez un lieu.")], levels=list(Level))


class NamesForm(BaseForm):
    """A territory's names, as proposed and corrected."""

    name = _words("Nom", 120, "Indiquez le nom du territoire.")
    at_name = _words("Où l’on vit", 140, "Indiquez la forme avec « à », « au », « en » ou « dans ».")
    of_name = _words("D’où l’on parle", 140, "Indiquez la forme avec « de », « du » ou « d’ ».")
    slug = _words("Adresse", 80, "Indiquez l’adresse du territoire.")

    def validate_slug(self, field: StringField) -> None:
        """Refuse what would not stand in an address, and propose what would."""
        proposed = slugify(field.data or "")
        if field.data != proposed:
            raise ValidationError(
                f"Lettres minuscules sans accent, chiffres et tirets : « {proposed} », par exemple."
            )

    def names(self) -> Names:
        """Return what was typed."""
        return Names(self.name.data, self.at_name.data, self.of_name.data, self.slug.data)


class StateForm(BaseForm):
    """The state of a territory."""

    state = RadioField(
        "État",
        [InputRequired("Choisissez un état.")],
        choices=[SelectChoice(value, label) for value, label in STATES.items()],
        validate_choice=False,
    )

    def validate_state(self, field: RadioField) -> None:
        """Refuse a state that does not exist."""
        if field.data not in STATES:
            raise ValidationError("Choisissez un état de la liste.")


class ManagerForm(BaseForm):
    """Somebody who will run a territory."""

    email = EmailField("Adresse électronique de la personne")


def names_of(territory: Territory) -> dict[str, str]:
    """Return a territory's names as the fields of their form."""
    return {name: getattr(territory, name) for name in ("name", "at_name", "of_name", "slug")}
