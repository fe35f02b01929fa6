"""Search follows what happens, in the same transaction."""

from ambassadors.core.events import subscribe
from ambassadors.dossier.events import CellPublished
from ambassadors.moderation.editing import Edited
from ambassadors.moderation.engine import Moved
from ambassadors.questions.events import Relocated
from ambassadors.territories.service import TerritoryWritten

from .documents import follow_slug, refresh, refresh_cell, refresh_territory


@subscribe(Moved)
def follow(event: Moved) -> None:
    """Keep what is found equal to what is published."""
    if "published" in (event.from_status, event.to_status):
        refresh(event.item)


@subscribe(Edited)
def follow_words(event: Edited) -> None:
    """Find an edited text by its present words."""
    refresh(event.item)


@subscribe(TerritoryWritten)
def follow_territory(event: TerritoryWritten) -> None:
    """Find a territory by its present words."""
    refresh_territory(event.territory)
    follow_slug(event.territory)


@subscribe(CellPublished)
def follow_cell(event: CellPublished) -> None:
    """Find a theme of a dossier by its present words."""
    refresh_cell(event.cell)


@subscribe(Relocated)
def follow_question(event: Relocated) -> None:
    """Find a question where it was moved to."""
    refresh(event.question)
