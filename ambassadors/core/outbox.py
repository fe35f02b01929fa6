"""The outbox: what must leave the house, written in the same transaction as the change that causes it.

The row is the truth. A worker leases it, acts, and marks it done; a worker killed in the middle leaves a lease
that runs out, and the act is done again. So every act must be safe to do twice: each row has an idempotency key.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Index, String, Text, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from .clock import now
from .db import Model, db

Handler = Callable[[dict[str, Any], str], None]

LEASE = timedelta(minutes=2)
BACK_OFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20))
LAST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 30
LONGEST_PROBE = timedelta(minutes=4)  # what comes back is noticed within it
PATIENCE = timedelta(days=5)  # with what is away

_handlers: dict[str, Handler] = {}


class Permanent(Exception):
    """A failure that trying again will not mend: the row goes to the dead letters at once."""


class Away(Exception):
    """What every row of the kind needs does not answer: they wait together, and none of them is to blame."""


class OutboxRow(Model):
    """One act to be done outside the transaction that asked for it."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "done_at", "dead_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    leased_until: Mapped[datetime | None]
    owner: Mapped[str | None] = mapped_column(String(40))
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]


PATIENT = OutboxRow.kind != "mail.send"


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that performs a kind of row; it gets the payload and the idempotency key."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(
    kind: str, payload: dict[str, Any], *, key: str | None = None, due: datetime | None = None
) -> None:
    """Ask for an act, in the caller's transaction; a key already present means it was asked before."""
    row = {
        "kind": kind,
        "key": key or uuid4().hex,
        "payload": payload,
        "created_at": now(),
        "due_at": due or now(),
        "attempts": 0,
    }
    dialect = db.session.get_bind().dialect.name
    statement: Any = (
        (postgresql if dialect == "postgresql" else sqlite).insert(OutboxRow)
        if dialect in ("postgresql", "sqlite")
        else insert(OutboxRow)
    )
    db.session.execute(statement.values(row).on_conflict_do_nothing(index_elements=["key"]))


def lease(session: Session, owner: str, most: int = 10) -> list[int]:
    """Take the oldest due rows for a worker and commit; two workers never take the same one.

    Mails first: somebody waits for a link, nobody for the small size of a picture.
    """
    instant = now()
    free = or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < instant)
    due = (
        select(OutboxRow.id)
        .where(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None), OutboxRow.due_at <= instant, free)
        .order_by(PATIENT, OutboxRow.due_at, OutboxRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_(due.scalar_subquery()))
        .values(leased_until=instant + LEASE, owner=owner)
        .returning(PATIENT, OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    ids = [row_id for _, row_id in sorted(tuple(row) for row in taken)]
    session.commit()
    return ids


def perform(session: Session, row_id: int, owner: str) -> bool:
    """Do one leased row and say whether it succeeded; a failure is written down, with its next try."""
    row = session.get_one(OutboxRow, row_id, populate_existing=True)
    if row.done_at or row.owner != owner:
        return True
    kind, payload, key = row.kind, row.payload, row.key
    session.commit()  # no lock is held while a picture is encoded or a mail server answers
    try:
        _handlers[kind](payload, key)
        row.done_at, row.attempts, row.payload = now(), row.attempts + 1, {}
        session.commit()
    except Exception as error:
        session.rollback()
        _write_failure(session, row_id, error)
        return False
    return True


def _write_failure(session: Session, row_id: int, error: Exception) -> None:
    row = session.get_one(OutboxRow, row_id)
    row.attempts += 1
    row.last_error = f"{type(error).__name__}: {error}"[:2000]
    row.leased_until, row.owner = None, None
    waits = BACK_OFF[row.attempts - 1 : row.attempts]
    if isinstance(error, Away):
        _wait_together(session, row)
    elif isinstance(error, Permanent) or row.attempts >= MOST_ATTEMPTS:
        row.dead_at = now()
    else:
        row.due_at = now() + (waits[0] if waits else LAST_WAIT)
    session.commit()


def _wait_together(session: Session, row: OutboxRow) -> None:
    """Let one row of the kind look whether its server is back, for all: ten thousand would not be done looking."""
    row.attempts = min(row.attempts, len(BACK_OFF))  # an outage uses up nobody's tries
    row.due_at = now() + min(BACK_OFF[row.attempts - 1], LONGEST_PROBE)
    if row.created_at < now() - PATIENCE:
        row.dead_at = now()
    same = (OutboxRow.kind == row.kind, OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None))
    session.execute(
        update(OutboxRow)
        .where(*same, OutboxRow.due_at < row.due_at)
        .values(due_at=row.due_at)
        .execution_options(synchronize_session=False)
    )


def act_now(kind: str, payload: dict[str, Any], key: str) -> None:
    """Do the act of another kind as a part of one's own, and fail as it fails."""
    _handlers[kind](payload, key)


def run_due(owner: str, most: int = 10) -> int:
    """Lease what is due and perform it; return how many rows were taken."""
    ids = lease(db.session, owner, most)
    for row_id in ids:
        perform(db.session, row_id, owner)
    return len(ids)
