"""An edition: the dossier for one public, as data; «Trouver un emploi» + «à Brive» makes its title."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.core.printed import Printed
from ambassadors.core.text import to_html


def mark_of(*parts: object) -> str:
    """Return a short mark of some values, to see whether somebody changed them meanwhile."""
    return sha256(repr(parts).encode()).hexdigest()[:16]


class Edition(Model):
    """What the administrator says of an edition: its themes in their order, its prompts, whom it speaks to."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    label: Mapped[str] = mapped_column(String(80))  # «Trouver un emploi», before the territory's own «à …»
    summary: Mapped[str] = mapped_column(Text, default="")
    segment: Mapped[str] = mapped_column(String(20))
    themes: Mapped[list[str]] = mapped_column(default=list)
    prompts: Mapped[dict[str, str]] = mapped_column(
        default=dict
    )  # by theme: what to write there for this public
    position: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None]  # by a first territory: from then on its address stays, even closed
    retired_at: Mapped[datetime | None]  # not offered any more; its addresses still answer where it is active

    @property
    def mark(self) -> str:
        """Return what tells the edition, as it is written now, from every other state of it."""
        said = (self.slug, self.label, self.summary, self.segment, self.themes, sorted(self.prompts.items()))
        return mark_of(*said, self.position, self.retired_at is None)


class TerritoryEdition(Printed, Model):
    """An edition that a territory has opened."""

    __tablename__ = "territory_edition"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True, index=True)
    intro: Mapped[str] = mapped_column(Text, default="")
    intro_html: Mapped[str] = mapped_column(Text, default="")
    activated_at: Mapped[datetime] = mapped_column(default=now)
    activated_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    edition: Mapped[Edition] = relationship()

    def introduce(self, intro: str) -> None:
        """Set the introduction, and its HTML."""
        self.intro, self.intro_html = intro, to_html(intro)

    @property
    def mark(self) -> str:
        """Return what tells this opening, as it is introduced now, from every other state of it."""
        return mark_of(self.activated_at.isoformat(), self.intro)


class EditionRevision(Model):
    """An edition of a territory after an act: open or closed, with the introduction it had."""

    __tablename__ = "territory_edition_revision"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True, index=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    is_open: Mapped[bool]
    intro: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Account | None] = relationship()
