"""Editorial work in the log: a manager's or theme owner's own edit is published at once, and written down."""

from typing import Any

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import Decision

NO_SUBJECT = 0  # the item of a line that speaks of no subject: `about` says of what


def log_edit(
    actor: Actor,
    kind: str,
    item_id: int,
    territory_id: int,
    revision: int | None,
    *,
    act: str = "publish",
    about: dict[str, Any] | None = None,
) -> Decision:
    """Write that an actor published, changed or reverted something of a territory.

    `about` says of what by slugs and numbers, never by a name: what is told of people is read, not kept.
    """
    line = Decision(
        item_id=item_id,
        kind=kind,
        territory_id=territory_id,
        actor_id=actor.account_id,
        transition=act,
        from_status="published",
        to_status="published",
        revision=revision,
        about=about or {},
        at=now(),
    )
    db.session.add(line)
    db.session.flush()
    return line


def log_act(
    actor: Actor,
    kind: str,
    territory_id: int,
    act: str,
    about: dict[str, Any],
    *,
    revision: int | None = None,
) -> Decision:
    """Write an act of the desk on what is no subject: an edition, an owner, a tool, an organisation."""
    return log_edit(actor, kind, NO_SUBJECT, territory_id, revision, act=act, about=about)
