"""Connections: how long it takes to somewhere; written by who answers for the theme, online at once."""

from dataclasses import dataclass
from datetime import date

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.dossier.connection import MODES, Connection
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.dossier.queries.links import connections_of
from ambassadors.territories.models import Territory

from . import entries


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
    _check(said)
    connection = Connection(territory_id=territory.id, **vars(said))
    entries.add(actor, territory, connection)
    return connection


def change_connection(actor: Actor, connection: Connection, said: ConnectionSaid, version: int) -> None:
    """Change a travel link from the version it was opened on; raise Overtaken where it moved since."""
    _check(said)
    entries.change(actor, connection, vars(said), version)


def remove_connection(actor: Actor, connection: Connection) -> None:
    """Take a travel link away."""
    entries.remove(actor, connection)


def move_connection(actor: Actor, connection: Connection, step: int) -> None:
    """Move a travel link up (-1) or down (1) by one place among its equals; Paris stays first."""
    authorize(actor, Action.CELL_EDIT, connection)
    territory_id = connection.territory_id
    lock_territory(territory_id)
    db.session.expire_all()  # what was read before the lock may have moved
    everything = connections_of(territory_id)
    if connection not in everything:
        return  # somebody took it away meanwhile
    order = [one for one in everything if one.to_paris == connection.to_paris]
    here = order.index(connection)
    there = min(max(here + step, 0), len(order) - 1)
    if there != here:
        order.insert(there, order.pop(here))
        entries.arrange(actor, connection, order)


def _check(said: ConnectionSaid) -> None:
    if said.mode not in MODES or said.minutes <= 0:
        raise ValueError(said)
