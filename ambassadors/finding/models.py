"""Places that readers would like to see covered: counted, and nothing kept of who said so."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.db import Model


class PlaceInterest(Model):
    """How many times a month somebody said that a place without a territory interests them."""

    __tablename__ = "place_interest"
    __table_args__ = (CheckConstraint("times > 0", name="counted"),)

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)  # its first day
    times: Mapped[int]
