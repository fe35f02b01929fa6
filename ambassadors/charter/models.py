"""The versions of a territory's charter, never rewritten, and who has accepted which, and when."""

import re
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model

_TITLE = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)
BEGINNING = "Pour commencer"


def parts_of(text: str) -> list[tuple[str, str]]:
    """Cut a text at its titles; two parts of one title are read as one."""
    opening, *rest = _TITLE.split(text)
    parts: dict[str, list[str]] = {}
    for title, words in [(BEGINNING, opening), *zip(rest[::2], rest[1::2], strict=True)]:
        parts.setdefault(title.strip(" \t#"), []).append(words.strip())
    return [(title, "\n\n".join(words)) for title, words in parts.items()]


class CharterVersion(Model):
    """The text of a territory's charter as it stands from a publication to the next."""

    __tablename__ = "charter_version"
    __table_args__ = (
        UniqueConstraint("territory_id", "number"),
        CheckConstraint("number > 0", name="numbered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    text_html: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(
        String(300), default=""
    )  # what it changes, told to those who are asked again
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Account] = relationship()

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Return the text under its own titles, as differences are read."""
        return parts_of(self.text)


class CharterAcceptance(Model):
    """A promise: this role accepted this version that day."""

    __tablename__ = "charter_acceptance"

    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), primary_key=True
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("charter_version.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default=now)
