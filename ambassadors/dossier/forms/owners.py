"""Who answers for each theme: one list to choose from for each."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from wtforms import HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from ambassadors.dossier.queries.desk import Candidate
from ambassadors.dossier.queries.owners import Owner
from ambassadors.network.queries.organisations import OrganisationLine
from ambassadors.territories.grid import THEMES
from ambassadors.web.forms import BaseForm

NOBODY = "Personne encore"
NOT_OFFERED = "Cette personne ou cet organisme n’est plus dans la liste : choisissez à nouveau."


def value_of(owner: Owner | None) -> str:
    """Return what stands for an owner in the list."""
    if owner is None:
        return ""
    return f"p{owner.account_id}" if owner.account_id else f"o{owner.organisation_id}"


def state_of(owners: Mapping[str, Owner]) -> str:
    """Return a short mark of who answers for what, to see whether somebody changed it meanwhile."""
    told = ";".join(f"{theme}={value_of(owners.get(theme))}" for theme in THEMES)
    return sha256(told.encode()).hexdigest()[:16]


class OwnerField(SelectField):
    """A person of the desk, or an organisation."""

    def pre_validate(self, form: Any) -> None:
        """Refuse who is not offered, in French."""
        if self.data not in form.offered:
            raise ValidationError(NOT_OFFERED)


class OwnersForm(BaseForm):
    """A list for each theme; `of` fills it."""

    seen = HiddenField()
    offered: Mapping[str, tuple[int | None, int | None]]

    @classmethod
    def of(
        cls,
        people: Sequence[Candidate],
        organisations: Sequence[OrganisationLine],
        owners: Mapping[str, Owner],
        **options: Any,
    ) -> "OwnersForm":
        """Return the form of a territory: its people and organisations, and who answers today."""
        given = [
            SelectChoice("", NOBODY),
            *(
                SelectChoice(f"p{one.account_id}", one.label, optgroup="Personnes du bureau")
                for one in people
            ),
            *(SelectChoice(f"o{one.id}", one.name, optgroup="Organismes") for one in organisations),
        ]
        offered: dict[str, tuple[int | None, int | None]] = {"": (None, None)}
        offered |= {f"p{one.account_id}": (one.account_id, one.organisation_id) for one in people}
        offered |= {f"o{one.id}": (None, one.id) for one in organisations}
        fields: dict[str, Any] = {
            field_of(theme): OwnerField(label, choices=given) for theme, label in THEMES.items()
        }
        values = {field_of(theme): value_of(owners.get(theme)) for theme in THEMES}
        form: OwnersForm = type("OwnersForm", (cls,), fields | {"offered": offered})(
            data=values | {"seen": state_of(owners)}, **options
        )
        return form

    def changed(self, owners: Mapping[str, Owner]) -> dict[str, tuple[int | None, int | None]]:
        """Return the person and the organisation of each theme that gets another owner."""
        chosen = {theme: self[field_of(theme)].data for theme in THEMES}
        return {
            theme: self.offered[value]
            for theme, value in chosen.items()
            if value != value_of(owners.get(theme))
        }


def field_of(theme: str) -> str:
    """Return the name of the field of a theme."""
    return "owner_" + theme.replace("-", "_")
