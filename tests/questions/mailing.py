"""The mails of a test, delivered and read."""

import email
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from pathlib import Path

from ambassadors.accounts.models import Account
from ambassadors.core.outbox import run_due
from tests.client import PageClient

SignIn = Callable[[Account], PageClient]


@dataclass(frozen=True)
class Read:
    """A mail that was delivered."""

    to: str
    subject: str
    text: str
    html: str
    reply_to: str | None


def deliver(folder: Path) -> list[Read]:
    """Do all that the outbox asks and return every mail of the folder, oldest first."""
    while run_due("test"):
        pass
    return [_read(path) for path in sorted(folder.glob("*.eml"))]


def mails_to(folder: Path, address: str) -> list[Read]:
    """Return the mails delivered to one address."""
    return [mail for mail in deliver(folder) if mail.to == address]


def _read(path: Path) -> Read:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and html is not None
    texts = plain.get_content(), html.get_content()
    return Read(message["To"], message["Subject"], *texts, message["Reply-To"])
