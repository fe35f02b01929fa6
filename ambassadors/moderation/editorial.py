"""Editorial work in the log: a manager's or theme owner's own edit is published at once, and written down."""

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import Decision


def log_edit(
    actor: Actor, kind: str, item_id: int, territory_id: int, revision: int, *, act: str = "publish"
) -> Decision:
    """Write that an actor published (or reverted to) a revision of a brand space or a dossier cell."""
    line = Decision(
        item_id=item_id,
        kind=kind,
        territory_id=territory_id,
        actor_id=actor.account_id,
        transition=act,
        from_status="published",
        to_status="published",
        revision=revision,
        at=now(),
    )
    db.session.add(line)
    db.session.flush()
    return line
