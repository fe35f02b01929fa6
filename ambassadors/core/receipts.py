"""What was already done: a form sent twice shows its first result instead of acting again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from .clock import now
from .db import Model, db

KEPT = timedelta(days=30)


class Receipt(Model):
    """A sending that succeeded, and where its result is shown."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_at", "at"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    location: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)


def claim(digest: str) -> str | None:
    """Take a sending for this transaction and return None, or return where its first result is.

    A second sending waits here for the first to commit: the unique key is the lock.
    """
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    taken = db.session.execute(
        dialect.insert(Receipt)
        .values(digest=digest, at=now())
        .on_conflict_do_nothing()
        .returning(Receipt.digest)
    ).first()
    if taken:
        return None
    return db.session.scalar(select(Receipt.location).where(Receipt.digest == digest)) or "/"


def settle(digest: str, location: str) -> None:
    """Write where the result of a claimed sending is shown."""
    db.session.execute(update(Receipt).where(Receipt.digest == digest).values(location=location[:500]))


def purge() -> None:
    """Forget the receipts that no browser will send again."""
    db.session.execute(delete(Receipt).where(Receipt.at < now() - KEPT))
