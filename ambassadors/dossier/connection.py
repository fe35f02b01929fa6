"""A connection: how long it takes to somewhere, by which means, says who."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .entry import Entry

THEME = "connexions"
MODES = {
    "train": "en train",
    "voiture": "en voiture",
    "car": "en car",
    "avion": "en avion",
    "bateau": "en bateau",
    "velo": "à vélo",
}


class Connection(Entry):
    """A travel link of a territory; its `theme` is always connexions, so that rights follow its owner."""

    __tablename__ = "dossier_connection"
    __table_args__ = (
        CheckConstraint("mode IN (" + ", ".join(repr(mode) for mode in MODES) + ")", name="mode"),
        CheckConstraint("minutes > 0", name="takes_time"),
        Index("ix_dossier_connection_territory", "territory_id", "position"),
    )

    theme = THEME
    said = (
        "destination", "to_paris", "to_territory_id", "mode", "minutes", "note", "source_name", "source_url", "dated",
    )  # fmt: skip  # two lines read better than nine
    days = ("dated",)

    destination: Mapped[str] = mapped_column(String(120))  # «Paris-Austerlitz», «la mer (Arcachon)»
    to_paris: Mapped[bool] = mapped_column(default=False)
    to_territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id", ondelete="SET NULL"))
    mode: Mapped[str] = mapped_column(String(10))
    minutes: Mapped[int]
    note: Mapped[str] = mapped_column(String(160), default="")  # «direct», «trois fois par jour»
    source_name: Mapped[str] = mapped_column(String(120), default="")
    source_url: Mapped[str] = mapped_column(String(500), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    position: Mapped[int] = mapped_column(default=0)
