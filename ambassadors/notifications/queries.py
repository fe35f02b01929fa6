"""Whom to tell, and what awaits them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from ambassadors.access.actor import TEAM, Actor
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.moderation.models import Submission
from ambassadors.moderation.transitions import KINDS
from ambassadors.territories.models import Territory

TELL = "queue.tell"  # its keys are queue.tell:<account>:<hour>
_ROLES = [role.value for role in TEAM]


@dataclass(frozen=True)
class Waiting:
    """How many contributions of a kind await a person in a territory, and since when."""

    territory: Territory
    kind: str
    count: int
    oldest: datetime | None


def deciders_of(item: Submission) -> list[int]:
    """Return who may decide on an item: the territory's team without its author, else the administration.

    A closed territory has no team to decide any more.
    """
    team = (
        select(Account.id)
        .join(Membership, Membership.account_id == Account.id)
        .join(Territory, Territory.id == Membership.territory_id)
        .where(
            Membership.territory_id == item.territory_id,
            Membership.role.in_(_ROLES),
            Membership.ended_at.is_(None),
            Territory.state != "closed",
            Account.email.is_not(None),
            Account.id != item.author_id,
        )
        .distinct()
    )
    administration = select(Account.id).where(
        Account.is_admin, Account.email.is_not(None), Account.id != item.author_id
    )
    return list(db.session.scalars(team)) or list(db.session.scalars(administration))


def told_or_to_be(since: datetime) -> dict[int, list[datetime | None]]:
    """Return when accounts were told of their queue since an instant; None for those who still are to be."""
    rows = db.session.execute(
        select(OutboxRow.key, OutboxRow.done_at).where(
            OutboxRow.kind == TELL,
            OutboxRow.dead_at.is_(None),
            or_(OutboxRow.done_at.is_(None), OutboxRow.done_at >= since),
        )
    )
    found: dict[int, list[datetime | None]] = {}
    for key, done_at in rows:
        found.setdefault(int(key.split(":")[1]), []).append(done_at)
    return found


def oldest_pending_in(territory: Territory) -> Submission | None:
    """Return what has waited the longest in a territory."""
    return db.session.scalar(
        select(Submission)
        .where(Submission.territory_id == territory.id, Submission.review == "pending")
        .order_by(Submission.submitted_at, Submission.id)
        .limit(1)
    )


def _has_another_decider() -> ColumnElement[bool]:
    return exists().where(
        Membership.territory_id == Submission.territory_id,
        Membership.role.in_(_ROLES),
        Membership.ended_at.is_(None),
        Membership.account_id != Submission.author_id,
    )


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what awaits somebody: in their territories and, for the administration, where nobody else can."""
    theirs = and_(Submission.territory_id.in_(actor.territories_with(TEAM)), Territory.state != "closed")
    nobody_elses = or_(~_has_another_decider(), Territory.state == "closed")
    wanted = or_(theirs, nobody_elses) if actor.is_admin else theirs
    rows = db.session.execute(
        select(Territory, Submission.kind, func.count(), func.min(Submission.submitted_at))
        .join(Territory, Territory.id == Submission.territory_id)
        .where(Submission.review == "pending", Submission.author_id != actor.account_id, wanted)
        .group_by(Territory.id, Submission.kind)
        .order_by(Territory.name)
    )
    found = [Waiting(*row) for row in rows]
    order = list(KINDS)
    return sorted(found, key=lambda one: (one.territory.name, order.index(one.kind)))
