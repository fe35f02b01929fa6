"""A submission: a contribution by someone, about a territory, that someone else may decide on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.territories.models import Territory

STATUSES = (
    "draft", "submitted", "returned", "published", "rejected", "unpublished", "retired", "approved",
)  # fmt: skip  # one line reads better than eight
REVIEWS = ("none", "pending", "done")


def _one_of(column: str, values: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Subject(Model):
    """What a notice or an edit can be about: every public thing owns one row."""

    __tablename__ = "subject"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"), index=True)


class Submission(Model):
    """The base of all kinds. Only `moderation.engine.transition` writes `status` and what goes with it."""

    __tablename__ = "submission"
    __mapper_args__ = {"polymorphic_on": "kind"}
    __table_args__: Any = (
        CheckConstraint(_one_of("status", STATUSES), name="status"),
        CheckConstraint(_one_of("review", REVIEWS), name="review"),
        CheckConstraint("(review = 'done') = (decided_at IS NOT NULL)", name="decided_has_date"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_has_judge"),
        CheckConstraint("status <> 'published' OR published_at IS NOT NULL", name="published_has_date"),
        Index("ix_submission_queue", "territory_id", "review", "submitted_at", "id"),
        Index("ix_submission_decided", "territory_id", "review", "decided_at", "id"),
        Index("ix_submission_queue_kind", "territory_id", "review", "kind", "submitted_at", "id"),
        Index("ix_submission_past", "author_id", "territory_id", "status"),
        Index("ix_submission_list", "territory_id", "kind", "status", "published_at", "id"),
        Index("ix_submission_newest", "kind", "status", "published_at", "id"),
        Index("ix_submission_author", "author_id", "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    status: Mapped[str] = mapped_column(String(12), default="draft")
    review: Mapped[str] = mapped_column(String(8), default="none")
    language: Mapped[str] = mapped_column(String(5), default="fr")
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)
    speaker_name: Mapped[str] = mapped_column(String(80), default="")
    speaker_role: Mapped[str] = mapped_column(String(12), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    subject: Mapped[Subject] = relationship()
    territory: Mapped[Territory] = relationship()
    judge: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    author: Mapped[Account] = relationship(foreign_keys=[author_id])

    def __init__(self, **values: Any) -> None:
        """Give every new submission the subject row it owns."""
        territory = values.get("territory_id") or values["territory"].id
        kind = str(self.__mapper__.polymorphic_identity)
        super().__init__(subject=Subject(kind=kind, territory_id=territory), **values)

    @property
    def heading(self) -> str:
        """Return what names this contribution in a list."""
        raise NotImplementedError

    @property
    def path(self) -> str:
        """Return where readers find it once published."""
        raise NotImplementedError

    def write(self, values: dict[str, Any]) -> None:
        """Set the text fields given, and what is derived from them."""
        raise NotImplementedError

    def snapshot(self) -> dict[str, Any]:
        """Return the whole text as it stands, for a revision."""
        raise NotImplementedError

    def readable(self, content: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """Return a snapshot as (label, text) pairs, in the order people read it, to be compared."""
        return ()

    def facets(self) -> Iterable[tuple[str, str]]:
        """Return the (facet, value) pairs under which readers list it."""
        return ()


class SubmissionRevision(Model):
    """The text as it stood at a submission or a publication; a decision points at the one it judged."""

    __tablename__ = "submission_revision"

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class SubmissionStats(Model):
    """What is counted about a submission, apart from it: counting never makes a decision stale."""

    __tablename__ = "submission_stats"

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    answers: Mapped[int] = mapped_column(default=0)
    helpful: Mapped[int] = mapped_column(default=0)


class Facet(Model):
    """Under what a published thing is listed: (territory, kind, facet, value), newest first."""

    __tablename__ = "facet"
    __table_args__ = (
        Index("ix_facet_list", "territory_id", "kind", "facet", "value", "published_at", "submission_id"),
    )

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    facet: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    kind: Mapped[str] = mapped_column(String(12))
    published_at: Mapped[datetime]


class Decision(Model):
    """A line of the log: who moved what, from where to where, why. The database refuses to change it.

    No foreign keys: a line outlives what it speaks of and keeps ids only. Acts of the desk on what is no
    subject have item 0, and say in `about` what they concern.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_item", "item_id", "id"),
        Index("ix_decision_territory", "territory_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    territory_id: Mapped[int]
    actor_id: Mapped[int | None]
    transition: Mapped[str] = mapped_column(String(12))
    from_status: Mapped[str] = mapped_column(String(12))
    to_status: Mapped[str] = mapped_column(String(12))
    reason_code: Mapped[str | None] = mapped_column(String(30))
    law: Mapped[str | None] = mapped_column(String(200))
    statement: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int | None]
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=now)
