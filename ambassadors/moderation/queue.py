"""What a territory's team reads: what awaits it, what it decided, and who writes here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, inspect, select
from sqlalchemy.orm import joinedload, selectin_polymorphic, selectinload

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of

from .models import Decision, Submission, SubmissionStats
from .transitions import KINDS

SIZE = 30


@dataclass(frozen=True)
class Filters:
    """What a moderator wants to see of a queue."""

    kind: str = ""
    status: str = ""
    not_mine: bool = False

    def clauses(self, actor: Actor) -> list[ColumnElement[bool]]:
        """Return what the rows must satisfy."""
        wanted: list[ColumnElement[bool]] = []
        if self.kind in KINDS:
            wanted.append(Submission.kind == self.kind)
        if self.status:
            wanted.append(Submission.status == self.status)
        if self.not_mine and actor.account_id is not None:
            wanted.append(Submission.author_id != actor.account_id)
        return wanted

    def query(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        named = {"type": self.kind, "etat": self.status, "sans-les-miennes": "1" if self.not_mine else ""}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Awaiting:
    """How many contributions of a kind wait, and since when."""

    kind: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class Past:
    """What became of what somebody sent to this territory before."""

    published: int = 0
    refused: int = 0
    pending: int = 0


def with_headings() -> list[Any]:
    """Load what lists show of every kind: a statement a kind, and one for each thing that a heading names."""
    kinds = [mapper.class_ for mapper in inspect(Submission).self_and_descendants][1:]
    named = [
        relation for kind in kinds for relation in inspect(kind).relationships if relation.info.get("heading")
    ]
    flat: list[Any] = [selectin_polymorphic(Submission, kinds)]
    flat += [selectinload(one.class_attribute) for one in named if one.mapper.class_ is not Submission]
    deep = [
        selectinload(one.class_attribute).options(*flat) for one in named if one.mapper.class_ is Submission
    ]
    return [*flat, *deep]


def awaiting(territory_id: int) -> list[Awaiting]:
    """Return what awaits review in a territory, by kind, in the order of the kinds."""
    rows = db.session.execute(
        select(Submission.kind, func.count(), func.min(Submission.submitted_at))
        .where(Submission.territory_id == territory_id, Submission.review == "pending")
        .group_by(Submission.kind)
    )
    found = {kind: Awaiting(kind, count, oldest) for kind, count, oldest in rows}
    return [found[kind] for kind in KINDS if kind in found]


def _pending(territory_id: int, actor: Actor, filters: Filters) -> Select[Submission]:
    return select(Submission).where(
        Submission.territory_id == territory_id,
        Submission.review == "pending",
        *filters.clauses(actor),
    )


def queue_for(territory_id: int, actor: Actor, filters: Filters, cursor: Cursor | None) -> Page[Any]:
    """Return a page of what awaits review in a territory, oldest first."""
    statement = _pending(territory_id, actor, filters).options(*with_headings())
    return page_of(
        db.session,
        statement,
        Submission.submitted_at,
        Submission.id,
        cursor,
        SIZE,
        entities=True,
        oldest_first=True,
    )


def next_for(
    territory_id: int, actor: Actor, filters: Filters, after: tuple[datetime | None, int]
) -> int | None:
    """Return the id of what the actor should decide next: the following one, else the oldest."""
    at, item_id = after
    others = _pending(territory_id, actor, filters).where(
        Submission.author_id != (actor.account_id or 0), Submission.id != item_id
    )
    order = [Submission.submitted_at, Submission.id]
    if at is not None:
        later = (Submission.submitted_at > at) | ((Submission.submitted_at == at) & (Submission.id > item_id))
        order = [later.desc(), *order]  # type: ignore[list-item]  # a clause sorts as a column does
    return db.session.scalar(others.with_only_columns(Submission.id).order_by(*order).limit(1))


def decided_in(territory_id: int, actor: Actor, filters: Filters, cursor: Cursor | None) -> Page[Any]:
    """Return a page of what was decided in a territory, newest first."""
    statement = (
        select(Submission)
        .where(Submission.territory_id == territory_id, Submission.review == "done", *filters.clauses(actor))
        .options(*with_headings(), joinedload(Submission.judge))
    )
    return page_of(db.session, statement, Submission.decided_at, Submission.id, cursor, SIZE, entities=True)


def pasts_of(author_ids: Iterable[int], territory_id: int) -> dict[int, Past]:
    """Return what became of what some authors sent to a territory."""
    ids = set(author_ids)
    if not ids:
        return {}
    rows = db.session.execute(
        select(Submission.author_id, Submission.status, func.count())
        .where(Submission.author_id.in_(ids), Submission.territory_id == territory_id)
        .group_by(Submission.author_id, Submission.status)
    )
    counted: dict[int, dict[str, int]] = {author: {} for author in ids}
    for author, status, count in rows:
        counted[author][status] = count
    return {author: _past(counts) for author, counts in counted.items()}


def _past(counts: dict[str, int]) -> Past:
    return Past(
        published=counts.get("published", 0) + counts.get("approved", 0),
        refused=counts.get("rejected", 0) + counts.get("unpublished", 0),
        pending=counts.get("submitted", 0),
    )


def others_by(item: Submission, most: int = 6) -> Sequence[Submission]:
    """Return the newest other contributions of an item's author to its territory, drafts left out."""
    return db.session.scalars(
        select(Submission)
        .where(
            Submission.author_id == item.author_id,
            Submission.territory_id == item.territory_id,
            Submission.id != item.id,
            Submission.status != "draft",
        )
        .order_by(Submission.created_at.desc(), Submission.id.desc())
        .limit(most)
        .options(*with_headings())
    ).all()


def names_of(decisions: Iterable[Decision]) -> dict[int, str]:
    """Return who made some decisions; somebody whose account is closed has no name any more."""
    ids = {decision.actor_id for decision in decisions if decision.actor_id is not None}
    if not ids:
        return {}
    rows = db.session.execute(
        select(Account.id, Account.name).where(Account.id.in_(ids), Account.closed_at.is_(None))
    )
    return {row.id: row.name for row in rows}


def unanswered_in(territory_id: int) -> int:
    """Count the published questions of a territory that nobody has answered yet."""
    statement = (
        select(func.count())
        .select_from(Submission)
        .outerjoin(SubmissionStats, SubmissionStats.submission_id == Submission.id)
        .where(
            Submission.territory_id == territory_id,
            Submission.kind == "question",
            Submission.status == "published",
            func.coalesce(SubmissionStats.answers, 0) == 0,
        )
    )
    return db.session.scalar(statement) or 0
