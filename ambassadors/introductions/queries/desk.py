"""What the desk of a territory reads: the list and its counts, one request with its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import permitted
from ambassadors.accounts.membership import Membership
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.states import BY_SLUG, NEW

SIZE = 30


@dataclass(frozen=True)
class Filters:
    """What somebody wants to see of a list: a state (by its name in addresses), a theme, their own."""

    state: str = ""
    theme: str = ""
    mine: bool = False

    def clauses(self, actor: Actor, *, state: bool = True) -> list[ColumnElement[bool]]:
        """Return what the rows must satisfy; the state is left out where the states are counted."""
        wanted: list[ColumnElement[bool]] = []
        if state and self.state in BY_SLUG:
            wanted.append(Introduction.state == BY_SLUG[self.state])
        if self.theme:
            wanted.append(Introduction.theme == ("" if self.theme == "aucun" else self.theme))
        if self.mine:
            wanted.append(Introduction.taken_by_id == actor.account_id)
        return wanted

    def query(self) -> dict[str, str]:
        """Return the filters as they stand in an address."""
        named = {"etat": self.state, "theme": self.theme, "les-miennes": "1" if self.mine else ""}
        return {name: value for name, value in named.items() if value}


def _with_people() -> list[Any]:
    return [
        joinedload(Introduction.author),
        joinedload(Introduction.taken_by),
        joinedload(Introduction.origin),
        selectinload(Introduction.consents),
    ]


def _followed(actor: Actor, territory_id: int) -> list[ColumnElement[bool]]:
    return [
        Introduction.territory_id == territory_id,
        permitted(actor, Action.INTRODUCTION_FOLLOW, Introduction),
    ]


def counts_for(actor: Actor, territory_id: int, filters: Filters) -> dict[str, int]:
    """Count what an actor follows in a territory, by state."""
    rows = db.session.execute(
        select(Introduction.state, func.count().label("number"))
        .where(*_followed(actor, territory_id), *filters.clauses(actor, state=False))
        .group_by(Introduction.state)
    )
    return {row.state: row.number for row in rows}


def page_for(actor: Actor, territory_id: int, filters: Filters, cursor: Cursor | None) -> Page[Introduction]:
    """Return a page of what an actor follows in a territory, the newest first."""
    statement = (
        select(Introduction)
        .where(*_followed(actor, territory_id), *filters.clauses(actor))
        .options(*_with_people())
    )
    return page_of(
        db.session, statement, Introduction.created_at, Introduction.id, cursor, SIZE, entities=True
    )


def all_for(actor: Actor, territory_id: int, filters: Filters) -> Sequence[Introduction]:
    """Return all that an actor follows in a territory, the oldest first."""
    return db.session.scalars(
        select(Introduction)
        .where(*_followed(actor, territory_id), *filters.clauses(actor))
        .order_by(Introduction.created_at, Introduction.id)
        .options(*_with_people())
    ).all()


def new_for(actor: Actor, territory_id: int) -> int:
    """Count the new requests that an actor follows in a territory."""
    counted = select(func.count()).where(*_followed(actor, territory_id), Introduction.state == NEW)
    return db.session.scalar(counted) or 0


def introduction_in(territory_id: int, number: int) -> Introduction | None:
    """Return a request of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Introduction)
        .where(Introduction.id == number, Introduction.territory_id == territory_id)
        .options(*_with_people())
    )


def events_of(number: int) -> Sequence[Event]:
    """Return the history of a request with who acted, in order."""
    return db.session.scalars(
        select(Event)
        .where(Event.introduction_id == number)
        .order_by(Event.id)
        .options(joinedload(Event.actor))
    ).all()


def notes_of(number: int) -> Sequence[Note]:
    """Return the notes on a request, in order."""
    return db.session.scalars(
        select(Note).where(Note.introduction_id == number).order_by(Note.id).options(joinedload(Note.author))
    ).all()


def reminders_of(number: int) -> Sequence[Reminder]:
    """Return the reminders of a request, by day."""
    return db.session.scalars(
        select(Reminder)
        .where(Reminder.introduction_id == number)
        .order_by(Reminder.due_on, Reminder.id)
        .options(joinedload(Reminder.account))
    ).all()


def reminders_due(day: date, most: int) -> list[tuple[Reminder, Introduction]]:
    """Return the reminders not sent yet of a day and of those before it, each with its request."""
    rows = db.session.execute(
        select(Reminder, Introduction)
        .join(Introduction, Introduction.id == Reminder.introduction_id)
        .where(Reminder.sent_at.is_(None), Reminder.due_on <= day)
        .order_by(Reminder.due_on, Reminder.id)
        .limit(most)
    )
    return [(reminder, introduction) for reminder, introduction in rows]


def invited_before(introduction: Introduction) -> bool:
    """Tell whether a mover was asked already to become an ambassador of this territory, or is one."""
    asked = select(Introduction.id).where(
        Introduction.author_id == introduction.author_id,
        Introduction.territory_id == introduction.territory_id,
        Introduction.invited_at.is_not(None),
    )
    held = select(Membership.id).where(
        Membership.account_id == introduction.author_id,
        Membership.territory_id == introduction.territory_id,
        Membership.role == Role.AMBASSADOR.value,
        Membership.ended_at.is_(None),
    )
    return db.session.scalar(asked.union_all(held).limit(1)) is not None
