"""Going back to a former version of a cell: its words and pictures, and what its theme listed."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.dossier.cell import Cell, CellRevision
from ambassadors.dossier.queries.cells import last_number, lock_territory
from ambassadors.territories.models import Territory

from .drafting import drop_draft
from .entries import put_back
from .publishing import Overtaken, checked, place_of, replace
from .versions import hold, keep


def revert_cell(
    actor: Actor, territory: Territory, cell: Cell, revision: CellRevision, seen: int | None = None
) -> Cell:
    """Publish again what a revision holds; raise Overtaken where a version came after the one `seen`.

    A version kept before lists were leaves the list of the theme as it stands.
    """
    authorize(actor, Action.CELL_EDIT, place_of(territory, cell.theme, cell.edition_id))
    lock_territory(territory.id)
    if seen is not None and last_number(cell.id) != seen:
        raise Overtaken
    cell = hold(actor, territory.id, cell.theme, cell.edition_id)
    listed = "entries" in revision.content and put_back(cell, revision.content["entries"])
    if replace(actor, cell, checked(revision.content), "revert"):
        drop_draft(actor, territory.id, cell.theme, cell.edition_id)
    elif listed:
        keep(actor, cell, "revert")
    return cell
