"""A dossier cell: what a territory says on one theme, for everybody or for one edition, and its history."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.core.text import to_html
from ambassadors.moderation.models import Subject, Submission

from .edition import Edition
from .fact import Fact, facts_of

MOST_PICTURES = 6


def _one_a_theme(name: str, *more: str) -> tuple[Index, Index]:
    """Keep one row for each theme of a territory, and one for each theme of an edition there."""
    everybody, edition = text("edition_id IS NULL"), text("edition_id IS NOT NULL")
    columns = ("territory_id", "theme", *more)
    return (
        Index(f"uq_{name}_own", *columns, unique=True, sqlite_where=everybody, postgresql_where=everybody),
        Index(
            f"uq_{name}_edition", *columns, "edition_id",
            unique=True, sqlite_where=edition, postgresql_where=edition,
        ),
    )  # fmt: skip  # the two read side by side


class Cell(Model):
    """What is published. A cell that was never published is empty, and says so.

    It has no row, or one of version 0 where only the list of its theme (dates, travel links) was written.
    """

    __tablename__ = "dossier_cell"
    __table_args__ = _one_a_theme("dossier_cell")

    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    theme: Mapped[str] = mapped_column(String(20))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    text: Mapped[str] = mapped_column(Text, default="")  # Markdown
    text_html: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # dossier.fact.Fact, stored
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # key, width, height, alt, credit
    version: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime] = mapped_column(default=now)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    subject: Mapped[Subject] = relationship()
    edition: Mapped[Edition | None] = relationship()

    def __init__(self, **values: Any) -> None:
        """Give every new cell the subject row it owns."""
        super().__init__(subject=Subject(kind="cell", territory_id=values["territory_id"]), **values)

    def write(self, content: dict[str, Any]) -> None:
        """Set the text, facts and pictures given, and what is derived from them."""
        for name in ("text", "facts", "pictures"):
            if name in content:
                setattr(self, name, content[name])
        self.text_html = to_html(self.text)

    def snapshot(self) -> dict[str, Any]:
        """Return all that a revision keeps."""
        return {"text": self.text, "facts": self.facts, "pictures": self.pictures}

    @property
    def read_facts(self) -> list[Fact]:
        """Return its facts as values."""
        return facts_of(self.facts)

    @property
    def oldest_fact(self) -> date | None:
        """Return the date of its oldest fact."""
        return min((fact.dated for fact in self.read_facts if fact.dated), default=None)

    def old_facts(self, day: date) -> list[Fact]:
        """Return the facts that readers are told to be old on a day."""
        return [fact for fact in self.read_facts if fact.is_old(day)]


class CellRevision(Model):
    """A cell as it stood after a publication, with the list of its theme."""

    __tablename__ = "dossier_cell_revision"

    cell_id: Mapped[int] = mapped_column(ForeignKey("dossier_cell.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[Account] = relationship()


class CellDraft(Model):
    """What somebody is writing in a cell, saved as they type, seen by nobody else until it is published."""

    __tablename__ = "dossier_cell_draft"
    __table_args__ = _one_a_theme("dossier_cell_draft", "account_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    theme: Mapped[str] = mapped_column(String(20))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    base_version: Mapped[int] = mapped_column(default=0)  # of the cell when the writing began
    version: Mapped[int] = mapped_column(default=1)  # of the draft: a stale save is told
    saved_at: Mapped[datetime] = mapped_column(default=now)


class Pin(Model):
    """A testimonial or an answer that the territory puts first under a theme."""

    __tablename__ = "dossier_pin"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    theme: Mapped[str] = mapped_column(String(20), primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    pinned_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    submission: Mapped[Submission] = relationship()
