"""The charter that stands, its former versions, who has accepted which, and who is still asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import joinedload

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.charter.models import CharterAcceptance, CharterVersion
from ambassadors.core.db import db
from ambassadors.territories.models import Territory


@dataclass(frozen=True)
class Accepted:
    """Which version a role accepted last, and when."""

    number: int
    at: datetime


@dataclass(frozen=True)
class Asked:
    """A charter that somebody is asked to accept; `before`: the version they accepted already."""

    name: str
    of_name: str
    slug: str
    number: int
    before: int | None

    @property
    def path(self) -> str:
        """Return the address where it is read and accepted."""
        return f"/compte/charte/{self.slug}"


def charter_of(territory_id: int) -> CharterVersion | None:
    """Return the version that stands."""
    return db.session.scalar(
        select(CharterVersion)
        .where(CharterVersion.territory_id == territory_id)
        .order_by(CharterVersion.number.desc())
        .limit(1)
        .options(joinedload(CharterVersion.author))
    )


def version_numbered(territory_id: int, number: int) -> CharterVersion | None:
    """Return one version."""
    return db.session.scalar(
        select(CharterVersion).where(
            CharterVersion.territory_id == territory_id, CharterVersion.number == number
        )
    )


def versions_before(territory_id: int, before: int | None, most: int) -> Sequence[CharterVersion]:
    """Return versions, newest first, from the one before a number."""
    statement = select(CharterVersion).where(CharterVersion.territory_id == territory_id)
    if before is not None:
        statement = statement.where(CharterVersion.number < before)
    ordered = statement.order_by(CharterVersion.number.desc()).limit(most)
    return db.session.scalars(ordered.options(joinedload(CharterVersion.author))).all()


def _standing(column: object) -> ScalarSelect[int]:
    """Select the number of the version that stands in the territory of a row."""
    return (
        select(func.max(CharterVersion.number)).where(CharterVersion.territory_id == column).scalar_subquery()
    )


def _accepted() -> Select[int, int, datetime]:
    """Select what each role accepted last: numbers and days grow together."""
    return (
        select(
            CharterAcceptance.membership_id,
            func.max(CharterVersion.number).label("number"),
            func.max(CharterAcceptance.at).label("at"),
        )
        .join(CharterVersion, CharterVersion.id == CharterAcceptance.version_id)
        .group_by(CharterAcceptance.membership_id)
    )


def accepted_in(territory_id: int) -> dict[int, Accepted]:
    """Return what each role of a territory accepted last, by the id of the role."""
    rows = db.session.execute(_accepted().where(CharterVersion.territory_id == territory_id))
    return {membership: Accepted(number, at) for membership, number, at in rows}


def asked_of(account_id: int) -> list[Asked]:
    """Return the charters that an account is asked to accept, by territory."""
    last = _accepted().subquery()
    standing = _standing(Membership.territory_id)
    rows = db.session.execute(
        select(
            Territory.name,
            Territory.of_name,
            Territory.slug,
            standing.label("number"),
            last.c.number.label("before"),
        )
        .join_from(Membership, Territory, Territory.id == Membership.territory_id)
        .outerjoin(last, last.c.membership_id == Membership.id)
        .where(
            Membership.account_id == account_id,
            Membership.role == Role.AMBASSADOR.value,
            Membership.ended_at.is_(None),
            standing > func.coalesce(last.c.number, 0),
        )
        .order_by(Territory.name)
    )
    return [Asked(*row) for row in rows]


def promised_nothing(account_id: int, territory_id: int) -> bool:
    """Tell whether a territory has a charter of which an account never accepted a version."""
    promised = (
        exists()
        .where(CharterAcceptance.membership_id == Membership.id)
        .where(Membership.account_id == account_id, Membership.territory_id == territory_id)
    )
    statement = select(CharterVersion.id).where(CharterVersion.territory_id == territory_id, ~promised)
    return db.session.scalar(statement.limit(1)) is not None


def role_asked(account_id: int, territory_id: int) -> Membership | None:
    """Return the role in which an account accepts the charter of a territory."""
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id,
            Membership.territory_id == territory_id,
            Membership.role == Role.AMBASSADOR.value,
            Membership.ended_at.is_(None),
        )
    )


def acceptance_of(membership_id: int, version_id: int) -> CharterAcceptance | None:
    """Return the acceptance of a version by a role."""
    return db.session.get(CharterAcceptance, (membership_id, version_id))


def to_be_told(territory_id: int) -> list[tuple[int, str, str]]:
    """Return id, address and name of a territory's present ambassadors."""
    rows = db.session.execute(
        select(Account.id, Account.email, Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == Role.AMBASSADOR.value,
            Membership.ended_at.is_(None),
            Account.email.is_not(None),
        )
        .order_by(Account.id)
    )
    return [(account_id, email or "", name) for account_id, email, name in rows]


def promises_of(account_id: int) -> list[tuple[str, int, datetime]]:
    """Return every acceptance of an account: territory, version, instant."""
    rows = db.session.execute(
        select(Territory.name, CharterVersion.number, CharterAcceptance.at)
        .join_from(CharterAcceptance, CharterVersion, CharterVersion.id == CharterAcceptance.version_id)
        .join(Membership, Membership.id == CharterAcceptance.membership_id)
        .join(Territory, Territory.id == CharterVersion.territory_id)
        .where(Membership.account_id == account_id)
        .order_by(CharterAcceptance.at, CharterVersion.id)
    )
    return [(name, number, at) for name, number, at in rows]


def roles_of(account_id: int) -> Select[int]:
    """Select the ids of every role that an account ever held."""
    return select(Membership.id).where(Membership.account_id == account_id)
