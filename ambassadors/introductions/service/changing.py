"""Writing to a request that is still whole, and to its history."""

from typing import Any

from sqlalchemy import ColumnElement, update

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.record import Event


def change(introduction: Introduction, *where: ColumnElement[bool], **values: Any) -> bool:
    """Write to a request, False where it was emptied or is not as expected.

    The row's lock keeps a withdrawal and this apart; what is read afterwards is what stands.
    """
    db.session.flush()
    taken = db.session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, Introduction.wiped_at.is_(None), *where)
        .values(changed_at=now(), **values)
        .execution_options(synchronize_session=False)
        .returning(Introduction.id)
    ).first()
    db.session.refresh(introduction)
    return taken is not None


def record(introduction: Introduction, what: str, actor_id: int | None = None, detail: str = "") -> None:
    """Add a line to the history of a request."""
    db.session.add(
        Event(
            introduction_id=introduction.id,
            what=what,
            state=introduction.state,
            detail=detail,
            actor_id=actor_id,
        )
    )
    db.session.flush()
