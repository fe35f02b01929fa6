"""The travel links of a territory: Paris first where it is known, then in the order its team gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from ambassadors.core.db import db
from ambassadors.dossier.connection import MODES, Connection
from ambassadors.territories.models import Territory


@dataclass(frozen=True)
class Link:
    """How long it takes to go somewhere."""

    id: int
    destination: str
    to_paris: bool
    mode: str
    minutes: int
    note: str
    source_name: str
    source_url: str
    dated: date | None
    territory_slug: str | None

    @property
    def how(self) -> str:
        """Return by which means, in words."""
        return MODES[self.mode]

    @property
    def duration(self) -> str:
        """Return «45 min», «2 h» or «4 h 30»."""
        hours, minutes = divmod(self.minutes, 60)
        if not hours:
            return f"{minutes} min"
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"

    @property
    def path(self) -> str | None:
        """Return the address of the territory it leads to, if it is one of ours."""
        return f"/territoires/{self.territory_slug}" if self.territory_slug else None


def links_of(territory_id: int) -> list[Link]:
    """Return the travel links of a territory as readers see them."""
    statement = (
        select(
            Connection.id,
            Connection.destination,
            Connection.to_paris,
            Connection.mode,
            Connection.minutes,
            Connection.note,
            Connection.source_name,
            Connection.source_url,
            Connection.dated,
            Territory.slug.label("territory_slug"),
        )
        .select_from(Connection)
        .outerjoin(
            Territory,
            and_(Territory.id == Connection.to_territory_id, Territory.state != "preparing"),
        )
        .where(Connection.territory_id == territory_id)
        .order_by(Connection.to_paris.desc(), Connection.position, Connection.id)
    )
    return [Link(**row) for row in db.session.execute(statement).mappings()]


def linked_with(territory_id: int) -> ColumnElement[bool]:
    """Match the territories to which one has a travel link, and those that have one to it."""
    there = select(Connection.to_territory_id).where(
        Connection.territory_id == territory_id, Connection.to_territory_id.is_not(None)
    )
    back = select(Connection.territory_id).where(Connection.to_territory_id == territory_id)
    return or_(Territory.id.in_(there), Territory.id.in_(back))


def connections_of(territory_id: int) -> Sequence[Connection]:
    """Return the travel links of a territory as they were entered, in the same order."""
    return db.session.scalars(
        select(Connection)
        .where(Connection.territory_id == territory_id)
        .order_by(Connection.to_paris.desc(), Connection.position, Connection.id)
    ).all()


def connection_in(territory_id: int, number: int) -> Connection | None:
    """Return a travel link of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Connection).where(Connection.id == number, Connection.territory_id == territory_id)
    )
