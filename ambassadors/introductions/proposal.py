"""A request proposed to an ambassador, who writes one message to its mover, or declines."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model

from .models import Introduction

HOME = "/compte/accompagnements"


class Proposal(Model):
    """One request, one ambassador, once; it goes with what it was about."""

    __tablename__ = "introduction_proposal"
    __table_args__ = (
        UniqueConstraint("introduction_id", "ambassador_id"),
        CheckConstraint("(written_at IS NULL) = (message = '')", name="written_has_message"),
        CheckConstraint("written_at IS NULL OR declined_at IS NULL", name="one_answer"),
        Index("ix_introduction_proposal_ambassador", "ambassador_id", "proposed_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    ambassador_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    message: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]

    introduction: Mapped[Introduction] = relationship()
    ambassador: Mapped[Account] = relationship(foreign_keys=[ambassador_id])
    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])

    @property
    def path(self) -> str:
        """Return where its ambassador reads it."""
        return f"{HOME}/{self.id}"

    @property
    def waits(self) -> bool:
        """Tell whether its ambassador has neither written nor declined."""
        return self.written_at is None and self.declined_at is None
