"""Notices and complaints: declared now, with the life of every submission; their screens come later."""

from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .models import Subject, Submission


class Notice(Submission):
    """Somebody's report that a public thing breaks the charter or the law (DSA, art. 16)."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("reporter_id", "about_id"),)

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason_code: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)

    about: Mapped[Subject] = relationship(foreign_keys=[about_id])

    __mapper_args__ = {"polymorphic_identity": "notice"}

    @property
    def heading(self) -> str:
        """Name the reason given."""
        return f"Signalement : {self.reason_code}"

    @property
    def path(self) -> str:
        """Lead to the address where the thing is reported."""
        return f"/signaler/{self.about_id}"

    def snapshot(self) -> dict[str, Any]:
        """Return what was reported, and why."""
        return {"about": self.about_id, "reason_code": self.reason_code, "text": self.text}


class Complaint(Submission):
    """An author's or a notifier's complaint against a decision (DSA, art. 20)."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)

    __mapper_args__ = {"polymorphic_identity": "complaint"}

    @property
    def heading(self) -> str:
        """Name the decision complained of."""
        return f"Réclamation sur la décision n° {self.decision_id}"

    @property
    def path(self) -> str:
        """Lead to the complainant's own page."""
        return f"/compte/contributions/{self.id}"

    def snapshot(self) -> dict[str, Any]:
        """Return the complaint."""
        return {"decision": self.decision_id, "text": self.text}
