"""Publishing a cell: editorial work of its owner or manager, at once, logged, kept as history, revertible."""

from collections.abc import Mapping
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish as tell
from ambassadors.core.outbox import enqueue
from ambassadors.dossier.cell import MOST_PICTURES, Cell
from ambassadors.dossier.events import CellPublished
from ambassadors.dossier.fact import MOST_FACTS, Fact
from ambassadors.dossier.picture import CellPicture
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at, lock_territory
from ambassadors.dossier.queries.editions import edition_open_in
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory

from .drafting import drop_draft
from .versions import keep


class Overtaken(Exception):
    """Somebody else published this since its editor was opened: a 409."""


class NothingToPublish(ValueError):
    """The cell would be published without a word, a fact or a picture."""


class NotOffered(ValueError):
    """The theme is none of the grid's, or of an edition that the territory has opened."""


class TooMuch(ValueError):
    """More facts or pictures than a cell holds."""


def publish_cell(
    actor: Actor,
    territory: Territory,
    theme: str,
    edition_id: int | None,
    content: Mapping[str, Any],
    version: int,
) -> Cell:
    """Publish a cell in place of what stood; raise Overtaken where it moved since `version` (0: never published).

    `content`: text (Markdown), facts and pictures (values, or JSON). What changes nothing leaves no trace.
    """
    at = place_of(territory, theme, edition_id)
    authorize(actor, Action.CELL_EDIT, at)
    said = checked(content)
    lock_territory(territory.id)
    cell = cell_at(territory.id, theme, edition_id, lock=True)
    if (cell.version if cell else 0) != version:
        raise Overtaken
    if version == 0 and not any(said.values()):
        raise NothingToPublish
    if cell is None:
        cell = Cell(territory_id=territory.id, theme=theme, edition_id=edition_id, pictures=[], version=0)
        db.session.add(cell)
    replace(actor, cell, said, "publish")
    drop_draft(actor, territory.id, theme, edition_id)
    return cell


def replace(actor: Actor, cell: Cell, said: dict[str, Any], act: str) -> bool:
    """Put what is said in place of what a cell says; False where it is the same, which leaves no trace."""
    said = _knowing_renditions(cell, said)
    if checked(cell.snapshot()) == said:
        return False
    cell.write(said)
    cell.version, cell.published_at, cell.published_by_id = cell.version + 1, now(), actor.account_id
    db.session.flush()
    keep(actor, cell, act)
    _ask_for_renditions(cell)
    tell(CellPublished(cell, actor))
    return True


def checked(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return content as a cell stores it; raise TooMuch."""
    facts = [fact if isinstance(fact, Fact) else Fact.of(fact) for fact in content.get("facts") or ()]
    pictures = [
        picture if isinstance(picture, CellPicture) else CellPicture.of(picture)
        for picture in content.get("pictures") or ()
    ]
    if len(facts) > MOST_FACTS or len(pictures) > MOST_PICTURES:
        raise TooMuch
    return {
        "text": str(content.get("text") or "").strip(),
        "facts": [fact.stored() for fact in facts],
        "pictures": [picture.stored() for picture in pictures],
    }


def place_of(territory: Territory, theme: str, edition_id: int | None) -> CellPlace:
    """Return where a cell stands; raise NotOffered."""
    edition = edition_open_in(territory.id, edition_id) if edition_id is not None else None
    offered = THEMES if edition_id is None else edition.themes if edition else ()
    if theme not in offered:
        raise NotOffered(theme)
    return CellPlace(territory, theme, edition)


def _knowing_renditions(cell: Cell, said: dict[str, Any]) -> dict[str, Any]:
    """Remember which pictures have their renditions, whatever the page that was open meanwhile knew."""
    ready = {picture["key"] for picture in cell.pictures if picture.get("derived")}
    pictures = [picture | {"derived": picture["key"] in ready} for picture in said["pictures"]]
    return said | {"pictures": pictures}


def _ask_for_renditions(cell: Cell) -> None:
    for picture in cell.pictures:
        if not picture["derived"]:
            enqueue(
                "dossier.derive",
                {"cell": cell.id, "key": picture["key"]},
                key=f"dossier.derive:{cell.id}:{cell.version}:{picture['key']}",
            )
