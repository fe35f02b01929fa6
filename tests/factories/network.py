"""Organisations, invitations and applications."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.outbox import run_due
from ambassadors.network.models import Application, Organisation
from ambassadors.territories.models import Territory
from tests.factories.submissions import bring_to

MOTIVATION = "Je vis ici depuis cinq ans et j’aurais aimé qu’on me parle de l’hiver avant d’arriver."


def an_organisation(
    territory: Territory, name: str = "Agence Trois-Marchés", kind: str = "cci"
) -> Organisation:
    """Make an organisation of a territory."""
    organisation = Organisation(territory_id=territory.id, name=name, kind=kind)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def an_application(
    territory: Territory, author: Account, status: str = "submitted", **values: Any
) -> Application:
    """Make an application."""
    item = Application(
        territory_id=territory.id, author_id=author.id, speaker_name=author.name, speaker_role="mover"
    )
    item.write({"motivation": MOTIVATION, "themes": ["climat"], "segments": ["familles"]} | values)
    db.session.add(item)
    db.session.flush()
    bring_to(item, status)
    return item


def delivered(folder: Path) -> list[tuple[str, str, str]]:
    """Send what waits and return every mail: to whom, subject, text."""
    while run_due("test"):
        continue
    mails = [
        message_from_bytes(one.read_bytes(), policy=policy.default) for one in sorted(folder.glob("*.eml"))
    ]
    return [(str(one["To"]), str(one["Subject"]), _text(one)) for one in mails]


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(text: str, start: str) -> str:
    """Return the path of the link of a mail that starts so."""
    found = re.search(rf"http://localhost({re.escape(start)}\S*)", text)
    assert found, f"no {start} in: {text}"
    return found[1]
