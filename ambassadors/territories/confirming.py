"""Sending without an account: kept apart, confirmed by the mailed link, forgotten after a week."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import delete

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.events import AccountClosed
from ambassadors.accounts.links import issue, may_mail, open_link, use, used_link
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.accounts.service import find_or_create_by_email
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail
from ambassadors.core.outbox import enqueue

from .models import Territory
from .unconfirmed import KEPT, Unconfirmed


class Numbered(Protocol):
    """Something with a row of its own."""

    @property
    def id(self) -> int:
        """Return its number."""


Kept = TypeVar("Kept", bound=Unconfirmed)
Made = TypeVar("Made", bound=Numbered)


class AlreadyUsed(Exception):
    """Somebody followed the link a moment before."""


@dataclass(frozen=True, kw_only=True)
class Confirming(Generic[Kept, Made]):
    """One thing that is sent without an account: where it is kept, and what it becomes.

    `purpose` is that of its mailed links, `job` the kind of the outbox row that asks for the mail. `make` sends
    it for good, from the actor, the territory, the content and the name it is signed with.
    """

    model: type[Kept]
    made: type[Made]
    purpose: str
    job: str
    action: Action
    make: Callable[[Actor, Territory, dict[str, Any], str], Made]
    mail: Callable[[Kept, str], Mail]

    def __post_init__(self) -> None:
        """Forget an address with its account."""
        subscribe(AccountClosed)(self._forget_address)

    def keep(self, territory: Territory, email: str, name: str, content: dict[str, Any]) -> Kept:
        """Keep what was sent until its author confirms, and ask the worker for the mail.

        Nothing is looked up here about the address: the answer is the same whoever it belongs to.
        """
        authorize(Actor.anonymous(), self.action, territory)
        kept = self.model(
            territory_id=territory.id,
            email=email.lower(),
            name=name,
            content=content,
            expires_at=now() + KEPT,
        )
        db.session.add(kept)
        db.session.flush()
        enqueue(self.job, {"id": kept.id})
        return kept

    def confirmation(self, kept_id: int) -> Mail | None:
        """Make the link of what is kept and return its mail; None where the address has had enough of them."""
        kept = db.session.get(self.model, kept_id)
        if kept is None or kept.became_id or kept.expires_at <= now() or not may_mail(kept.email):
            return None
        token = issue(
            self.purpose, kept.email, payload={"unconfirmed": kept.id}, life=kept.expires_at - now()
        )
        return self.mail(kept, token)

    def behind(self, token: str) -> tuple[MailedLink, Kept] | None:
        """Return the link of a token, while it may be used, and what it confirms."""
        link = open_link(token, self.purpose)
        kept = self._kept_behind(link) if link else None
        return (link, kept) if link and kept else None

    def confirm(self, link: MailedLink, kept: Kept) -> tuple[Account, Made]:
        """Send for good, in the name of the person whose address the link has confirmed.

        Raises AlreadyUsed where somebody did a moment before.
        """
        if not use(link):
            raise AlreadyUsed
        account = find_or_create_by_email(kept.email, kept.name)
        made = self.make(account.as_actor(), kept.territory, kept.content, kept.name)
        kept.becomes(made.id)
        return account, made

    def confirmed_by(self, token: str) -> Made | None:
        """Return what came of a link that was followed already."""
        link = used_link(token, self.purpose)
        kept = self._kept_behind(link) if link else None
        return db.session.get(self.made, kept.became_id) if kept and kept.became_id else None

    def purge(self) -> None:
        """Forget what nobody confirmed in time."""
        db.session.execute(delete(self.model).where(self.model.expires_at <= now()))

    def _kept_behind(self, link: MailedLink) -> Kept | None:
        return db.session.get(self.model, link.payload.get("unconfirmed") or 0)

    def _forget_address(self, event: AccountClosed) -> None:
        db.session.execute(delete(self.model).where(self.model.email == event.email))
