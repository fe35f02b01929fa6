"""Mails as data: a mail is written by a function, kept in the outbox, sent by the worker."""

from dataclasses import asdict, dataclass, field
from typing import Any

from .outbox import enqueue


@dataclass(frozen=True)
class Mail:
    """A mail to one person; `template` names templates/mails/<template>.txt and .html.

    The context holds plain JSON values only: it is kept in the outbox until the mail has left.
    `reply_to` is whom an answer goes to, where it is not the site.
    """

    to: str
    subject: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    reply_to: str | None = None


def post(mail: Mail, *, key: str | None = None) -> None:
    """Put a mail in the outbox, in the caller's transaction; the same key is posted once."""
    enqueue("mail.send", asdict(mail), key=key)
