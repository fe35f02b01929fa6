"""The versions of a cell: what it says and what its theme lists, kept at each act, in the log."""

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell, CellRevision
from ambassadors.dossier.queries.cells import cell_at, last_number, lock_territory, revision_of
from ambassadors.dossier.queries.entries import entries_of, whole
from ambassadors.moderation.editorial import log_edit


def keep(actor: Actor, cell: Cell, act: str) -> None:
    """Keep a cell as it stands as its newest version, and write in the log what made it."""
    log_edit(actor, "cell", cell.id, cell.territory_id, _revise(actor.account_id, cell), act=act)


def hold(actor: Actor, territory_id: int, theme: str, edition_id: int | None = None) -> Cell:
    """Hold a theme until the end of the transaction and return its cell, made empty where nothing was published.

    A list that no version tells yet is kept first: what stood before the act can be read and put back.
    """
    lock_territory(territory_id)
    cell = cell_at(territory_id, theme, edition_id, lock=True)
    if cell is None:
        cell = Cell(territory_id=territory_id, theme=theme, edition_id=edition_id, pictures=[], version=0)
        db.session.add(cell)
        db.session.flush()
    if edition_id is None and entries_of(territory_id, theme):
        newest = revision_of(cell.id, last_number(cell.id))
        if newest is None or "entries" not in newest.content:
            _revise(cell.published_by_id or actor.account_id, cell)
    return cell


def _revise(author_id: int | None, cell: Cell) -> int:
    number = last_number(cell.id) + 1
    db.session.add(
        CellRevision(cell_id=cell.id, number=number, content=whole(cell), author_id=author_id or 0, at=now())
    )
    db.session.flush()
    return number
