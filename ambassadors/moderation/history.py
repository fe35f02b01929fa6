"""What an item was and what was decided about it: revisions and the log."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ambassadors.access.actor import Actor
from ambassadors.core.db import db

from .models import Decision, Submission, SubmissionRevision


def revise(actor: Actor, item: Submission) -> None:
    """Keep the text as it stands as a new revision, unless it is the last one already."""
    newest = db.session.scalar(
        select(SubmissionRevision)
        .where(SubmissionRevision.submission_id == item.id)
        .order_by(SubmissionRevision.number.desc())
        .limit(1)
    )
    content = item.snapshot()
    if newest is not None and newest.content == content:
        return
    number = newest.number + 1 if newest else 1
    author = actor.account_id or item.author_id
    db.session.add(
        SubmissionRevision(submission_id=item.id, number=number, content=content, author_id=author)
    )
    db.session.flush()


def last_revision(item: Submission) -> int | None:
    """Return the number of the newest revision of an item."""
    return db.session.scalar(
        select(func.max(SubmissionRevision.number)).where(SubmissionRevision.submission_id == item.id)
    )


def last_decision(item: Submission) -> Decision | None:
    """Return the newest line of an item's log."""
    return db.session.scalar(
        select(Decision).where(Decision.item_id == item.id).order_by(Decision.id.desc()).limit(1)
    )


def decisions_on(item: Submission) -> Sequence[Decision]:
    """Return the whole log of an item, oldest first."""
    return db.session.scalars(select(Decision).where(Decision.item_id == item.id).order_by(Decision.id)).all()


def revision_of(item: Submission, number: int) -> SubmissionRevision | None:
    """Return one revision of an item."""
    return db.session.get(SubmissionRevision, (item.id, number))
