"""A photo of a testimonial."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model

MOST = 12
LONGEST_ALT, LONGEST_CREDIT = 250, 120

# What an author ticks about the people shown; each wording has its version, kept with the tick.
RIGHTS_VERSION = "2026-11"
RIGHTS = "Les personnes reconnaissables sur cette photo sont d’accord pour y paraître, et j’ai le droit de la publier."


class Photo(Model):
    """A re-encoded original and, once the worker has made them, its responsive derivatives."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="has_size"),
        Index("ix_photo_testimonial", "testimonial_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    testimonial_id: Mapped[int] = mapped_column(ForeignKey("testimonial.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    key: Mapped[str] = mapped_column(String(120))  # the original as re-encoded: photos/<hex>.<ext>
    width: Mapped[int]
    height: Mapped[int]
    derived_at: Mapped[datetime | None]  # when widths × formats were ready
    alt: Mapped[str] = mapped_column(String(250), default="")
    decorative: Mapped[bool] = mapped_column(default=False)
    credit: Mapped[str] = mapped_column(String(120), default="")
    rights_at: Mapped[datetime | None]  # when the right of the people shown was ticked
    rights_version: Mapped[str] = mapped_column(String(10), default="")  # of the sentence that was ticked
    created_at: Mapped[datetime] = mapped_column(default=now)

    def snapshot(self) -> dict[str, Any]:
        """Return what a revision keeps of it."""
        return {"key": self.key, "alt": self.alt, "decorative": self.decorative, "credit": self.credit}
