"""The highlights of the year (temps forts): written by who answers for the theme, online at once."""

from dataclasses import dataclass
from datetime import date

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.highlight import THEME, Highlight
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.territories.models import Territory

from .publishing import Overtaken


@dataclass(frozen=True)
class HighlightSaid:
    """What is written of a highlight."""

    title: str
    starts_on: date
    ends_on: date
    yearly: bool = True
    place: str = ""
    text: str = ""
    url: str = ""


def create_highlight(actor: Actor, territory: Territory, said: HighlightSaid) -> Highlight:
    """Add a highlight to a territory's year."""
    authorize(actor, Action.CELL_EDIT, CellPlace(territory, THEME))
    highlight = Highlight(territory_id=territory.id, **vars(said))
    db.session.add(highlight)
    db.session.flush()
    publish(DossierChanged(territory.id))
    return highlight


def change_highlight(actor: Actor, highlight: Highlight, said: HighlightSaid, version: int) -> None:
    """Change a highlight from the version it was opened on; raise Overtaken where it moved since."""
    authorize(actor, Action.CELL_EDIT, highlight)
    lock_territory(highlight.territory_id)
    db.session.refresh(highlight)
    if highlight.version != version:
        raise Overtaken
    for name, value in vars(said).items():
        setattr(highlight, name, value)
    highlight.version += 1
    db.session.flush()
    publish(DossierChanged(highlight.territory_id))


def remove_highlight(actor: Actor, highlight: Highlight) -> None:
    """Take a highlight out of the year."""
    authorize(actor, Action.CELL_EDIT, highlight)
    db.session.delete(highlight)
    db.session.flush()
    publish(DossierChanged(highlight.territory_id))
