"""The facts that have grown old and were not asked about yet, and who answers for each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from ambassadors.access.actor import DESK, Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.dossier.ageing import AskedFact
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import Edition, TerritoryEdition
from ambassadors.dossier.fact import Fact, facts_of
from ambassadors.territories.models import Territory


@dataclass(frozen=True)
class AgedFact:
    """An old fact and where it is written."""

    cell_id: int
    territory_id: int
    theme: str
    edition: str | None  # its slug
    fact: Fact

    @property
    def key(self) -> tuple[int, str, date | None]:
        """Return what tells it from the same fact with another date."""
        return self.cell_id, self.fact.label, self.fact.dated


@dataclass(frozen=True)
class DeskPerson:
    """Somebody of a desk, in one of their roles."""

    territory_id: int
    role: str
    organisation_id: int | None
    account_id: int
    name: str
    email: str


def aged_facts(day: date) -> list[AgedFact]:
    """Return the facts that readers are told to be old on a day, and that nobody was asked about yet."""
    here = and_(
        TerritoryEdition.territory_id == Cell.territory_id, TerritoryEdition.edition_id == Cell.edition_id
    )
    rows = db.session.execute(
        select(Cell.id, Cell.territory_id, Cell.theme, Edition.slug, Cell.facts)
        .join(Territory, Territory.id == Cell.territory_id)
        .outerjoin(TerritoryEdition, here)
        .outerjoin(Edition, Edition.id == TerritoryEdition.edition_id)
        .where(Territory.state != "closed", or_(Cell.edition_id.is_(None), Edition.id.is_not(None)))
        .order_by(Cell.territory_id, Cell.id)
    )
    found = {
        one.key: one
        for number, territory_id, theme, edition, facts in rows
        for one in (AgedFact(number, territory_id, theme, edition, fact) for fact in facts_of(facts))
        if one.fact.is_old(day)
    }
    asked = db.session.execute(select(AskedFact.cell_id, AskedFact.label, AskedFact.dated))
    for number, label, dated in asked:
        found.pop((number, label, dated), None)
    return list(found.values())


def desks_of(territory_ids: Collection[int]) -> list[DeskPerson]:
    """Return the people of some desks who can be written to."""
    statement = (
        select(
            Membership.territory_id,
            Membership.role,
            Membership.organisation_id,
            Account.id,
            Account.name,
            Account.email,
        )
        .join_from(Membership, Account, Account.id == Membership.account_id)
        .where(
            Membership.territory_id.in_(territory_ids),
            Membership.role.in_(sorted(role.value for role in DESK)),
            Membership.ended_at.is_(None),
            Account.email.is_not(None),
        )
        .order_by(Membership.territory_id, Membership.id)
    )
    return [DeskPerson(*row[:5], row[5] or "") for row in db.session.execute(statement)]


def theme_owners_in(territory_ids: Collection[int]) -> dict[tuple[int, str], ThemeOwner]:
    """Return the owners of the themes of some territories."""
    rows = db.session.scalars(select(ThemeOwner).where(ThemeOwner.territory_id.in_(territory_ids)))
    return {(row.territory_id, row.theme): row for row in rows}


def answering(desk: list[DeskPerson], owner: ThemeOwner | None) -> list[DeskPerson]:
    """Return who answers for a theme among the people of its desk: its owner, their organisation, else the managers."""
    account_id = owner.account_id if owner else None
    house = owner.organisation_id if owner else None
    return (
        [one for one in desk if account_id and one.account_id == account_id][:1]
        or [one for one in desk if house and one.organisation_id == house]
        or [one for one in desk if one.role == Role.MANAGER]
    )
