"""What is listed under a theme besides its text, as it stands."""

from collections.abc import Callable, Sequence
from typing import Any

from ambassadors.dossier import connection, highlight
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.entry import Entry

from .links import connections_of
from .year import highlights_of

LISTS: dict[str, tuple[type[Entry], Callable[[int], Sequence[Entry]]]] = {
    highlight.THEME: (highlight.Highlight, highlights_of),
    connection.THEME: (connection.Connection, connections_of),
}


def entries_of(territory_id: int, theme: str) -> Sequence[Entry]:
    """Return what is listed under a theme, in the order readers see; nothing under the themes that have no list."""
    return LISTS[theme][1](territory_id) if theme in LISTS else []


def whole(cell: Cell) -> dict[str, Any]:
    """Return all that a version of a cell keeps, with the list of its theme; an edition has no list of its own."""
    if cell.edition_id is not None or cell.theme not in LISTS:
        return cell.snapshot()
    listed = [entry.stored() for entry in entries_of(cell.territory_id, cell.theme)]
    return cell.snapshot() | {"entries": listed}
