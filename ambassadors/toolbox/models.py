"""One thing of a toolbox."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.core.slugs import slugify

KINDS = {"visual": "Visuels", "document": "Documents", "phrase": "Phrases"}
MEDIA_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
FOLDER, PRIVATE = "toolbox", "kept"  # an extension that no public address serves
PREVIEW_SIDE = 720  # pixels
MOST = 60  # things in a toolbox: more, and nobody finds any


class Tool(Model):
    """A document, a visual or a ready sentence.

    Its file bears no extension that the public address of pictures serves: it is read through its own page,
    by who may open the toolbox.
    """

    __tablename__ = "toolbox_item"
    __table_args__ = (
        CheckConstraint("kind IN ('visual', 'document', 'phrase')", name="kind"),
        CheckConstraint("(kind = 'phrase') = (file_key IS NULL)", name="phrase_has_no_file"),
        CheckConstraint("(kind = 'visual') = (preview_key IS NOT NULL)", name="visual_has_preview"),
        Index("ix_toolbox_item_territory", "territory_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(140))
    text: Mapped[str] = mapped_column(Text, default="")  # the sentence itself; of a file, when to use it
    file_key: Mapped[str | None] = mapped_column(String(120))
    preview_key: Mapped[str | None] = mapped_column(String(120))
    extension: Mapped[str | None] = mapped_column(String(4))
    size: Mapped[int] = mapped_column(default=0)  # bytes
    width: Mapped[int] = mapped_column(default=0)  # pixels, of a visual
    height: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(String(250), default="")
    credit: Mapped[str] = mapped_column(String(120), default="")
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)  # of what is written: changing places is no change
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    updated_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def keys(self) -> list[str]:
        """Return the keys of its files, to delete them together."""
        return [key for key in (self.file_key, self.preview_key) if key]

    @property
    def preview_extension(self) -> str:
        """Return what its small picture is."""
        return (self.preview_key or "..").split(".")[1]

    @property
    def media_type(self) -> str:
        """Return the type its file is served as, whatever it was sent as."""
        return MEDIA_TYPES[self.extension or ""]

    @property
    def file_name(self) -> str:
        """Return the name its file is downloaded under."""
        return f"{slugify(self.title)[:80] or 'fichier'}.{self.extension}"

    @property
    def weight(self) -> str:
        """Return «PDF, 340 Ko», «JPEG, 1200 × 800, 1,2 Mo»."""
        name = {"jpg": "JPEG", "png": "PNG", "webp": "WebP", "pdf": "PDF"}[self.extension or "pdf"]
        pixels = [f"{self.width} × {self.height}"] if self.width else []
        million = self.size >= 1_000_000
        bytes_ = (
            f"{self.size / 1_000_000:.1f} Mo".replace(".", ",")
            if million
            else f"{max(1, self.size // 1000)} Ko"
        )
        return ", ".join([name, *pixels, bytes_])
