"""Who is what in which territory: the one table of roles."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, and_, or_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from ambassadors.core.clock import today
from ambassadors.core.db import Model

from .ownership import ThemeOwner


class Membership(Model):
    """A role of an account in a territory; ended, it stays as history."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("role IN ('ambassador', 'partner', 'moderator', 'manager')", name="role"),
        Index("ix_membership_territory", "territory_id", "role", "ended_at"),
        Index("uq_membership_account", "account_id", "territory_id", "role", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    role: Mapped[str] = mapped_column(String(12))
    since: Mapped[date] = mapped_column(Date, default=today)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    themes: Mapped[list[str]] = mapped_column(default=list)
    segments: Mapped[list[str]] = mapped_column(default=list)
    disclosure: Mapped[str] = mapped_column(Text, default="")
    takes_calls: Mapped[bool] = mapped_column(default=True)  # the mails that ask ambassadors to tell a theme

    # What this role answers for, in person or through its organisation.
    owned: Mapped[list[ThemeOwner]] = relationship(
        primaryjoin=lambda: and_(
            Membership.territory_id == foreign(ThemeOwner.territory_id),
            or_(
                Membership.account_id == foreign(ThemeOwner.account_id),
                Membership.organisation_id == foreign(ThemeOwner.organisation_id),
            ),
        ),
        viewonly=True,
    )
