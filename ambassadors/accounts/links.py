"""Links sent by mail: a random token of which only the hash is kept, good once, for a time."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import update

from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import MailedLink
from .queries import link_by_hash, links_mailed

CONFIRM, SIGN_IN, RESET, EMAIL = "confirm", "sign_in", "reset", "email"
QUESTION, INVITATION, INTRODUCTION = "question", "invitation", "introduction"

LIVES = {
    CONFIRM: timedelta(days=3),
    SIGN_IN: timedelta(minutes=20),
    RESET: timedelta(hours=1),
    EMAIL: timedelta(days=3),
    QUESTION: timedelta(days=3),
    INVITATION: timedelta(days=14),
    INTRODUCTION: timedelta(days=3),
}
MOST_AN_HOUR = 3
A_MOMENT = timedelta(minutes=1)


def issue(
    purpose: str,
    email: str,
    account_id: int | None = None,
    payload: dict[str, Any] | None = None,
    life: timedelta | None = None,
) -> str:
    """Make a link for an address and return its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        MailedLink(
            token_hash=_hash(token),
            purpose=purpose,
            email=email.lower(),
            account_id=account_id,
            payload=payload or {},
            expires_at=now() + (life or LIVES[purpose]),
        )
    )
    db.session.flush()
    return token


def open_link(token: str, purpose: str) -> MailedLink | None:
    """Return the link of a token while it may still be used; looking at it does not use it."""
    link = link_by_hash(_hash(token))
    if link is None or link.purpose != purpose or link.used_at or link.expires_at <= now():
        return None
    return link


def use(link: MailedLink) -> bool:
    """Use a link up; False where somebody else did a moment before: then nothing may be done with it."""
    taken = db.session.execute(
        update(MailedLink)
        .where(MailedLink.id == link.id, MailedLink.used_at.is_(None))
        .values(used_at=now())
        .returning(MailedLink.id)
        .execution_options(synchronize_session=False)
    ).first()
    db.session.refresh(link, ["used_at"])
    return taken is not None


def just_used(token: str, purpose: str) -> MailedLink | None:
    """Return a link used a moment ago: the same sending may have come twice, its first answer lost."""
    link = link_by_hash(_hash(token))
    if link is None or link.purpose != purpose or not link.used_at or link.used_at < now() - A_MOMENT:
        return None
    return link


def used_link(token: str, purpose: str) -> MailedLink | None:
    """Return the link of a token that was followed already."""
    link = link_by_hash(_hash(token))
    return link if link and link.purpose == purpose and link.used_at else None


def forget_links(account_id: int) -> None:
    """Make the links of an account useless, wherever they wait."""
    db.session.execute(
        update(MailedLink)
        .where(MailedLink.account_id == account_id, MailedLink.used_at.is_(None))
        .values(used_at=now() - A_MOMENT)
        .execution_options(synchronize_session=False)
    )


def may_mail(email: str) -> bool:
    """Tell whether an address may get one more link this hour, so that nobody is flooded through us."""
    return links_mailed(email.lower(), now() - timedelta(hours=1)) < MOST_AN_HOUR


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
