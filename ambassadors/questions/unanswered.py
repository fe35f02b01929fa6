"""The questions that wait for too long, and who should hear of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ambassadors.access.actor import TEAM
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.models import Facet
from ambassadors.territories.models import Territory

from .models import STATE, WAITING, Question


def waiting_between(oldest: datetime, newest: datetime) -> Sequence[Question]:
    """Return the published questions that nobody has answered, published between two instants."""
    listed = select(Facet.submission_id).where(Facet.facet == STATE, Facet.value == WAITING)
    return db.session.scalars(
        select(Question)
        .where(
            Question.kind == "question",
            Question.status == "published",
            Question.published_at.between(oldest, newest),
            Question.id.in_(listed.where(Facet.submission_id == Question.id)),
        )
        .order_by(Question.id)
    ).all()


def team_of(territory_ids: Sequence[int]) -> Sequence[tuple[int, Account]]:
    """Return (territory, account) of the moderators and managers of some territories."""
    rows = db.session.execute(
        select(Membership.territory_id, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.territory_id.in_(territory_ids),
            Membership.role.in_([role.value for role in TEAM]),
            Membership.ended_at.is_(None),
            Account.closed_at.is_(None),
        )
        .order_by(Membership.id)
    )
    return [(territory_id, account) for territory_id, account in rows]


def territories_on(place_ids: Sequence[int]) -> dict[int, Territory]:
    """Return the open territories of some places, by place."""
    rows = db.session.scalars(
        select(Territory).where(Territory.place_id.in_(place_ids), Territory.state == "open")
    )
    return {territory.place_id: territory for territory in rows}
