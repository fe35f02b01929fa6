"""The dossier of the busy territory: every theme written, sourced facts, dates of the year, ways to go elsewhere."""

from datetime import date, timedelta

from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.dossier.fact import Fact
from ambassadors.dossier.highlight import Highlight
from ambassadors.dossier.queries.editions import edition_by_slug
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory

from .sizes import Size
from .texts import Texts

EDITION = "trouver-un-emploi"
FIRST_DAY = date(2026, 1, 10)


def make_dossier(territory: Territory, size: Size, texts: Texts) -> None:
    """Write the whole dossier of a territory, and one edition of it."""
    edition = edition_by_slug(EDITION)
    assert edition is not None
    db.session.add(TerritoryEdition(territory_id=territory.id, edition_id=edition.id))
    for theme in THEMES:
        _write(Cell(territory_id=territory.id, theme=theme, version=1), size, texts)
    for theme in edition.themes:
        special = Cell(territory_id=territory.id, theme=theme, edition_id=edition.id, version=1)
        _write(special, size, texts)
    for number in range(size.busy_facts):
        day = FIRST_DAY + timedelta(days=40 * number)
        words = {"title": f"Fête {number}", "text": texts.answer()[:300], "place": "Place de la Guierle"}
        db.session.add(Highlight(territory_id=territory.id, starts_on=day, ends_on=day, yearly=True, **words))
        way = {
            "destination": f"Ville {number}",
            "mode": "train",
            "minutes": 60 + number,
            "position": number + 1,
        }
        db.session.add(Connection(territory_id=territory.id, **way))


def _write(cell: Cell, size: Size, texts: Texts) -> None:
    facts = [
        Fact(f"Repère {number}", str(number), unit="%", source_name="Observatoire", dated=FIRST_DAY)
        for number in range(size.busy_facts)
    ]
    cell.write(
        {"text": "\n\n".join(texts.answer() for _ in range(3)), "facts": [one.stored() for one in facts]}
    )
    db.session.add(cell)
