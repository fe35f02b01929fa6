"""What is read about accounts, their sessions and their links."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from ambassadors.access.actor import Role
from ambassadors.core.db import db

from .membership import Membership
from .models import Account, AccountSession, MailedLink


def account_by_email(email: str) -> Account | None:
    """Return the open account that has an address."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def link_by_hash(token_hash: str) -> MailedLink | None:
    """Return a mailed link by the hash of its token."""
    return db.session.scalar(select(MailedLink).where(MailedLink.token_hash == token_hash))


def links_mailed(email: str, since: datetime) -> int:
    """Count the links mailed to an address since an instant."""
    counted = select(func.count()).where(MailedLink.email == email, MailedLink.created_at >= since)
    return db.session.scalar(counted) or 0


def sessions_of(account_id: int, since: datetime) -> Sequence[AccountSession]:
    """Return the sessions of an account seen since an instant, the latest seen first."""
    return db.session.scalars(
        select(AccountSession)
        .where(AccountSession.account_id == account_id, AccountSession.seen_at >= since)
        .order_by(AccountSession.seen_at.desc(), AccountSession.id)
    ).all()


def all_sessions_of(account_id: int) -> Sequence[AccountSession]:
    """Return every session kept of an account, oldest first."""
    return db.session.scalars(
        select(AccountSession)
        .where(AccountSession.account_id == account_id)
        .order_by(AccountSession.created_at)
    ).all()


def managed_alone(account_id: int) -> Sequence[int]:
    """Return the territories of which an account is the only manager."""
    other = aliased(Membership)
    another = exists().where(
        other.territory_id == Membership.territory_id,
        other.role == Role.MANAGER.value,
        other.ended_at.is_(None),
        other.account_id != account_id,
    )
    return db.session.scalars(
        select(Membership.territory_id)
        .where(
            Membership.account_id == account_id,
            Membership.role == Role.MANAGER.value,
            Membership.ended_at.is_(None),
            ~another,
        )
        .order_by(Membership.territory_id)
    ).all()


def other_admins(account_id: int) -> int:
    """Count the administrators besides an account."""
    counted = select(func.count()).where(Account.is_admin, Account.id != account_id)
    return db.session.scalar(counted) or 0


def memberships_of(account_id: int) -> Sequence[Membership]:
    """Return every role an account has or had."""
    return db.session.scalars(
        select(Membership).where(Membership.account_id == account_id).order_by(Membership.id)
    ).all()


def unconfirmed_since_before(instant: datetime) -> Sequence[int]:
    """Return the accounts made before an instant whose address nobody confirmed, and that hold no role."""
    has_role = exists().where(Membership.account_id == Account.id)
    return db.session.scalars(
        select(Account.id).where(
            Account.confirmed_at.is_(None),
            Account.closed_at.is_(None),
            Account.created_at < instant,
            ~has_role,
        )
    ).all()
