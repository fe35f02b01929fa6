"""A request made with an e-mail address, until the mailed link is followed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.territories.models import Territory


class UnconfirmedIntroduction(Model):
    """Kept apart from every desk; once confirmed it is emptied and names the request that came of it."""

    __tablename__ = "unconfirmed_introduction"
    __table_args__ = (Index("ix_unconfirmed_introduction_expires_at", "expires_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(80))
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    introduction_id: Mapped[int | None] = mapped_column(ForeignKey("introduction.id", ondelete="SET NULL"))

    territory: Mapped[Territory] = relationship()
