"""A testimonial: the portrait of a move, by the person who made it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from ambassadors.core.slugs import slugify
from ambassadors.core.text import to_html
from ambassadors.moderation.models import Submission
from ambassadors.places.models import Place
from ambassadors.territories.grid import SEGMENTS, THEMES

from .links import LINKS
from .origin import departement_of
from .passages import passages
from .photo import Photo
from .prompts import PROMPTS, Prompt

FIELDS = (
    "title", "lead", "origin_id", "destination_id", "move_year", "household", "occupation_before",
    "occupation_after", "themes", "segments", "links", "disclosure", "parts",
)  # fmt: skip  # one line reads better than thirteen
LABELS = {
    "title": "Titre",
    "lead": "Chapô",
    "origin_id": "Venait de",
    "destination_id": "Vit à",
    "move_year": "Année du départ",
    "household": "Foyer",
    "occupation_before": "Métier avant",
    "occupation_after": "Métier après",
    "disclosure": "Transparence",
}


class Testimonial(Submission):
    """A portrait told by answering the prompts; `parts` holds Markdown by prompt, `parts_html` its rendering."""

    __tablename__ = "testimonial"

    id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True)
    title: Mapped[str] = mapped_column(String(140), default="")
    slug: Mapped[str] = mapped_column(String(80), default="sans-titre")
    lead: Mapped[str] = mapped_column(String(400), default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    destination_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    move_year: Mapped[int | None]
    household: Mapped[str] = mapped_column(String(120), default="")
    occupation_before: Mapped[str] = mapped_column(String(120), default="")
    occupation_after: Mapped[str] = mapped_column(String(120), default="")
    themes: Mapped[list[str]] = mapped_column(default=list)
    segments: Mapped[list[str]] = mapped_column(default=list)
    links: Mapped[list[str]] = mapped_column(default=list)  # what ties the author to the territory's bodies
    disclosure: Mapped[str] = mapped_column(Text, default="")
    parts: Mapped[dict[str, str]] = mapped_column(default=dict)
    parts_html: Mapped[dict[str, str]] = mapped_column(default=dict)
    passages: Mapped[dict[str, str]] = mapped_column(default=dict)  # by theme, what speaks of it most
    saved_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]  # when its author last said that it is still true

    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id])
    destination: Mapped[Place | None] = relationship(foreign_keys=[destination_id])
    photos: Mapped[list[Photo]] = relationship(order_by=Photo.position, cascade="all, delete-orphan")

    __mapper_args__ = {"polymorphic_identity": "testimonial"}

    @property
    def heading(self) -> str:
        """Return its title."""
        return self.title or "Témoignage sans titre"

    @property
    def path(self) -> str:
        """Return the address of its public page."""
        return f"/temoignages/{self.id}-{self.slug}"

    def write(self, values: dict[str, Any]) -> None:
        """Set the text fields given, and what is derived from them (slug, HTML)."""
        for name in FIELDS:
            if name in values:
                setattr(self, name, values[name])
        self.slug = slugify(self.title)
        self.parts_html = {
            prompt.slug: to_html(self.parts[prompt.slug])
            for prompt in PROMPTS
            if self.parts.get(prompt.slug, "").strip()
        }
        self.passages = passages(self.parts_html, self.themes or ())

    @property
    def told(self) -> list[tuple[Prompt, str]]:
        """Return the parts that were told, in the order of the prompts, each as safe HTML."""
        return [
            (prompt, self.parts_html[prompt.slug]) for prompt in PROMPTS if prompt.slug in self.parts_html
        ]

    def snapshot(self) -> dict[str, Any]:
        """Return every text field, and the photos with their captions."""
        photos = [photo.snapshot() for photo in self.photos]
        return {name: getattr(self, name) for name in FIELDS} | {"photos": photos}

    def readable(self, content: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """Return every text under its label, then the photos' captions."""
        session = object_session(self)
        for name, label in LABELS.items():
            value = content.get(name)
            if name in ("origin_id", "destination_id") and value and session:
                value = session.get_one(Place, value).name
            yield label, "" if value is None else str(value)
        yield "Thèmes", ", ".join(THEMES[theme] for theme in content.get("themes", ()))
        yield "Publics", ", ".join(SEGMENTS[segment] for segment in content.get("segments", ()))
        yield "Liens déclarés", ", ".join(LINKS[link].told for link in content.get("links", ()))
        for prompt in PROMPTS:
            yield prompt.label, content.get("parts", {}).get(prompt.slug, "")
        for number, photo in enumerate(content.get("photos", ()), 1):
            yield f"Photo {number}", "\n".join(filter(None, (photo["alt"], photo["credit"])))

    def facets(self) -> Iterable[tuple[str, str]]:
        """List it by theme, segment and origin département."""
        yield from (("theme", theme) for theme in self.themes)
        yield from (("segment", segment) for segment in self.segments)
        session = object_session(self)
        departement = departement_of(session, self.origin_id) if session and self.origin_id else None
        if departement:
            yield ("origin", str(departement))
