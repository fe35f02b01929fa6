"""What the queue and the engine read."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ambassadors.core.db import db
from ambassadors.territories.models import ModerationSetting

from .edit import Edit
from .models import Submission


def moderation_of(territory_id: int, kind: str) -> ModerationSetting | None:
    """Return how a territory moderates a kind, where it chose."""
    return db.session.scalar(
        select(ModerationSetting).where(
            ModerationSetting.territory_id == territory_id, ModerationSetting.kind == kind
        )
    )


def approvals_of(item: Submission) -> int:
    """Count what the item's author has had approved, of this kind in this territory."""
    approved = select(func.count()).where(
        Submission.author_id == item.author_id,
        Submission.territory_id == item.territory_id,
        Submission.kind == item.kind,
        Submission.review == "done",
        Submission.status == "published",
    )
    return db.session.scalar(approved) or 0


def open_edit_of(target: Submission, *, lock: bool = False) -> Edit | None:
    """Return the change of a published text that is still being written or decided on."""
    if lock:
        db.session.execute(select(Submission.id).where(Submission.id == target.id).with_for_update())
    return db.session.scalar(
        select(Edit)
        .where(Edit.target_id == target.id, Edit.status.in_(("draft", "submitted", "returned")))
        .order_by(Edit.id.desc())
        .limit(1)
    )


def contributions_of(account_id: int) -> Sequence[Submission]:
    """Return everything an account wrote, of every kind, oldest first."""
    return db.session.scalars(
        select(Submission).where(Submission.author_id == account_id).order_by(Submission.id)
    ).all()
