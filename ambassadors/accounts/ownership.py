"""Who answers for a theme in a territory (interlocuteur): a person of its desk, or an organisation and its people."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import today
from ambassadors.core.db import Model


class ThemeOwner(Model):
    """One contact owner for each theme at most; rights follow it as long as a role of the desk is held."""

    __tablename__ = "theme_owner"
    __table_args__ = (
        CheckConstraint("account_id IS NOT NULL OR organisation_id IS NOT NULL", name="somebody"),
        Index("ix_theme_owner_account", "account_id"),
        Index("ix_theme_owner_organisation", "organisation_id"),
    )

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(String(20), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    since: Mapped[date] = mapped_column(Date, default=today)
