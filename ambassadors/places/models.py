"""Places, what they belong to, and the keys by which people look for them."""

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import Enum, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ambassadors.core.db import Model

# Compared byte by byte on both engines: a linguistic collation could not serve a range of prefixes.
KeyText = String(120).with_variant(String(120, collation="C"), "postgresql")


class Level(StrEnum):
    """A level of the official geography, the smallest first."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTEMENT = "departement"
    REGION = "region"

    @property
    def label(self) -> str:
        """Return the level's name as readers know it."""
        return LEVEL_LABELS[self]

    @property
    def plural(self) -> str:
        """Return the level's name for several places."""
        return f"{self.label}s"


LEVEL_LABELS = {
    Level.COMMUNE: "commune",
    Level.EPCI: "intercommunalité",
    Level.DEPARTEMENT: "département",
    Level.REGION: "région",
}

LevelType = Enum(
    Level,
    native_enum=False,
    create_constraint=True,
    name="level",
    length=12,
    values_callable=lambda levels: [level.value for level in levels],
)


class Weight(IntEnum):
    """How directly a key names its place, the most direct first."""

    NAME = 0
    SHORT = 1
    LOOSE = 2
    CODE = 3
    ALIAS = 4
    INNER = 5


class Place(Model):
    """A commune, an EPCI, a département or a région, present or former."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("level", "code"),)

    # Given by the loading, not by the database, so that the same file gives the same numbers.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[Level] = mapped_column(LevelType)
    code: Mapped[str] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(6))
    type_liaison: Mapped[int] = mapped_column(SmallInteger)
    population: Mapped[int]
    # In hectares; empty where it is not known for sure.
    area: Mapped[int | None]
    context: Mapped[str] = mapped_column(String(120))
    ended_in: Mapped[int | None] = mapped_column(SmallInteger)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)

    @property
    def label(self) -> str:
        """Return the name with what tells it from its homonyms: «Saint-Étienne (Loire, 42000)»."""
        return label_of(self.name, self.context)


def label_of(name: str, context: str) -> str:
    """Return a name followed by its context in brackets."""
    return f"{name} ({context})"


class PlaceParent(Model):
    """A place belongs to a larger one, with the number of its inhabitants who live there."""

    __tablename__ = "place_parent"
    __table_args__ = (
        Index(
            "uq_place_parent_principal",
            "child_id",
            unique=True,
            sqlite_where=text("principal"),
            postgresql_where=text("principal"),
        ),
    )

    child_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    population: Mapped[int]
    principal: Mapped[bool]


class PlacePostalCode(Model):
    """A postal code that serves a commune."""

    __tablename__ = "place_postal_code"

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    postal_code: Mapped[str] = mapped_column(KeyText, primary_key=True)


class PlaceAlias(Model):
    """A former code or name of a place; one of the two may be empty."""

    __tablename__ = "place_alias"

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(9), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(120), primary_key=True)


class PlaceKey(Model):
    """A normalised text that leads to a place; level and population are repeated to sort without a join."""

    __tablename__ = "place_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[str] = mapped_column(KeyText, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    weight: Mapped[int] = mapped_column(SmallInteger)
    level: Mapped[Level] = mapped_column(LevelType)
    population: Mapped[int]


class PlaceEdition(Model):
    """A year of the official geography that was loaded, and from which bytes."""

    __tablename__ = "place_edition"

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    checksum: Mapped[str] = mapped_column(String(64))
    loaded_at: Mapped[datetime]
