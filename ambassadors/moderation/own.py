"""What an author reads of their own contributions."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of

from .differences import Difference, differences
from .models import Submission, SubmissionRevision
from .queue import with_headings

SIZE = 20


def own_counts(actor: Actor) -> dict[str, int]:
    """Count an author's contributions by status."""
    rows = db.session.execute(
        select(Submission.status, func.count().label("number"))
        .where(permitted(actor, Action.SUBMISSION_TRACK, Submission))
        .group_by(Submission.status)
    )
    return {row.status: row.number for row in rows}


def own_page(actor: Actor, status: str, cursor: Cursor | None) -> Page[Any]:
    """Return a page of an author's contributions, newest first."""
    statement = (
        select(Submission)
        .where(permitted(actor, Action.SUBMISSION_TRACK, Submission))
        .options(*with_headings(), joinedload(Submission.territory))
    )
    if status:
        statement = statement.where(Submission.status == status)
    return page_of(db.session, statement, Submission.created_at, Submission.id, cursor, SIZE, entities=True)


@dataclass(frozen=True)
class Version:
    """A text as it was sent or published, and how it differs from the one before."""

    number: int
    at: datetime
    changes: list[Difference]


def versions_of(item: Submission, most: int = 12) -> dict[int, Version]:
    """Return the newest revisions of an item by number, each with what it changed."""
    rows = db.session.scalars(
        select(SubmissionRevision)
        .where(SubmissionRevision.submission_id == item.id)
        .order_by(SubmissionRevision.number.desc())
        .limit(most + 1)
    ).all()
    return {
        row.number: Version(
            row.number, row.at, differences(item.readable(former.content), item.readable(row.content))
        )
        for row, former in pairwise(rows)
    }
