"""Who answers for the themes of a territory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from ambassadors.access.actor import DESK, Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.core.slugs import slugify
from ambassadors.network.models import Organisation, Profile

_ROLES = sorted(role.value for role in DESK)


@dataclass(frozen=True)
class Owner:
    """The contact owner of a theme, as readers see them."""

    theme: str
    account_id: int | None
    name: str | None
    portrait_key: str | None
    organisation_id: int | None
    organisation: str | None
    organisation_kind: str | None
    organisation_logo: str | None
    answers: bool  # an organisation answers by its people, as long as it has some on the desk

    @classmethod
    def of(cls, columns: Sequence[Any]) -> "Owner | None":
        """Read the columns of OWNER_COLUMNS; None where nobody is left."""
        found = cls(*columns)
        return found if found.account_id or found.organisation_id else None

    @property
    def shown(self) -> str:
        """Return whom readers are told: the person, else the organisation."""
        return self.name or self.organisation or ""

    @property
    def path(self) -> str | None:
        """Return the address of the person's profile."""
        if self.account_id is None or self.name is None:
            return None
        return f"/ambassadeurs/{self.account_id}-{slugify(self.name)}"


_spoken_for = exists().where(
    Membership.organisation_id == ThemeOwner.organisation_id,
    Membership.territory_id == ThemeOwner.territory_id,
    Membership.role.in_(_ROLES),
    Membership.ended_at.is_(None),
)
OWNER_COLUMNS = (
    ThemeOwner.theme,
    Account.id.label("account_id"),
    Account.name,
    Profile.portrait_key,
    Organisation.id.label("organisation_id"),
    Organisation.name.label("organisation"),
    Organisation.kind.label("organisation_kind"),
    Organisation.logo_key.label("organisation_logo"),
    or_(Account.id.is_not(None), _spoken_for).label("answers"),
)


def with_people(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join the person and the organisation of each owner; somebody who holds no role any more is nobody."""
    held = exists().where(
        Membership.account_id == ThemeOwner.account_id,
        Membership.territory_id == ThemeOwner.territory_id,
        Membership.role.in_(_ROLES),
        Membership.ended_at.is_(None),
    )
    return (
        statement.outerjoin(
            Account, and_(Account.id == ThemeOwner.account_id, Account.closed_at.is_(None), held)
        )
        .outerjoin(Profile, Profile.account_id == Account.id)
        .outerjoin(Organisation, Organisation.id == ThemeOwner.organisation_id)
    )


def owners_in(territory_id: int) -> dict[str, Owner]:
    """Return the contact owners of a territory by theme."""
    statement = select(*OWNER_COLUMNS).select_from(ThemeOwner).where(ThemeOwner.territory_id == territory_id)
    found = (Owner.of(row) for row in db.session.execute(with_people(statement)))
    return {owner.theme: owner for owner in found if owner}


def owner_of(territory_id: int, theme: str) -> ThemeOwner | None:
    """Return the row of a theme's owner."""
    return db.session.get(ThemeOwner, (territory_id, theme))


def holds_desk_role(account_id: int, territory_id: int, roles: Collection[Role]) -> bool:
    """Tell whether an open account holds one of these roles in a territory."""
    held = select(Membership.id).where(
        Membership.account_id == account_id,
        Membership.territory_id == territory_id,
        Membership.role.in_([role.value for role in roles]),
        Membership.ended_at.is_(None),
    )
    return db.session.scalar(held.limit(1)) is not None


def is_organisation_of(organisation_id: int, territory_id: int) -> bool:
    """Tell whether an organisation is of a territory."""
    found = db.session.get(Organisation, organisation_id)
    return found is not None and found.territory_id == territory_id


def candidates(territory_id: int) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return who may answer for a theme: (id, name) of the desk's people, (id, name) of the organisations."""
    people = (
        select(Account.id, Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role.in_(_ROLES),
            Membership.ended_at.is_(None),
            Account.closed_at.is_(None),
        )
        .distinct()
        .order_by(Account.name, Account.id)
    )
    houses = (
        select(Organisation.id, Organisation.name)
        .where(Organisation.territory_id == territory_id)
        .order_by(Organisation.name, Organisation.id)
    )
    return db.session.execute(people).all(), db.session.execute(houses).all()


def territories_where(owned: ColumnElement[bool]) -> Sequence[int]:
    """Return the territories of some themes' owners."""
    return db.session.scalars(select(ThemeOwner.territory_id).where(owned).distinct()).all()
