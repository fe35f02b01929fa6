"""A fact that has grown old: whoever answers for it is asked once for a newer one, until it bears another date."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model


class AskedFact(Model):
    """A fact of a cell, as it was dated when a newer one was asked for."""

    __tablename__ = "dossier_asked_fact"

    cell_id: Mapped[int] = mapped_column(ForeignKey("dossier_cell.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(String(200), primary_key=True)
    dated: Mapped[date] = mapped_column(Date, primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
