"""A territory: places under one brand, in one of four states."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from ambassadors.core.clock import now
from ambassadors.core.db import Model
from ambassadors.core.printed import Printed
from ambassadors.places.models import Place

from .fonts import HOUSE, PAIRINGS, Pairing
from .frames import landscape_path

LEVELS = ("commune", "epci", "departement", "region")
STATES = ("preparing", "open", "paused", "closed")


class Territory(Printed, Model):
    """A town, an intercommunality, a département or a région that welcomes new inhabitants."""

    __tablename__ = "territory"
    __table_args__ = (
        CheckConstraint("level IN ('commune', 'epci', 'departement', 'region')", name="level"),
        CheckConstraint("state IN ('preparing', 'open', 'paused', 'closed')", name="state"),
        CheckConstraint("fonts IN ('fraunces', 'source', 'bricolage')", name="fonts"),
        Index("ix_territory_state", "state", "level", "region_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    at_name: Mapped[str] = mapped_column(String(140))  # «à Brive», «au Mans», «en Aveyron»
    of_name: Mapped[str] = mapped_column(String(140))  # «de Brive», «du Mans», «de l’Aveyron»
    level: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="preparing")
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), unique=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    tagline: Mapped[str] = mapped_column(String(160), default="")
    signature: Mapped[str] = mapped_column(String(120), default="")
    colour: Mapped[str] = mapped_column(String(7), default="#2f6f62")
    fonts: Mapped[str] = mapped_column(String(20), default=HOUSE)
    presentation: Mapped[str] = mapped_column(Text, default="")
    presentation_html: Mapped[str] = mapped_column(Text, default="")
    not_for: Mapped[str] = mapped_column(Text, default="")
    not_for_html: Mapped[str] = mapped_column(Text, default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    frames: Mapped[list[str]] = mapped_column(default=list)  # of territories.frames.FRAMES
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # as brand.composition reads them
    strengths: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    call_to_action: Mapped[dict[str, str]] = mapped_column(default=dict)
    logo_key: Mapped[str | None] = mapped_column(String(120))
    cover_key: Mapped[str | None] = mapped_column(String(120))
    cover_alt: Mapped[str] = mapped_column(String(250), default="")
    cover_credit: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)

    territory_id: Mapped[int] = synonym("id")
    place: Mapped[Place] = relationship(foreign_keys=[place_id])
    region: Mapped[Place | None] = relationship(foreign_keys=[region_id])

    @property
    def path(self) -> str:
        """Return the address of its public page."""
        return f"/territoires/{self.slug}"

    @property
    def on_name(self) -> str:
        """Return «sur Brive», «sur Le Mans», «sur l’Aveyron», from the form with «de»."""
        if self.name.startswith(("Le ", "La ", "Les ")):
            return f"sur {self.name}"
        for form, article in (("du ", "le "), ("des ", "les "), ("de ", ""), ("d’", ""), ("d'", "")):
            if self.of_name.startswith(form):
                return f"sur {article}{self.of_name.removeprefix(form)}"
        return f"sur {self.name}"

    @property
    def desk_path(self) -> str:
        """Return the address of its desk."""
        return f"/bureau/{self.slug}"

    @property
    def palette_path(self) -> str:
        """Return the address of the stylesheet that its colour makes."""
        return f"/palettes/{self.colour[1:].lower()}.css"

    @property
    def pairing(self) -> Pairing:
        """Return the fonts of its pages."""
        return PAIRINGS[self.fonts]

    @property
    def fonts_sheet(self) -> str | None:
        """Return the stylesheet that its fonts need; those of the house are always there."""
        return f"css/fonts/{self.fonts}.css" if self.fonts != HOUSE else None

    @property
    def landscape_path(self) -> str:
        """Return the address of the landscape drawn for it."""
        return landscape_path(self.colour, self.slug, self.frames)

    @property
    def takes_questions(self) -> bool:
        """Tell whether new questions and testimonials are welcome."""
        return self.state == "open"


class TerritoryPlace(Model):
    """A place that a territory covers besides its principal one."""

    __tablename__ = "territory_place"

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)


class TerritoryNeighbour(Model):
    """A neighbour that the managers named themselves."""

    __tablename__ = "territory_neighbour"
    __table_args__ = (CheckConstraint("territory_id <> neighbour_id", name="not_itself"),)

    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True
    )
    neighbour_id: Mapped[int] = mapped_column(
        ForeignKey("territory.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class FormerSlug(Model):
    """A slug that a territory bore: its addresses still lead to it."""

    __tablename__ = "territory_former_slug"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"), index=True)


class ModerationSetting(Model):
    """How a territory moderates one kind of contribution: before or after it is published."""

    __tablename__ = "moderation_setting"
    __table_args__ = (UniqueConstraint("territory_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    a_posteriori: Mapped[bool] = mapped_column(default=False)
    trusted_after: Mapped[int | None]  # approvals after which an author is published at once
