"""How a territory sees itself and whom it wants to welcome: for its managers alone, never published."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model


class Positioning(Model):
    """The positioning of a territory; each target has a segment, a need and a date."""

    __tablename__ = "dossier_positioning"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    awareness: Mapped[str] = mapped_column(Text, default="")
    image: Mapped[str] = mapped_column(Text, default="")
    identity: Mapped[str] = mapped_column(Text, default="")
    differentiators: Mapped[str] = mapped_column(Text, default="")
    targets: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(default=now)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
