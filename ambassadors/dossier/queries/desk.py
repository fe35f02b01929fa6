"""A dossier as its desk reads it: what is written where, by whom, and what one may change oneself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ambassadors.access.actions import Action
from ambassadors.access.actor import DESK, Actor
from ambassadors.access.policy import can
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell, CellDraft
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.place import CellPlace
from ambassadors.network.models import Organisation
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES, GuidingQuestion
from ambassadors.territories.models import Territory

from .editions import editions_open_in
from .owners import Owner, owners_in


@dataclass(frozen=True)
class DeskCell:
    """A theme in the list of the desk."""

    at: CellPlace
    cell: Cell | None
    publisher: str | None
    owner: Owner | None
    drafted: bool
    may_edit: bool

    @property
    def has_text(self) -> bool:
        """Tell whether the territory says something of it in words."""
        return bool(self.cell and self.cell.text)

    @property
    def facts(self) -> int:
        """Return how many facts it holds."""
        return len(self.cell.facts) if self.cell else 0

    @property
    def oldest(self) -> date | None:
        """Return the date of its oldest fact."""
        return self.cell.oldest_fact if self.cell else None

    @property
    def has_old_facts(self) -> bool:
        """Tell whether readers are told that a fact is old."""
        return bool(self.cell and self.cell.old_facts(today()))


@dataclass(frozen=True)
class DeskDossier:
    """The fourteen themes under their questions, then the themes of each edition that is open."""

    chapters: list[tuple[GuidingQuestion, list[DeskCell]]]
    editions: list[tuple[Edition, list[DeskCell]]]

    @property
    def written(self) -> int:
        """Return how many of the fourteen themes have a text."""
        return sum(one.has_text for _, cells in self.chapters for one in cells)

    @property
    def own(self) -> int:
        """Return how many of the fourteen the reader may write."""
        return sum(one.may_edit for _, cells in self.chapters for one in cells)


def desk_dossier(actor: Actor, territory: Territory) -> DeskDossier:
    """Return the whole list, in six statements whatever is written."""
    rows = db.session.execute(
        select(Cell, Account.name)
        .outerjoin(Account, Account.id == Cell.published_by_id)
        .where(Cell.territory_id == territory.id, Cell.version > 0)
    )
    cells = {(cell.edition_id, cell.theme): (cell, name) for cell, name in rows}
    owners, drafted = owners_in(territory.id), _drafted(territory.id, actor.account_id)

    def line(theme: str, edition: Edition | None = None) -> DeskCell:
        at = CellPlace(territory, theme, edition)
        cell, name = cells.get((at.edition_id, theme), (None, None))
        may_edit = can(actor, Action.CELL_EDIT, at)
        return DeskCell(at, cell, name, owners.get(theme), (at.edition_id, theme) in drafted, may_edit)

    return DeskDossier(
        [(question, [line(theme.slug) for theme in question.themes]) for question in GUIDING_QUESTIONS],
        [
            (edition, [line(theme, edition) for theme in edition.themes if theme in THEMES])
            for edition in editions_open_in(territory.id)
        ],
    )


def _drafted(territory_id: int, account_id: int | None) -> set[tuple[int | None, str]]:
    chosen = select(CellDraft.edition_id, CellDraft.theme).where(
        CellDraft.territory_id == territory_id, CellDraft.account_id == account_id
    )
    return {(edition_id, theme) for edition_id, theme in db.session.execute(chosen)}


@dataclass(frozen=True)
class Candidate:
    """Somebody of the desk who may answer for a theme, in the name of an organisation where they have one."""

    account_id: int
    name: str
    role: str
    organisation_id: int | None
    organisation: str | None

    @property
    def label(self) -> str:
        """Return the name, and what one knows them by."""
        return f"{self.name}, {self.organisation or label_of(self.role).lower()}"


def people_of_desk(territory_id: int) -> list[Candidate]:
    """Return the people of a territory's desk, each once, by name."""
    statement = (
        select(Account.id, Account.name, Membership.role, Organisation.id, Organisation.name)
        .join_from(Membership, Account, Account.id == Membership.account_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.territory_id == territory_id,
            Membership.ended_at.is_(None),
            Membership.role.in_(sorted(role.value for role in DESK)),
            Account.closed_at.is_(None),
        )
        .order_by(Account.name, Account.id, Membership.id)
    )
    people: dict[int, Candidate] = {}
    for row in db.session.execute(statement):
        people.setdefault(row[0], Candidate(*row))
    return list(people.values())
