"""What the desk does to a request: steps, notes, reminders."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize, can
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.introductions.events import Stepped
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.desk import invited_before
from ambassadors.introductions.queries.following import readers_of
from ambassadors.introductions.record import Note, Reminder
from ambassadors.introductions.states import INVITED, STEPS, TAKING, Step

from .changing import change, record


class Overtaken(Exception):
    """Somebody, the mover perhaps, did something to the request since it was read."""

    def __init__(self, introduction: Introduction) -> None:
        super().__init__("overtaken")
        self.introduction = introduction


def available(introduction: Introduction, actor: Actor) -> list[Step]:
    """Return the steps that an actor who follows a request may take now: theirs who read it, or to close what nobody reads."""
    if introduction.wiped_at:
        return []
    mine = introduction.taken_by_id == actor.account_id
    reads = can(actor, Action.INTRODUCTION_READ, introduction)
    unread = not reads and not readers_of(introduction)
    return [
        step
        for step in STEPS.values()
        if introduction.state in step.origins
        and not (step.name == "take-over" and mine)
        and (reads or (step.name == "close" and unread))
    ]


def take_step(actor: Actor, introduction: Introduction, name: str, *, version: int) -> None:
    """Move a request one step on, or raise Overtaken."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    step = next((one for one in available(introduction, actor) if one.name == name), None)
    if step is None:
        raise Overtaken(introduction)
    values: dict[str, Any] = {"state": step.to or introduction.state, "version": version + 1}
    if name in TAKING:
        values["taken_by_id"] = actor.account_id
    invites = name == "settle" and _to_be_invited(introduction)
    if invites:
        values["invited_at"] = now()
    _write(introduction, Introduction.version == version, **values)
    record(introduction, name, actor.account_id)
    if invites:
        record(introduction, INVITED, actor.account_id)
    publish(Stepped(introduction, name, actor, invites))


def _to_be_invited(introduction: Introduction) -> bool:
    """Tell whether a mover who has settled is asked to become an ambassador: once, and where they may."""
    open_to_them = introduction.territory.takes_questions
    return open_to_them and not introduction.invited_at and not invited_before(introduction)


def write_note(actor: Actor, introduction: Introduction, text: str) -> Note:
    """Keep a note among those who read a request."""
    _check_reads(actor, introduction)
    _write(introduction)
    note = Note(introduction_id=introduction.id, author_id=actor.account_id, text=text)
    db.session.add(note)
    return note


def set_reminder(actor: Actor, introduction: Introduction, due_on: date, words: str) -> Reminder:
    """Ask for a mail to oneself on a day."""
    _check_reads(actor, introduction)
    _write(introduction)
    reminder = Reminder(
        introduction_id=introduction.id, account_id=actor.account_id, due_on=due_on, words=words
    )
    db.session.add(reminder)
    return reminder


def drop_reminder(actor: Actor, introduction: Introduction, reminder_id: int) -> None:
    """Forget a reminder of one's own that was not sent yet."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    db.session.execute(
        delete(Reminder).where(
            Reminder.id == reminder_id,
            Reminder.introduction_id == introduction.id,
            Reminder.account_id == actor.account_id,
            Reminder.sent_at.is_(None),
        )
    )


def _check_reads(actor: Actor, introduction: Introduction) -> None:
    """Raise Overtaken where what was on screen is shared no longer."""
    authorize(actor, Action.INTRODUCTION_FOLLOW, introduction)
    if not can(actor, Action.INTRODUCTION_READ, introduction):
        raise Overtaken(introduction)


def _write(introduction: Introduction, *where: ColumnElement[bool], **values: Any) -> None:
    if not change(introduction, *where, **values):
        raise Overtaken(introduction)
