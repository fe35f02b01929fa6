"""What the administration reads: figures to act on, never a ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.core.slugs import without_accents
from ambassadors.moderation.models import Submission
from ambassadors.network.models import Invitation
from ambassadors.places.models import Place
from ambassadors.territories.models import (
    STATES,
    FormerSlug,
    Territory,
    TerritoryPlace,
)

LATE = timedelta(days=7)
SIZE, MOST_ACCOUNTS, MOST_RETRIED = 30, 50, 20


@dataclass(frozen=True)
class TerritoryRow:
    """A territory in the administration's list."""

    id: int
    slug: str
    name: str
    level: str
    state: str
    managers: int


@dataclass(frozen=True)
class LateQueue:
    """A territory whose queue holds contributions older than a week."""

    slug: str
    name: str
    state: str
    count: int
    oldest: datetime


@dataclass(frozen=True)
class Departure:
    """A row of the outbox as it may be shown: of its payload, only whom a mail is for and its subject."""

    id: int
    kind: str
    to: str
    subject: str
    created_at: datetime
    due_at: datetime
    attempts: int
    last_error: str
    dead_at: datetime | None


@dataclass(frozen=True)
class Flow:
    """How the outbox flows."""

    dead: int
    waiting: int
    oldest: datetime | None


def _managers() -> Any:
    return (
        select(func.count())
        .where(
            Membership.territory_id == Territory.id,
            Membership.role == Role.MANAGER.value,
            Membership.ended_at.is_(None),
        )
        .scalar_subquery()
    )


def territory_rows(*where: ColumnElement[bool]) -> list[TerritoryRow]:
    """Return territories by name, with how many people run each."""
    statement = (
        select(
            Territory.id,
            Territory.slug,
            Territory.name,
            Territory.level,
            Territory.state,
            _managers().label("managers"),
        )
        .where(*where)
        .order_by(Territory.id)
    )
    rows = [TerritoryRow(**row) for row in db.session.execute(statement).mappings()]
    return sorted(rows, key=lambda row: without_accents(row.name).lower())


def in_state(state: str) -> ColumnElement[bool]:
    """Keep the territories in a state."""
    return Territory.state == state


def states() -> dict[str, int]:
    """Count the territories by state, every state named."""
    rows = db.session.execute(select(Territory.state, func.count()).group_by(Territory.state))
    counted = {row[0]: row[1] for row in rows}
    return {state: counted.get(state, 0) for state in STATES}


def unmanaged() -> list[TerritoryRow]:
    """Return the territories that nobody runs, the closed ones left out."""
    return territory_rows(_managers() == 0, Territory.state != "closed")


def late_queues() -> list[LateQueue]:
    """Return the territories whose queue holds something older than a week, by name."""
    statement = (
        select(
            Territory.slug,
            Territory.name,
            Territory.state,
            func.count().label("count"),
            func.min(Submission.submitted_at).label("oldest"),
        )
        .join_from(Submission, Territory, Territory.id == Submission.territory_id)
        .where(Submission.review == "pending", Submission.submitted_at < now() - LATE)
        .group_by(Territory.id, Territory.slug, Territory.name, Territory.state)
        .order_by(Territory.id)
    )
    queues = [LateQueue(**row) for row in db.session.execute(statement).mappings()]
    return sorted(queues, key=lambda queue: without_accents(queue.name).lower())


def flow() -> Flow:
    """Return how many rows of the outbox wait, since when, and how many are dead."""
    # A mail is wanted at once: a later date means that it could not leave.
    late = or_(OutboxRow.due_at <= now(), OutboxRow.kind == "mail.send")
    count, oldest = db.session.execute(
        select(func.count(), func.min(OutboxRow.created_at)).where(
            OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None), late
        )
    ).one()
    dead = db.session.scalar(
        select(func.count()).where(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_not(None))
    )
    return Flow(dead or 0, count, oldest)


def dead_letters(cursor: Cursor | None) -> Page[Any]:
    """Return a page of what could not leave, the newest first."""
    statement = select(OutboxRow).where(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_not(None))
    found = page_of(db.session, statement, OutboxRow.dead_at, OutboxRow.id, cursor, SIZE, entities=True)
    return Page([_departure(row) for row in found.items], found.newer, found.older)


def being_retried() -> list[Departure]:
    """Return what failed at least once and will be tried again, the next one first."""
    rows = db.session.scalars(
        select(OutboxRow)
        .where(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None), OutboxRow.attempts > 0)
        .order_by(OutboxRow.due_at, OutboxRow.id)
        .limit(MOST_RETRIED)
    )
    return [_departure(row) for row in rows]


def _departure(row: OutboxRow) -> Departure:
    mail = row.payload
    return Departure(
        row.id,
        row.kind,
        str(mail.get("to", "")),
        str(mail.get("subject", "")),
        row.created_at,
        row.due_at,
        row.attempts,
        row.last_error or "",
        row.dead_at,
    )


def accounts_like(text: str) -> list[tuple[Account, list[tuple[Membership, str]]]]:
    """Return the accounts whose name or address holds a text, with their roles: at most a page."""
    wanted: ColumnElement[bool] = Account.closed_at.is_(None)
    for word in text.lower().split():
        in_name = func.lower(Account.name).contains(word, autoescape=True)
        wanted &= or_(in_name, Account.email.contains(word, autoescape=True))
    accounts = db.session.scalars(
        select(Account).where(wanted).order_by(func.lower(Account.name), Account.id).limit(MOST_ACCOUNTS)
    ).all()
    roles: dict[int, list[tuple[Membership, str]]] = {account.id: [] for account in accounts}
    rows = db.session.execute(
        select(Membership, Territory.name)
        .join(Territory, Territory.id == Membership.territory_id)
        .where(Membership.account_id.in_(roles), Membership.ended_at.is_(None))
        .order_by(Territory.name, Membership.id)
    )
    for membership, name in rows:
        roles[membership.account_id].append((membership, name))
    return [(account, roles[account.id]) for account in accounts]


def places_beside(territory_id: int) -> Sequence[Place]:
    """Return the places a territory covers besides its principal one, by name."""
    return db.session.scalars(
        select(Place)
        .join(TerritoryPlace, TerritoryPlace.place_id == Place.id)
        .where(TerritoryPlace.territory_id == territory_id)
        .order_by(Place.name, Place.id)
    ).all()


def former_slugs(territory_id: int) -> Sequence[str]:
    """Return the slugs that a territory bore."""
    return db.session.scalars(
        select(FormerSlug.slug).where(FormerSlug.territory_id == territory_id).order_by(FormerSlug.slug)
    ).all()


def managers_of(territory_id: int) -> Sequence[tuple[Membership, Account]]:
    """Return those who run a territory today, by name."""
    rows = db.session.execute(
        select(Membership, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == Role.MANAGER.value,
            Membership.ended_at.is_(None),
        )
        .order_by(func.lower(Account.name), Membership.id)
    )
    return [(row[0], row[1]) for row in rows]


def managers_invited(territory_id: int) -> Sequence[Invitation]:
    """Return those invited to run a territory who have not accepted yet."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.territory_id == territory_id,
            Invitation.role == Role.MANAGER.value,
            Invitation.accepted_at.is_(None),
            Invitation.cancelled_at.is_(None),
        )
        .order_by(Invitation.id)
        .options(joinedload(Invitation.inviter))
    ).all()
