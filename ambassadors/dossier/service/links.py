"""Connections: how long it takes to somewhere; written by who answers for the theme, online at once."""

from dataclasses import dataclass
from datetime import date

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.connection import MODES, THEME, Connection
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.dossier.queries.links import connections_of
from ambassadors.territories.models import Territory

from .publishing import Overtaken


@dataclass(frozen=True)
class ConnectionSaid:
    """What is written of a travel link."""

    destination: str
    mode: str
    minutes: int
    to_paris: bool = False
    to_territory_id: int | None = None
    note: str = ""
    source_name: str = ""
    source_url: str = ""
    dated: date | None = None


def create_connection(actor: Actor, territory: Territory, said: ConnectionSaid) -> Connection:
    """Add a travel link after the others."""
    authorize(actor, Action.CELL_EDIT, CellPlace(territory, THEME))
    _check(said)
    lock_territory(territory.id)
    position = max((one.position for one in connections_of(territory.id)), default=-1) + 1
    connection = Connection(territory_id=territory.id, position=position, **vars(said))
    db.session.add(connection)
    db.session.flush()
    publish(DossierChanged(territory.id))
    return connection


def change_connection(actor: Actor, connection: Connection, said: ConnectionSaid, version: int) -> None:
    """Change a travel link from the version it was opened on; raise Overtaken where it moved since."""
    authorize(actor, Action.CELL_EDIT, connection)
    _check(said)
    lock_territory(connection.territory_id)
    db.session.refresh(connection)
    if connection.version != version:
        raise Overtaken
    for name, value in vars(said).items():
        setattr(connection, name, value)
    connection.version += 1
    db.session.flush()
    publish(DossierChanged(connection.territory_id))


def remove_connection(actor: Actor, connection: Connection) -> None:
    """Take a travel link away."""
    authorize(actor, Action.CELL_EDIT, connection)
    db.session.delete(connection)
    db.session.flush()
    publish(DossierChanged(connection.territory_id))


def move_connection(actor: Actor, connection: Connection, step: int) -> None:
    """Move a travel link up (-1) or down (1) by one place among its equals; Paris stays first."""
    authorize(actor, Action.CELL_EDIT, connection)
    lock_territory(connection.territory_id)
    everything = connections_of(connection.territory_id)
    order = [one for one in everything if one.to_paris == connection.to_paris]
    here = order.index(connection)
    order.insert(min(max(here + step, 0), len(order) - 1), order.pop(here))
    for position, one in enumerate(order):
        one.position = position
    db.session.flush()
    publish(DossierChanged(connection.territory_id))


def _check(said: ConnectionSaid) -> None:
    if said.mode not in MODES or said.minutes <= 0:
        raise ValueError(said)
