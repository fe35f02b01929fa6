"""What is done to a submission without changing its status, written in the same log."""

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now
from ambassadors.core.db import db

from .history import last_revision
from .models import Decision, Submission

NOTE_LABELS = {
    "move": "Transmise à un autre territoire",
    "close": "Close",
    "reopen": "Rouverte",
}


def note(
    actor: Actor, item: Submission, name: str, statement: str = "", reason_code: str | None = None
) -> Decision:
    """Add a line to the log of an item; its status stays as it is."""
    if name not in NOTE_LABELS:
        raise ValueError(name)
    line = Decision(
        item_id=item.id,
        kind=item.kind,
        territory_id=item.territory_id,
        actor_id=actor.account_id,
        transition=name,
        from_status=item.status,
        to_status=item.status,
        reason_code=reason_code,
        statement=statement.strip(),
        revision=last_revision(item),
        at=now(),
    )
    db.session.add(line)
    db.session.flush()
    return line
