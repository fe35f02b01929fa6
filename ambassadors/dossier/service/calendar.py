"""The highlights of the year (temps forts): written by who answers for the theme, online at once."""

from dataclasses import dataclass
from datetime import date

from ambassadors.access.actor import Actor
from ambassadors.dossier.highlight import Highlight
from ambassadors.territories.models import Territory

from . import entries


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
    highlight = Highlight(territory_id=territory.id, **vars(said))
    entries.add(actor, territory, highlight)
    return highlight


def change_highlight(actor: Actor, highlight: Highlight, said: HighlightSaid, version: int) -> None:
    """Change a highlight from the version it was opened on; raise Overtaken where it moved since."""
    entries.change(actor, highlight, vars(said), version)


def remove_highlight(actor: Actor, highlight: Highlight) -> None:
    """Take a highlight out of the year."""
    entries.remove(actor, highlight)
