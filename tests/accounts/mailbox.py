"""What was written to people: the worker's part, done at once, and the links in its mails."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import func, select

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow, run_due

LINK = re.compile(r"http://localhost(/\S+)")


def deliver(folder: Path) -> list[EmailMessage]:
    """Do all that waits and return every mail kept, oldest first."""
    while run_due("test"):
        pass
    dead = db.session.scalars(
        select(OutboxRow.last_error).where(OutboxRow.done_at.is_(None), OutboxRow.due_at <= now())
    ).all()
    assert not dead, dead
    paths = sorted(folder.glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def text_of(message: EmailMessage) -> str:
    """Return the text of a mail."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(message: EmailMessage) -> str:
    """Return the path of the first link of a mail that leads somewhere."""
    paths: list[str] = LINK.findall(text_of(message))
    return next(path for path in paths if len(path) > 1)


def asked() -> int:
    """Count the rows of the outbox that wait."""
    return db.session.scalar(select(func.count()).where(OutboxRow.done_at.is_(None))) or 0
