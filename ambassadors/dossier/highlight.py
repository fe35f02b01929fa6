"""A highlight of the year (temps fort): what happens, where, on which days, and whether it comes back each year."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from .entry import Entry

THEME = "temps-forts"


class Highlight(Entry):
    """A dated event of a territory; its `theme` is always temps-forts, so that rights follow its owner."""

    __tablename__ = "dossier_highlight"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        Index("ix_dossier_highlight_territory", "territory_id", "starts_on"),
    )

    theme = THEME
    said = ("title", "starts_on", "ends_on", "yearly", "place", "text", "url")
    days = ("starts_on", "ends_on")

    title: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    yearly: Mapped[bool] = mapped_column(default=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(500), default="")
