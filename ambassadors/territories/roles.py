"""The roles somebody holds, with the territories they are of: for people, not for rules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ambassadors.access.actor import DESK, Role
from ambassadors.accounts.membership import Membership
from ambassadors.core.db import db

from .models import Territory

LABELS = {
    Role.AMBASSADOR: "Ambassadeur ou ambassadrice",
    Role.PARTNER: "Acteur local",
    Role.MODERATOR: "Modération",
    Role.MANAGER: "Responsable de marque",
}


@dataclass(frozen=True)
class HeldRole:
    """One role in one territory."""

    role: str
    since: date
    name: str
    slug: str

    @property
    def label(self) -> str:
        """Name the role."""
        return LABELS[Role(self.role)]

    @property
    def path(self) -> str:
        """Lead to the territory."""
        return f"/territoires/{self.slug}"

    @property
    def toolbox_path(self) -> str:
        """Lead to what the territory gives those who speak of it."""
        return f"/compte/boite-a-outils/{self.slug}"

    @property
    def desk_path(self) -> str | None:
        """Lead to the territory's desk, for the roles that work there."""
        return f"/bureau/{self.slug}" if Role(self.role) in DESK else None


def roles_held(account_id: int) -> list[HeldRole]:
    """Return the roles an account holds, by territory and then by date."""
    rows = db.session.execute(
        select(Membership.role, Membership.since, Territory.name, Territory.slug)
        .join(Territory, Territory.id == Membership.territory_id)
        .where(Membership.account_id == account_id, Membership.ended_at.is_(None))
        .order_by(Territory.name, Membership.since, Membership.id)
    )
    return [HeldRole(*row) for row in rows]


def names_of(territory_ids: Collection[int]) -> list[str]:
    """Return the names of some territories, in the order of the alphabet."""
    chosen = select(Territory.name).where(Territory.id.in_(territory_ids)).order_by(Territory.name)
    return list(db.session.scalars(chosen))
