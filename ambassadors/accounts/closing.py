"""Leaving: the account is emptied, the words go or stay without a name, the log keeps numbers only."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish

from .events import AccountClosed, AccountClosing
from .membership import Membership
from .models import Account, KeptForm, MailedLink
from .queries import managed_alone, other_admins
from .sessions import end_sessions

NOBODY = "Compte supprimé"


class LastManager(Exception):
    """These territories would have nobody left to run them: only the administrator may allow it."""

    def __init__(self, territory_ids: Sequence[int]) -> None:
        super().__init__("last manager")
        self.territory_ids = list(territory_ids)


class LastAdministrator(Exception):
    """The platform would have nobody left to run it."""


def close_account(actor: Actor, account: Account, *, keep_texts: bool) -> None:
    """Close one's own account, or raise LastManager or LastAdministrator."""
    authorize(actor, Action.ACCOUNT_USE, account)
    _check_somebody_stays(account)
    publish(AccountClosing(account.id, keep_texts, actor))
    last = AccountClosed(account.email or "", account.name)
    db.session.execute(
        update(Membership)
        .where(Membership.account_id == account.id, Membership.ended_at.is_(None))
        .values(ended_at=now())
    )
    db.session.execute(
        delete(MailedLink).where(or_(MailedLink.account_id == account.id, MailedLink.email == account.email))
    )
    db.session.execute(delete(KeptForm).where(KeptForm.account_id == account.id))
    end_sessions(account.id)
    account.email, account.password_hash, account.closed_at = None, None, now()
    account.name, account.is_admin = NOBODY, False
    db.session.flush()
    publish(last)


def _check_somebody_stays(account: Account) -> None:
    alone = managed_alone(account.id)
    if alone:
        raise LastManager(alone)
    if account.is_admin and not other_admins(account.id):
        raise LastAdministrator
