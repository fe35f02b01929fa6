"""What the worker does for dossiers, and what the clock asks of those who answer for their facts."""

from datetime import timedelta
from typing import Any

from flask import current_app

from ambassadors.core.db import db
from ambassadors.core.derivatives import derive
from ambassadors.core.outbox import Permanent, enqueue, handles
from ambassadors.core.printer import MISSING, can_print
from ambassadors.core.schedule import every
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import all_territories

from .document import print_dossier, print_edition
from .printing import PRINT
from .queries.editions import opened_in
from .service.ageing import ask_for_newer_facts

every(timedelta(days=1), "dossier.print_every")
every(timedelta(days=1), "dossier.ask_for_newer_facts")


@handles("dossier.derive")
def derive_picture(payload: dict[str, Any], key: str) -> None:
    """Make the renditions of a picture of a cell, and say there that they are ready."""
    original = payload["key"]
    if not _shown(db.session.get(Cell, payload["cell"]), original):
        return
    db.session.commit()  # encoding takes seconds: the database is not locked meanwhile
    try:
        derive(original)
    except FileNotFoundError as gone:
        raise Permanent(f"fichier absent : {original}") from gone
    cell = db.session.get(Cell, payload["cell"], with_for_update=True, populate_existing=True)
    if cell is not None and _shown(cell, original):
        cell.pictures = [
            picture | {"derived": True} if picture["key"] == original else picture
            for picture in cell.pictures
        ]


@handles(PRINT)
def print_territory(payload: dict[str, Any], key: str) -> None:
    """Lay out the dossier of a territory anew, where readers may read it and it has changed; its editions follow."""
    territory = db.session.get(Territory, payload["territory"])
    if territory is None or territory.state == "preparing":
        return
    if not can_print():
        current_app.logger.warning(MISSING)
        return
    for opened in opened_in(territory.id):
        about = {"territory": territory.id, "edition": opened.edition_id}
        enqueue("dossier.print_edition", about, key=f"{key}:{opened.edition_id}")
    print_dossier(territory)


@handles("dossier.print_edition")
def print_opened(payload: dict[str, Any], key: str) -> None:
    """Lay out an edition that a territory has opened, unless it was closed meanwhile."""
    territory = db.session.get(Territory, payload["territory"])
    opened = db.session.get(TerritoryEdition, (payload["territory"], payload["edition"]))
    if territory is not None and opened is not None:
        print_edition(territory, opened)


@handles("dossier.print_every")
def print_every_dossier(payload: dict[str, Any], key: str) -> None:
    """Ask for every dossier: facts get old and dates go by without anybody writing anything."""
    if can_print():
        for territory in all_territories():
            enqueue(PRINT, {"territory": territory.id}, key=f"{key}:{territory.id}")


def _shown(cell: Cell | None, key: str) -> bool:
    return cell is not None and any(picture["key"] == key for picture in cell.pictures)


@handles("dossier.ask_for_newer_facts")
def ask_owners(payload: dict[str, Any], key: str) -> None:
    """Ask for newer facts in place of those that have just grown old."""
    ask_for_newer_facts()
