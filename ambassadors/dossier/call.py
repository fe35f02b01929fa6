"""A call to the ambassadors who speak of a theme: who asked, in which words, and when."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model

REST = timedelta(days=14)  # between two calls on one theme: ambassadors give their evenings
LONGEST_MESSAGE = 300


class ThemeCall(Model):
    """A call sent on a theme of a territory; the mails themselves are in the outbox."""

    __tablename__ = "dossier_call"
    __table_args__ = (Index("ix_dossier_call_territory", "territory_id", "theme", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    theme: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[int]  # how many it was sent to
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)
