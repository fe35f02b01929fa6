"""The forms of the team's desk: inviting, changing a role."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from ambassadors.access.actor import Role
from ambassadors.accounts.forms import NameField
from ambassadors.accounts.speaking import SPEAKER_LABELS
from ambassadors.network.addressees import MOST_LINES, Addressee, read_list
from ambassadors.network.queries.organisations import OrganisationLine
from ambassadors.web.forms import BaseForm

from .choices import plain

LONGEST_LIST, LONGEST_MESSAGE = 40_000, 1000
ROLES = [SelectChoice(role.value, SPEAKER_LABELS[role.value]) for role in Role]
ROLE_HINTS = {
    Role.AMBASSADOR.value: "Témoigne de sa vie ici et répond aux questions.",
    Role.PARTNER.value: "Répond au nom d’un organisme du territoire.",
    Role.MODERATOR.value: "Relit les contributions et décide avec l’équipe.",
    Role.MANAGER.value: "Tient l’espace de marque, la modération et l’équipe.",
}
NO_ORGANISATION = "Un acteur local parle au nom d’un organisme : choisissez lequel."


class RoleForm(BaseForm):
    """A role, and the organisation in whose name it is held."""

    role = RadioField("Rôle", [InputRequired("Choisissez un rôle.")], choices=ROLES, validate_choice=False)
    organisation = SelectField("Organisme", validate_choice=False)

    def __init__(self, organisations: Sequence[OrganisationLine], **options: Any) -> None:
        """Offer the organisations of the territory."""
        super().__init__(**options)
        self.organisation.choices = [
            SelectChoice("", "Aucun"),
            *(SelectChoice(str(one.id), one.name) for one in organisations),
        ]

    def validate_role(self, field: RadioField) -> None:
        """Refuse a role that does not exist."""
        if field.data not in {choice.value for choice in ROLES}:
            raise ValidationError("Choisissez un rôle de la liste.")

    def validate_organisation(self, field: SelectField) -> None:
        """Ask a partner's organisation, one of this territory."""
        if (field.data or "") not in {choice.value for choice in field.choices}:
            raise ValidationError("Choisissez un organisme de la liste.")
        if self.role.data == Role.PARTNER and not field.data:
            raise ValidationError(NO_ORGANISATION)

    @property
    def organisation_id(self) -> int | None:
        """Return the organisation chosen."""
        return int(self.organisation.data) if self.organisation.data else None


class InviteForm(RoleForm):
    """Invite one person or a pasted list."""

    people = TextAreaField(
        "Adresses à inviter",
        [
            InputRequired("Indiquez au moins une adresse."),
            Length(max=LONGEST_LIST, message="Liste trop longue."),
        ],
    )
    message = TextAreaField(
        "Quelques mots de votre part",
        [Length(max=LONGEST_MESSAGE, message="1 000 caractères au plus.")],
        filters=[plain],
    )
    addressees: Sequence[Addressee] = ()

    def validate_people(self, field: TextAreaField) -> None:
        """Read the list; it is refused only where no line at all can be invited."""
        if len(field.data or "") > LONGEST_LIST:
            return  # said already, and too long to be read
        self.addressees = read_list(field.data or "")
        if len(self.addressees) > MOST_LINES:
            raise ValidationError(
                f"{MOST_LINES} lignes au plus par envoi : il y en a {len(self.addressees)}."
            )
        if all(one.problem for one in self.addressees):
            raise ValidationError(_reasons(self.addressees) or "Indiquez au moins une adresse.")

    def keep(self, lines: Sequence[str]) -> None:
        """Leave in the field the lines that were not invited, and say so there."""
        self.people.data = "\n".join(lines)
        if lines:
            self.people.errors = ["Ces lignes restent à corriger ou à renvoyer plus tard."]


def _reasons(lines: Sequence[Addressee]) -> str:
    """Return each line that cannot be read, with why: at most a few, the report has them all."""
    shown = [f"« {one.line[:60]} » : {one.problem}." for one in lines[:5]]
    return " ".join(shown)


class AcceptForm(BaseForm):
    """Accept an invitation; a newcomer gives a name."""

    name = NameField("Votre nom, tel qu’il sera affiché")

    def __init__(self, *, newcomer: bool, **options: Any) -> None:
        """Ask the name of newcomers only."""
        super().__init__(**options)
        if not newcomer:
            del self.name
