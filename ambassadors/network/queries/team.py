"""Who holds a role in a territory, who held one, and who is invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, joinedload

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.core.slugs import without_accents
from ambassadors.network.models import Invitation, Organisation
from ambassadors.territories.models import Territory

from .people import profile_path


@dataclass(frozen=True)
class Member:
    """A role in a territory, present or ended, as its team reads it."""

    id: int
    account_id: int
    name: str
    email: str | None
    role: str
    since: date
    ended_at: datetime | None
    granted_by: str | None
    organisation: str | None

    @property
    def role_label(self) -> str:
        """Return what the role is called, or was once it has ended."""
        return label_of(self.role, former=self.ended_at is not None)

    @property
    def path(self) -> str:
        """Return the address of their profile."""
        return profile_path(self.account_id, self.name)


def members_of(territory_id: int) -> list[Member]:
    """Return every role ever given in a territory, by name."""
    giver = aliased(Account)
    statement = (
        select(
            Membership.id,
            Membership.account_id,
            Account.name,
            Account.email,
            Membership.role,
            Membership.since,
            Membership.ended_at,
            giver.name.label("granted_by"),
            Organisation.name.label("organisation"),
        )
        .join_from(Membership, Account, Account.id == Membership.account_id)
        .outerjoin(giver, giver.id == Membership.granted_by_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.territory_id == territory_id)
        .order_by(Membership.id)
    )
    members = [Member(**row) for row in db.session.execute(statement).mappings()]
    return sorted(members, key=lambda member: without_accents(member.name).lower())


def membership_in(territory_id: int, membership_id: int) -> Membership | None:
    """Return a role of a territory, ended or not; another territory's is not found."""
    return db.session.scalar(
        select(Membership).where(Membership.id == membership_id, Membership.territory_id == territory_id)
    )


def membership_as(account_id: int, territory_id: int, role: str) -> Membership | None:
    """Return the row of a role of an account in a territory, ended or not."""
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id,
            Membership.territory_id == territory_id,
            Membership.role == role,
        )
    )


def lock_circle(territory_id: int) -> None:
    """Hold a territory until the end of the transaction: two managers cannot remove each other at once."""
    db.session.execute(
        select(Territory.id).where(Territory.id == territory_id).with_for_update(key_share=True)
    )


def count_managers(territory_id: int) -> int:
    """Count those who run a territory today."""
    statement = select(func.count()).where(
        Membership.territory_id == territory_id,
        Membership.role == Role.MANAGER.value,
        Membership.ended_at.is_(None),
    )
    return db.session.scalar(statement) or 0


def emails_holding(territory_id: int, role: str, emails: Sequence[str]) -> set[str]:
    """Return which of these addresses already hold a role in a territory."""
    statement = (
        select(Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == role,
            Membership.ended_at.is_(None),
            Account.email.in_(emails),
        )
    )
    return {email for email in db.session.scalars(statement) if email}


def _open_invitations(territory_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.territory_id == territory_id,
        Invitation.accepted_at.is_(None),
        Invitation.cancelled_at.is_(None),
    )


def open_invitations(territory_id: int) -> Sequence[Invitation]:
    """Return the invitations of a territory that nobody has accepted yet, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(*_open_invitations(territory_id))
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .options(joinedload(Invitation.inviter), joinedload(Invitation.organisation))
    ).all()


def invited_as(territory_id: int, role: str, emails: Sequence[str]) -> dict[str, Invitation]:
    """Return the open invitations of these addresses to a role, by address."""
    found = db.session.scalars(
        select(Invitation).where(
            *_open_invitations(territory_id),
            Invitation.role == role,
            Invitation.email.in_(emails),
        )
    )
    return {invitation.email: invitation for invitation in found}


def invitation_in(territory_id: int, invitation_id: int) -> Invitation | None:
    """Return an invitation of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.id == invitation_id, Invitation.territory_id == territory_id)
        .options(joinedload(Invitation.territory))
    )


def invitation_offered(invitation_id: int) -> Invitation | None:
    """Return an invitation with who sends it and where it leads."""
    return db.session.scalar(
        select(Invitation)
        .where(Invitation.id == invitation_id)
        .options(
            joinedload(Invitation.territory),
            joinedload(Invitation.inviter),
            joinedload(Invitation.organisation),
        )
    )
