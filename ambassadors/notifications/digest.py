"""When to tell a team that its queue has grown: soon, and at most once an hour each."""

from datetime import UTC, datetime, timedelta

from ambassadors.accounts.models import Account
from ambassadors.accounts.signed_in import actor_of
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.mailer import Mail
from ambassadors.core.outbox import enqueue
from ambassadors.moderation.models import Submission

from . import mails
from .queries import TELL as KIND
from .queries import deciders_of, told_or_to_be, waiting_for

WAIT = timedelta(minutes=5)  # what arrives together is told together
PERIOD = timedelta(hours=1)
SUBJECT = "Ce qui attend l’avis d’une équipe"  # until it is written: what the administration reads of it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plan(item: Submission) -> None:
    """Plan a mail for everybody who may decide on an item, unless one is planned already."""
    instant = now()
    known = told_or_to_be(instant - PERIOD)
    for person in deciders_of(item):
        told = known.get(person, [])
        if None in told:
            continue
        latest = max((done for done in told if done), default=instant - PERIOD)
        due = max(instant + WAIT, latest + PERIOD)
        enqueue(KIND, {"account": person, "subject": SUBJECT}, key=_key(person, _slot(due)), due=due)


def mail_of(account_id: int) -> Mail | None:
    """Return the mail of what awaits somebody at this moment; None when nothing does."""
    account = db.session.get_one(Account, account_id)
    waiting = waiting_for(actor_of(account_id)) if account.email else []
    return mails.queue(account, waiting) if waiting else None


def _slot(instant: datetime) -> int:
    return (instant - _EPOCH) // PERIOD


def _key(account_id: int, slot: int) -> str:
    return f"{KIND}:{account_id}:{slot}"
