"""From an address of the desk to the place of a cell."""

from flask import abort

from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.editions import open_edition
from ambassadors.territories.grid import THEMES
from ambassadors.web.territory import territory_from_path


def desk_place(territoire: str, theme: str, edition: str | None = None) -> CellPlace:
    """Load a theme of a territory, or of an edition it has opened; what the grid or the edition lacks is a 404."""
    territory = territory_from_path(territoire)
    if edition is None:
        return CellPlace(territory, theme) if theme in THEMES else abort(404)
    opened = open_edition(territory.id, edition)
    if opened is None or theme not in opened.edition.themes or theme not in THEMES:
        abort(404)
    return CellPlace(territory, theme, opened.edition)


def opened_on(version: str | None) -> int:
    """Return the version that a page was opened on; -1, which never is, where it is illegible."""
    text = version or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
