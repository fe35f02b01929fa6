"""The editorial acts of a territory, newest first, and the names of what they speak of: four statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, literal, or_, select, union_all

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.moderation.models import Decision
from ambassadors.network.models import Organisation
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.toolbox.models import Tool

from .acts import KINDS, Named, numbers_in

SIZE = 30


@dataclass(frozen=True)
class Filters:
    """What a manager wants to see of a journal."""

    kind: str = ""
    person: int | None = None

    def query(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        named = {"acte": self.kind, "personne": str(self.person or "")}
        return {name: value for name, value in named.items() if value}


def acts_in(territory_id: int, filters: Filters, cursor: Cursor | None) -> Page[Any]:
    """Return a page of the editorial acts of a territory."""
    kinds = [filters.kind] if filters.kind in KINDS else list(KINDS)
    statement = select(Decision).where(Decision.territory_id == territory_id, Decision.kind.in_(kinds))
    if filters.person is not None:
        statement = statement.where(Decision.actor_id == filters.person)
    return page_of(db.session, statement, Decision.at, Decision.id, cursor, SIZE, entities=True)


def people_of(territory_id: int) -> dict[int, str]:
    """Return those who wrote in a journal, by name; somebody who left has no name any more."""
    acted = select(Decision.actor_id).where(
        Decision.territory_id == territory_id, Decision.kind.in_(list(KINDS)), Decision.actor_id.is_not(None)
    )
    rows = db.session.execute(
        select(Account.id, Account.name)
        .where(Account.id.in_(acted), Account.closed_at.is_(None))
        .order_by(Account.name, Account.id)
    )
    return {row.id: row.name for row in rows}


def names_in(territory_id: int, lines: Iterable[Decision]) -> dict[tuple[str, int], Named]:
    """Return what the numbers of some lines name today."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        for what, number in numbers_in(line):
            wanted[what].add(number)
    plain = {
        "account": (Account.id, Account.name, Account.closed_at.is_(None)),
        "organisation": (Organisation.id, Organisation.name, Organisation.territory_id == territory_id),
        "tool": (Tool.id, Tool.title, Tool.territory_id == territory_id),
        "territory": (Territory.id, Territory.name, Territory.state != "preparing"),
        "testimonial": (Testimonial.id, Testimonial.title, Testimonial.status == "published"),
    }
    parts = [
        select(literal(what), number.label("number"), name.label("name"), literal("").label("path")).where(
            number.in_(wanted[what]), known
        )
        for what, (number, name, known) in plain.items()
    ]
    rows = db.session.execute(union_all(*parts, _editions(territory_id, wanted["edition"])))
    names = {(what, number): Named(name, path) for what, number, name, path in rows}
    return names | _cells(territory_id, wanted["cell"])


def _opened_here(territory_id: int) -> Any:
    return and_(TerritoryEdition.edition_id == Edition.id, TerritoryEdition.territory_id == territory_id)


def _editions(territory_id: int, numbers: set[int]) -> Any:
    """Select editions; a retired one that is closed has no page at the desk."""
    offered = or_(Edition.retired_at.is_(None), TerritoryEdition.territory_id.is_not(None))
    path = literal("/dossier/editions/") + Edition.slug + literal("/historique")
    return (
        select(literal("edition"), Edition.id, Edition.label, case((offered, path), else_=""))
        .outerjoin(TerritoryEdition, _opened_here(territory_id))
        .where(Edition.id.in_(numbers))
    )


def _cells(territory_id: int, numbers: set[int]) -> dict[tuple[str, int], Named]:
    """Return cells as «theme edition»; those of a closed edition have no page at the desk."""
    rows = db.session.execute(
        select(Cell.id, Cell.theme, Edition.label, Edition.slug, TerritoryEdition.territory_id)
        .outerjoin(Edition, Edition.id == Cell.edition_id)
        .outerjoin(TerritoryEdition, _opened_here(territory_id))
        .where(Cell.id.in_(numbers), Cell.territory_id == territory_id)
    )
    found = {}
    for number, theme, label, slug, opened in rows:
        middle = f"editions/{slug}/" if slug else ""
        path = f"/dossier/{middle}{theme}/historique" if opened or not slug else ""
        found["cell", number] = Named(f"{theme} {label or ''}".strip(), path)
    return found
