"""Who is behind a session, in the fewest statements."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ambassadors.access.actor import TEAM, Actor
from ambassadors.core.db import db

from .membership import Membership
from .models import Account, AccountSession

IDLE = timedelta(days=30)
IDLE_TEAM = timedelta(hours=12)


@dataclass(frozen=True)
class SignedIn:
    """What Flask-Login calls a user: a session of ours, its account and what it may do."""

    session: AccountSession
    account: Account
    actor: Actor

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return the id kept in the signed cookie."""
        return self.session.id

    @property
    def longest_idle(self) -> timedelta:
        """Return after how long without a visit one must sign in again."""
        in_team = self.actor.is_admin or bool(self.actor.territories_with(TEAM))
        return IDLE_TEAM if in_team else IDLE


def signed_in(session_id: str) -> SignedIn | None:
    """Return who is behind a session id, or None where it was revoked or the account closed."""
    row = db.session.scalar(
        select(AccountSession)
        .where(AccountSession.id == session_id)
        .options(
            joinedload(AccountSession.account).options(
                selectinload(Account.memberships).selectinload(Membership.owned)
            )
        )
    )
    if row is None or row.account.closed_at is not None:
        return None
    return SignedIn(row, row.account, row.account.as_actor())


def actor_of(account_id: int) -> Actor:
    """Return an account as an actor, for jobs and commands."""
    return db.session.get_one(Account, account_id).as_actor()
