"""A request made with an e-mail address: kept apart, confirmed by the mailed link, forgotten after a week."""

from typing import Any

from sqlalchemy import delete

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.events import AccountClosed
from ambassadors.accounts.links import INTRODUCTION, issue, may_mail, use
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.accounts.service import find_or_create_by_email
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail
from ambassadors.core.outbox import enqueue
from ambassadors.introductions import mails
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.questions.confirming import AlreadyUsed
from ambassadors.questions.unconfirmed import KEPT
from ambassadors.territories.models import Territory

from .asking import ask

KIND = "introductions.mail_asked"


def keep(territory: Territory, email: str, name: str, content: dict[str, Any]) -> UnconfirmedIntroduction:
    """Keep a request until its author confirms, and ask the worker for the mail.

    Nothing is looked up here about the address: the answer is the same whoever it belongs to.
    """
    authorize(Actor.anonymous(), Action.INTRODUCTION_ASK, territory)
    kept = UnconfirmedIntroduction(
        territory_id=territory.id, email=email.lower(), name=name, content=content, expires_at=now() + KEPT
    )
    db.session.add(kept)
    db.session.flush()
    enqueue(KIND, {"id": kept.id})
    return kept


def confirmation(kept_id: int) -> Mail | None:
    """Make the link of a kept request and return its mail; None where the address has had enough of them."""
    kept = db.session.get(UnconfirmedIntroduction, kept_id)
    if kept is None or kept.introduction_id or kept.expires_at <= now() or not may_mail(kept.email):
        return None
    token = issue(INTRODUCTION, kept.email, payload={"unconfirmed": kept.id}, life=kept.expires_at - now())
    return mails.confirm(kept, token)


def kept_behind(link: MailedLink) -> UnconfirmedIntroduction | None:
    """Return the request that a link confirms, while it is kept."""
    return db.session.get(UnconfirmedIntroduction, link.payload.get("unconfirmed") or 0)


def confirm(link: MailedLink, kept: UnconfirmedIntroduction) -> tuple[Account, Introduction]:
    """Send a kept request in the name of the person whose address the link has confirmed."""
    if not use(link):
        raise AlreadyUsed
    account = find_or_create_by_email(kept.email, kept.name)
    introduction = ask(account.as_actor(), kept.territory, kept.content, kept.name)
    kept.introduction_id, kept.content = introduction.id, {}  # one copy of it is enough
    return account, introduction


def purge() -> None:
    """Forget what nobody confirmed in time."""
    db.session.execute(delete(UnconfirmedIntroduction).where(UnconfirmedIntroduction.expires_at <= now()))


@subscribe(AccountClosed)
def forget_address(event: AccountClosed) -> None:
    """Forget what an address asked, confirmed or not, when its account closes."""
    db.session.execute(delete(UnconfirmedIntroduction).where(UnconfirmedIntroduction.email == event.email))
