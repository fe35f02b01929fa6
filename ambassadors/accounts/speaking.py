"""In whose name somebody speaks: written down with their words, because roles change and words do not."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from ambassadors.access.actor import TEAM, Actor, Role
from ambassadors.core.db import db

from .membership import Membership
from .models import Account

MOVER = "mover"

SPEAKER_LABELS = {
    MOVER: "Candidat ou candidate au départ",
    Role.AMBASSADOR.value: "Ambassadeur ou ambassadrice",
    Role.PARTNER.value: "Acteur local",
    Role.MODERATOR.value: "Modération",
    Role.MANAGER.value: "Responsable de marque",
}
FORMER_LABELS = {
    Role.AMBASSADOR.value: "Ancien ambassadeur ou ancienne ambassadrice",
    Role.PARTNER.value: "Acteur local, par une personne qui n’en fait plus partie",
    Role.MODERATOR.value: "Modération, autrefois",
    Role.MANAGER.value: "Responsable de marque, autrefois",
}


@dataclass(frozen=True)
class Speaker:
    """A hat that an account wears in a territory; a partner's is its organisation's."""

    role: str
    name: str
    organisation_id: int | None = None

    @property
    def label(self) -> str:
        """Return what the role is called on screen."""
        return label_of(self.role)

    def columns(self) -> dict[str, Any]:
        """Return what a submission keeps of its speaker."""
        return {
            "speaker_role": self.role,
            "speaker_name": self.name,
            "organisation_id": self.organisation_id,
        }


def label_of(role: str, *, former: bool = False) -> str:
    """Return what a speaker's role is called, or was called once it has ended."""
    return (FORMER_LABELS.get(role) if former else None) or SPEAKER_LABELS.get(role, "")


def mover(name: str) -> Speaker:
    """Return who speaks for nobody but themselves: somebody who thinks of moving."""
    return Speaker(MOVER, name)


def speakers_of(actor: Actor, territory_id: int) -> list[Speaker]:
    """Return the hats an actor may wear in a territory, in the order of the roles; none for a stranger."""
    if actor.account_id is None or not actor.roles_in(territory_id):
        return []
    account = db.session.get_one(Account, actor.account_id)
    held = {
        membership.role: membership
        for membership in account.memberships
        if membership.territory_id == territory_id
    }
    return [
        Speaker(role.value, account.name, held[role.value].organisation_id)
        for role in Role
        if role.value in held
    ]


def team_names(territory_id: int) -> list[str]:
    """Return the names of a territory's team, which nobody else may show there."""
    of_team = select(Account.name).where(
        exists().where(
            Membership.account_id == Account.id,
            Membership.territory_id == territory_id,
            Membership.role.in_([role.value for role in TEAM]),
            Membership.ended_at.is_(None),
        )
    )
    return list(db.session.scalars(of_team))
