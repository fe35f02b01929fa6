"""What movers read of their own requests, and what time takes away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.record import Event

SIZE = 20


def own_page(account_id: int, cursor: Cursor | None) -> Page[Introduction]:
    """Return a page of somebody's requests, the newest first."""
    statement = (
        select(Introduction)
        .where(Introduction.author_id == account_id)
        .options(joinedload(Introduction.territory))
    )
    return page_of(
        db.session, statement, Introduction.created_at, Introduction.id, cursor, SIZE, entities=True
    )


def own_one(number: int) -> Introduction | None:
    """Return a request with all that its mover sees."""
    return db.session.scalar(
        select(Introduction)
        .where(Introduction.id == number)
        .options(
            joinedload(Introduction.territory),
            joinedload(Introduction.taken_by),
            joinedload(Introduction.origin),
            selectinload(Introduction.consents),
        )
    )


def history_of(number: int) -> Sequence[Event]:
    """Return the history of a request, in order."""
    return db.session.scalars(select(Event).where(Event.introduction_id == number).order_by(Event.id)).all()


def all_of(account_id: int) -> Sequence[Introduction]:
    """Return every request of an account, in order."""
    return db.session.scalars(
        select(Introduction)
        .where(Introduction.author_id == account_id)
        .order_by(Introduction.id)
        .options(selectinload(Introduction.consents), joinedload(Introduction.origin))
    ).all()


def unchanged_since(instant: datetime, most: int) -> Sequence[Introduction]:
    """Return the requests that nothing has changed since an instant and that may still say something."""
    never = Introduction.wiped_at.is_(None) | Introduction.author_id.is_not(None)
    return db.session.scalars(
        select(Introduction)
        .where(Introduction.changed_at < instant, never)
        .order_by(Introduction.id)
        .limit(most)
    ).all()
