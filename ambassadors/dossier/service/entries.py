"""Writing what a theme lists, dates of the year or travel links: online at once, each act a version of the theme."""

from collections.abc import Mapping, Sequence
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.entry import Entry
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.entries import LISTS, entries_of
from ambassadors.territories.models import Territory

from .publishing import Overtaken
from .versions import hold, keep


def add(actor: Actor, territory: Territory, entry: Entry) -> None:
    """Add an entry after the others."""
    authorize(actor, Action.CELL_EDIT, CellPlace(territory, entry.theme))
    cell = hold(actor, territory.id, entry.theme)
    if isinstance(entry, Connection):
        others = entries_of(territory.id, entry.theme)
        entry.position = max((getattr(one, "position", 0) for one in others), default=-1) + 1
    db.session.add(entry)
    _written(actor, cell, "add")


def change(actor: Actor, entry: Entry, said: Mapping[str, Any], version: int) -> None:
    """Change an entry from the version it was opened on; raise Overtaken where it moved since."""
    authorize(actor, Action.CELL_EDIT, entry)
    cell = hold(actor, entry.territory_id, entry.theme)
    db.session.refresh(entry)
    if entry.version != version:
        raise Overtaken
    for name, value in said.items():
        setattr(entry, name, value)
    if not db.session.is_modified(entry):
        return
    entry.version += 1
    _written(actor, cell, "change")


def remove(actor: Actor, entry: Entry) -> None:
    """Take an entry away; the versions of its theme keep it."""
    authorize(actor, Action.CELL_EDIT, entry)
    cell = hold(actor, entry.territory_id, entry.theme)
    db.session.refresh(entry)
    db.session.delete(entry)
    _written(actor, cell, "remove")


def arrange(actor: Actor, entry: Entry, order: Sequence[Connection]) -> None:
    """Give travel links their places."""
    cell = hold(actor, entry.territory_id, entry.theme)
    for position, one in enumerate(order):
        one.position = position
    _written(actor, cell, "move")


def put_back(cell: Cell, stored: Sequence[Mapping[str, Any]]) -> bool:
    """List again what a version kept, in its order; tell whether that changes anything."""
    present = {one.id: one for one in entries_of(cell.territory_id, cell.theme)}
    if [one.stored() for one in present.values()] == list(stored):
        return False
    for rank, kept in enumerate(stored):
        entry = present.pop(kept["id"], None)
        if entry is None:  # removed since: its number may be another's by now
            entry = LISTS[cell.theme][0](territory_id=cell.territory_id)
            db.session.add(entry)
        elif entry.stored() != kept:
            entry.version += 1
        _write(entry, kept, rank)
    for gone in present.values():
        db.session.delete(gone)
    db.session.flush()
    publish(DossierChanged(cell.territory_id))
    return True


def _write(entry: Entry, kept: Mapping[str, Any], rank: int) -> None:
    entry.write(kept)
    if isinstance(entry, Connection):
        entry.position = rank
        if entry.to_territory_id and db.session.get(Territory, entry.to_territory_id) is None:
            entry.to_territory_id = None


def _written(actor: Actor, cell: Cell, act: str) -> None:
    db.session.flush()
    keep(actor, cell, act)
    publish(DossierChanged(cell.territory_id))
