"""Roles offered by mail: invited one by one, sent again, cancelled, accepted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.links import INVITATION, LIVES, issue, may_mail
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.network.addressees import Addressee
from ambassadors.network.models import Invitation
from ambassadors.network.queries.team import emails_holding, invited_as, lock_circle
from ambassadors.territories.models import Territory

from .roles import begin_role, check_organisation

INVITED, MEMBER, PENDING, FLOODED, INVALID = "invited", "member", "pending", "flooded", "invalid"


class NoLongerOpen(Exception):
    """The invitation was accepted or cancelled meanwhile."""


class TooManyMails(Exception):
    """This address got enough mails this hour."""


@dataclass(frozen=True)
class Offer:
    """What is offered: a role, for an organisation or not, with a few words."""

    role: str
    organisation_id: int | None = None
    message: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a line of the list."""

    line: str
    result: str
    reason: str = ""

    @property
    def is_kept(self) -> bool:
        """Tell whether the line stays in the field, to be put right or sent later."""
        return self.result in (INVALID, FLOODED)


@dataclass(frozen=True)
class Invited:
    """Somebody is invited; the token is in no table, only in the mail."""

    invitation: Invitation
    territory: Territory
    inviter: Account
    token: str


def invite(actor: Actor, territory: Territory, people: Sequence[Addressee], offer: Offer) -> list[Outcome]:
    """Invite each person of a list and say what became of each line; raise NeedsOrganisation."""
    authorize(actor, Action.TEAM_MANAGE, territory)
    check_organisation(territory.id, offer.role, offer.organisation_id)
    lock_circle(territory.id)
    emails = [one.email for one in people if one.email]
    members = emails_holding(territory.id, offer.role, emails)
    waiting = invited_as(territory.id, offer.role, emails)
    outcomes = []
    for one in people:
        if one.problem:
            outcomes.append(Outcome(one.line, INVALID, one.problem))
            continue
        outcomes.append(_invite_one(actor, territory, one, offer, members, waiting))
    return outcomes


def _invite_one(
    actor: Actor,
    territory: Territory,
    one: Addressee,
    offer: Offer,
    members: set[str],
    waiting: dict[str, Invitation],
) -> Outcome:
    former = waiting.get(one.email)
    if one.email in members:
        return Outcome(one.line, MEMBER)
    if former and not former.has_expired:
        return Outcome(one.line, PENDING)
    if not may_mail(one.email):
        return Outcome(one.line, FLOODED)
    invitation = former or Invitation(territory_id=territory.id, email=one.email, role=offer.role)
    invitation.name, invitation.message = one.name, offer.message
    invitation.organisation_id, invitation.invited_by_id = offer.organisation_id, actor.account_id or 0
    waiting[one.email] = _send(invitation, territory)
    return Outcome(one.line, INVITED)


def _send(invitation: Invitation, territory: Territory) -> Invitation:
    invitation.expires_at = now() + LIVES[INVITATION]
    db.session.add(invitation)
    db.session.flush()
    token = issue(INVITATION, invitation.email, payload={"invitation": invitation.id})
    inviter = db.session.get_one(Account, invitation.invited_by_id)
    publish(Invited(invitation, territory, inviter, token))
    return invitation


def resend(actor: Actor, invitation: Invitation) -> None:
    """Send an invitation again, with a new link and a new date; raise NoLongerOpen or TooManyMails."""
    authorize(actor, Action.TEAM_MANAGE, invitation)
    if not invitation.is_open:
        raise NoLongerOpen
    if not may_mail(invitation.email):
        raise TooManyMails
    _send(invitation, invitation.territory)


def cancel(actor: Actor, invitation: Invitation) -> None:
    """Take an invitation back: its links open nothing any more."""
    authorize(actor, Action.TEAM_MANAGE, invitation)
    if not _close(invitation, "cancelled_at") and invitation.cancelled_at is None:
        raise NoLongerOpen


def accept(invitation: Invitation, account: Account) -> Membership:
    """Give the invited person the role that was offered; raise NoLongerOpen."""
    if not _close(invitation, "accepted_at"):
        raise NoLongerOpen
    return begin_role(
        account.id,
        invitation.territory_id,
        invitation.role,
        invitation.invited_by_id,
        organisation_id=invitation.organisation_id,
    )


def _close(invitation: Invitation, column: str) -> bool:
    """Close an open invitation in one statement, so that it is accepted or cancelled but once."""
    closed = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.accepted_at.is_(None),
            Invitation.cancelled_at.is_(None),
        )
        .values({column: now()})
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    ).first()
    db.session.refresh(invitation, ["accepted_at", "cancelled_at"])
    return closed is not None
