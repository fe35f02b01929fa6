"""The history of a brand space: what its managers published, who and when, to be read again and reverted."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model

WORDS = (
    "tagline", "signature", "colour", "presentation", "not_for", "contact_email", "logo_key", "cover_key", "cover_alt",
    "cover_credit", "at_name", "of_name", "frames", "fonts", "blocks", "strengths", "call_to_action",
)  # fmt: skip  # three lines read better than thirteen


class BrandRevision(Model):
    """A brand space as it stood after a publication."""

    __tablename__ = "brand_revision"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Account] = relationship()
