"""A proposed change to something published: what is public stays as it is until the change is accepted."""

from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .models import Submission


class Edit(Submission):
    """What would change in a published submission: the fields of its snapshot that differ, and why."""

    __tablename__ = "edit"
    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    base_version: Mapped[int]
    content: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"polymorphic_identity": "edit", "inherit_condition": id == Submission.id}

    target: Mapped[Submission] = relationship(foreign_keys=[target_id], info={"heading": True})

    @property
    def heading(self) -> str:
        """Name what it changes."""
        return self.target.heading

    @property
    def path(self) -> str:
        """Lead to what it changes."""
        return self.target.path

    @property
    def whole(self) -> dict[str, Any]:
        """Return the target's text as it would stand once the change is accepted."""
        return self.target.snapshot() | self.content

    @property
    def is_late(self) -> bool:
        """Tell whether what it changes has itself changed since it was proposed."""
        return self.target.version != self.base_version

    def snapshot(self) -> dict[str, Any]:
        """Return the proposed content."""
        return {"content": self.content, "note": self.note}
