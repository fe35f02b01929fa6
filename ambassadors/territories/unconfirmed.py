"""What somebody sends a territory with an e-mail address, until the mailed link is followed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from ambassadors.core.clock import now
from ambassadors.core.db import Model

from .models import Territory

KEPT = timedelta(days=7)


class Unconfirmed(Model):
    """The columns of a table of what is kept apart: no queue, list or desk reads it."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(80))
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]

    @declared_attr
    def territory(self) -> Mapped[Territory]:
        """Return the territory it was sent to."""
        return relationship()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805  # SQLAlchemy hands the class
        return (Index(f"ix_{cls.__tablename__}_expires_at", "expires_at"),)

    @property
    def became_id(self) -> int | None:
        """Return the number of what came of it, once it was confirmed."""
        raise NotImplementedError

    def becomes(self, made_id: int) -> None:
        """Name what came of it."""
        raise NotImplementedError
