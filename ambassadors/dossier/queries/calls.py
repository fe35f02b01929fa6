"""Calls on themes: the last ones, and the ambassadors whom a call would reach."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.call import REST, ThemeCall
from ambassadors.dossier.events import Reachable


def speakers_on(territory_id: int, theme: str) -> list[Reachable]:
    """Return the ambassadors whom a call on a theme would reach."""
    return [one for one in reachable_in(territory_id) if theme in one.themes]


def reachable_in(territory_id: int) -> list[Reachable]:
    """Return the ambassadors of a territory who take calls, the longest there first."""
    statement = (
        select(Account.id, Account.name, Account.email, Membership.themes)
        .join_from(Membership, Account, Account.id == Membership.account_id)
        .where(
            Membership.territory_id == territory_id,
            Membership.role == Role.AMBASSADOR.value,
            Membership.ended_at.is_(None),
            Membership.takes_calls,
            Account.email.is_not(None),
        )
        .order_by(Membership.since, Membership.id)
    )
    return [
        Reachable(number, name, email or "", themes)
        for number, name, email, themes in db.session.execute(statement)
    ]


def resting_in(territory_id: int) -> dict[str, datetime]:
    """Return the themes called upon too lately to be called again, with the instant of the last call."""
    rows = db.session.execute(
        select(ThemeCall.theme, func.max(ThemeCall.at))
        .where(ThemeCall.territory_id == territory_id, ThemeCall.at > now() - REST)
        .group_by(ThemeCall.theme)
    )
    return dict(rows.all())


def calls_by(account_id: int) -> Sequence[ThemeCall]:
    """Return the calls that an account sent."""
    return db.session.scalars(
        select(ThemeCall).where(ThemeCall.called_by_id == account_id).order_by(ThemeCall.id)
    ).all()
