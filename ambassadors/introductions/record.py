"""What the desk keeps of a request: its history, notes among colleagues, reminders."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model


class Event(Model):
    """One line of the history: what happened, when, by whom as long as that is known."""

    __tablename__ = "introduction_event"
    __table_args__ = (Index("ix_introduction_event_introduction", "introduction_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(8))  # after it
    detail: Mapped[str] = mapped_column(String(16), default="")  # which consent was taken back
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    actor: Mapped[Account | None] = relationship()


class Note(Model):
    """A note among those who follow a request; its author alone wrote it, the mover never reads it."""

    __tablename__ = "introduction_note"
    __table_args__ = (Index("ix_introduction_note_introduction", "introduction_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Account] = relationship()


class Reminder(Model):
    """A sentence to be mailed, on a day, to whoever wrote it."""

    __tablename__ = "introduction_reminder"
    __table_args__ = (
        Index("ix_introduction_reminder_introduction", "introduction_id", "due_on"),
        Index("ix_introduction_reminder_due", "sent_at", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    due_on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(String(300))
    sent_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
