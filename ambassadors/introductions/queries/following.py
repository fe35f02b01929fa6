"""Who follows which requests, and whom to tell of those that nobody follows."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from ambassadors.access.actor import DESK, Actor, Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.introductions.consent import OWNER, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.states import FOLLOWED, NEW
from ambassadors.territories.models import Territory

_DESK = [role.value for role in DESK]


def _followed() -> Select[Introduction]:
    """Select what is under way, with all that tells who may read it, as it stands in the database."""
    return (
        select(Introduction)
        .where(Introduction.state.in_(FOLLOWED), Introduction.taken_by_id.is_not(None))
        .order_by(Introduction.id)
        .options(joinedload(Introduction.territory), selectinload(Introduction.consents))
        .execution_options(populate_existing=True)
    )


def followed_in(territory_id: int) -> Sequence[Introduction]:
    """Return the requests of a territory that somebody follows."""
    return db.session.scalars(_followed().where(Introduction.territory_id == territory_id)).all()


def followed_by(account_id: int) -> Sequence[Introduction]:
    """Return the requests that an account follows."""
    return db.session.scalars(_followed().where(Introduction.taken_by_id == account_id)).all()


def actor_of(account_id: int) -> Actor:
    """Return what an account may be now, whatever was read of it before."""
    account = db.session.scalar(
        select(Account)
        .where(Account.id == account_id)
        .options(selectinload(Account.memberships).selectinload(Membership.owned))
        .execution_options(populate_existing=True)
    )
    return account.as_actor() if account else Actor.anonymous()


def waiting_in(territory_id: int) -> int:
    """Count the requests of a territory that nobody follows yet."""
    counted = select(func.count()).where(Introduction.territory_id == territory_id, Introduction.state == NEW)
    return db.session.scalar(counted) or 0


def to_tell(introduction: Introduction, but: int | None = None) -> Sequence[Account]:
    """Return whom a request that waits goes to: who answers for its theme, else the team, as they may read it.

    Where nobody may read it any more there is nobody to tell. `but`: somebody who is leaving.
    """
    owners = answering(introduction.territory_id, introduction.theme) if OWNER in introduction.granted else []
    staying = [account for account in owners if account.id != but]
    team = team_of(introduction.territory) if TEAM in introduction.granted else []
    return staying or [account for account in team if account.id != but]


def readers_of(introduction: Introduction) -> frozenset[str]:
    """Return the agreements by which somebody reads a request now: a theme's owner may be gone."""
    given = introduction.granted & {TEAM, OWNER}
    if OWNER in given and not answering(introduction.territory_id, introduction.theme):
        given -= {OWNER}
    return given


def team_of(territory: Territory) -> Sequence[Account]:
    """Return who reads what is shared with a territory's team: its managers, or the administration."""
    managers = _managers(territory.id) if territory.state != "closed" else []
    return (
        managers
        or db.session.scalars(
            select(Account).where(Account.is_admin, Account.email.is_not(None)).order_by(Account.id)
        ).all()
    )


def answering(territory_id: int, theme: str) -> Sequence[Account]:
    """Return the people who answer for a theme, in person or through their organisation."""
    return db.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .join(
            ThemeOwner,
            (ThemeOwner.account_id == Account.id)
            | (ThemeOwner.organisation_id == Membership.organisation_id),
        )
        .where(
            ThemeOwner.territory_id == territory_id,
            ThemeOwner.theme == theme,
            Membership.territory_id == territory_id,
            Membership.role.in_(_DESK),
            Membership.ended_at.is_(None),
            Account.email.is_not(None),
        )
        .distinct()
        .order_by(Account.id)
    ).all()


def _managers(territory_id: int) -> Sequence[Account]:
    return db.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == Role.MANAGER.value,
            Membership.ended_at.is_(None),
            Account.email.is_not(None),
        )
        .order_by(Account.id)
    ).all()
