"""What the desk does to a request: steps, notes, reminders."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.introductions.events import Stepped
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.desk import invited_before
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.states import INVITED, STEPS, Step


class Overtaken(Exception):
    """Somebody, the mover perhaps, did something to the request since it was read."""

    def __init__(self, introduction: Introduction) -> None:
        super().__init__("overtaken")
        self.introduction = introduction


def available(introduction: Introduction, actor: Actor) -> list[Step]:
    """Return the steps that an actor who follows a request may take now."""
    if introduction.wiped_at:
        return []
    mine = introduction.taken_by_id == actor.account_id
    return [
        step
        for step in STEPS.values()
        if introduction.state in step.origins and not (step.name == "take-over" and mine)
    ]


def take_step(actor: Actor, introduction: Introduction, name: str, *, version: int) -> None:
    """Move a request one step on, or raise Overtaken."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    step = next((one for one in available(introduction, actor) if one.name == name), None)
    if step is None:
        raise Overtaken(introduction)
    values: dict[str, Any] = {"state": step.to or introduction.state, "version": version + 1}
    if name in ("take", "take-over", "reopen"):
        values["taken_by_id"] = actor.account_id
    invites = name == "settle" and not introduction.invited_at and not invited_before(introduction)
    if invites:
        values["invited_at"] = now()
    _change(introduction, Introduction.version == version, **values)
    _record(introduction, actor, name)
    if invites:
        _record(introduction, actor, INVITED)
    publish(Stepped(introduction, name, actor, invites))


def write_note(actor: Actor, introduction: Introduction, text: str) -> Note:
    """Keep a note among those who follow a request."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    _change(introduction)
    note = Note(introduction_id=introduction.id, author_id=actor.account_id, text=text)
    db.session.add(note)
    return note


def set_reminder(actor: Actor, introduction: Introduction, due_on: date, words: str) -> Reminder:
    """Ask for a mail to oneself on a day."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    _change(introduction)
    reminder = Reminder(
        introduction_id=introduction.id, account_id=actor.account_id, due_on=due_on, words=words
    )
    db.session.add(reminder)
    return reminder


def drop_reminder(actor: Actor, introduction: Introduction, reminder_id: int) -> None:
    """Forget a reminder that was not sent yet."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    db.session.execute(
        delete(Reminder).where(
            Reminder.id == reminder_id,
            Reminder.introduction_id == introduction.id,
            Reminder.sent_at.is_(None),
        )
    )


def _change(introduction: Introduction, *where: ColumnElement[bool], **values: Any) -> None:
    """Write to a request that is still whole; the row's lock keeps a withdrawal and this apart."""
    db.session.flush()
    taken = db.session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, Introduction.wiped_at.is_(None), *where)
        .values(changed_at=now(), **values)
        .execution_options(synchronize_session=False)
        .returning(Introduction.id)
    ).first()
    db.session.refresh(introduction)
    if taken is None:
        raise Overtaken(introduction)


def _record(introduction: Introduction, actor: Actor, what: str) -> None:
    db.session.add(
        Event(introduction_id=introduction.id, what=what, state=introduction.state, actor_id=actor.account_id)
    )
