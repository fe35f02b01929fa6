"""Cells, their owners, what a dossier holds."""

from datetime import date
from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.dossier.fact import Fact
from ambassadors.dossier.highlight import Highlight
from ambassadors.network.models import Organisation
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory

from .accounts import a_member, an_account
from .submissions import a_question, a_testimonial, an_answer


def a_fact(label: str = "Loyer médian", value: str = "9,20", **more: Any) -> Fact:
    """Make a sourced fact of last year."""
    said: dict[str, Any] = {"unit": "€/m²", "source_name": "Observatoire local", "dated": date(2025, 12, 31)}
    return Fact(label, value, **(said | more))


def a_cell(
    territory: Territory, theme: str = "logement", text: str = "On trouve ici.", *facts: Fact, **more: Any
) -> Cell:
    """Make a published cell."""
    cell = Cell(territory_id=territory.id, theme=theme, version=1, **more)
    cell.write({"text": text, "facts": [fact.stored() for fact in facts]})
    db.session.add(cell)
    db.session.flush()
    return cell


def an_owner(
    territory: Territory,
    theme: str,
    account: Account | None = None,
    organisation: Organisation | None = None,
) -> ThemeOwner:
    """Make somebody, or an organisation, answer for a theme."""
    owner = ThemeOwner(
        territory_id=territory.id,
        theme=theme,
        account_id=account.id if account else None,
        organisation_id=organisation.id if organisation else None,
    )
    db.session.add(owner)
    db.session.flush()
    db.session.expire_all()
    return owner


def an_edition(slug: str = "trouver-un-emploi", label: str = "Trouver un emploi", **more: Any) -> Edition:
    """Make an edition."""
    said = {"segment": "salaries", "themes": ["emploi", "emploi-a-deux", "logement"]}
    edition = Edition(slug=slug, label=label, **(said | more))
    db.session.add(edition)
    db.session.flush()
    return edition


def an_open_edition(territory: Territory, edition: Edition, **more: Any) -> TerritoryEdition:
    """Open an edition in a territory."""
    opened = TerritoryEdition(territory_id=territory.id, edition_id=edition.id, **more)
    edition.opened_at = edition.opened_at or now()
    db.session.add(opened)
    db.session.flush()
    return opened


def a_highlight(territory: Territory, title: str = "La foire du livre", **more: Any) -> Highlight:
    """Make a highlight of the year."""
    said = {"starts_on": date(2026, 11, 6), "ends_on": date(2026, 11, 8)}
    highlight = Highlight(territory_id=territory.id, title=title, **(said | more))
    db.session.add(highlight)
    db.session.flush()
    return highlight


def a_connection(territory: Territory, destination: str = "Paris-Austerlitz", **more: Any) -> Connection:
    """Make a travel link, to Paris unless told otherwise."""
    said = {"mode": "train", "minutes": 270, "to_paris": True}
    connection = Connection(territory_id=territory.id, destination=destination, **(said | more))
    db.session.add(connection)
    db.session.flush()
    return connection


def fill(here: Territory) -> None:
    """Give each theme a text, eight facts, an owner, three testimonials and three answered questions; and the rest."""
    nora, claire, luc = an_account("Nora"), a_member(here, "partner"), a_member(here, "ambassador")
    for theme in THEMES:
        a_cell(here, theme, "Un texte.", *(a_fact(f"Fait {number}") for number in range(8)))
        an_owner(here, theme, claire)
        for number in range(3):
            a_testimonial(here, nora, title=f"Témoignage {number} sur {theme}", themes=[theme])
            an_answer(a_question(here, nora, theme=theme), luc)
    for number in range(3):
        a_highlight(here, f"Foire {number}")
        a_connection(here, f"Gare {number}")
    an_open_edition(here, an_edition())
