"""Mails as they were written to the folder, read back."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import Flask

from ambassadors.core.outbox import run_due
from ambassadors.core.postman import mail_extension


def deliver(folder: Path) -> list[EmailMessage]:
    """Let the worker do all that is due, and read the mails that have left."""
    while run_due("test"):
        pass
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def part(mail: EmailMessage, kind: str) -> str:
    """Return the text or the HTML of a mail."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def to(mails: list[EmailMessage], address: str | None) -> list[EmailMessage]:
    """Return the mails sent to an address, in order."""
    return [mail for mail in mails if mail["To"] == address]


@contextmanager
def without_a_server(app: Flask) -> Iterator[None]:
    """Have mails leave by a server that is not there."""
    before = {name: app.config[name] for name in ("MAIL_SERVER", "MAIL_PORT")}
    app.config |= {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": 1, "MAIL_SUPPRESS_SEND": False}
    mail_extension.init_app(app)
    yield
    app.config |= before
    mail_extension.init_app(app)
