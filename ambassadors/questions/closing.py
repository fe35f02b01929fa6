"""Moderators' acts on a question: to another territory, closed as a duplicate or as touristic, opened again."""

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize, can
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.moderation.engine import Stale, transition
from ambassadors.moderation.history import last_decision
from ambassadors.moderation.listing import refill
from ambassadors.moderation.models import Subject, Submission
from ambassadors.moderation.notes import note
from ambassadors.moderation.queries import open_edit_of
from ambassadors.territories.models import Territory

from .conversation import drafts_of, has_answers
from .events import Closed, Relocated, Reopened
from .models import DUPLICATE, TOURISTIC, Question
from .service import next_version

OPEN_STATUSES = ("submitted", "published")


class CannotMove(ValueError):
    """The question has been answered, or the territory takes none."""


class CannotClose(ValueError):
    """The other question is not one to which readers can be led."""


def movable(question: Question) -> bool:
    """Tell whether a question can still change territory: nobody has answered it."""
    return question.status in OPEN_STATUSES and not question.is_closed and not has_answers(question)


def move(actor: Actor, question: Question, territory: Territory, *, version: int) -> None:
    """Hand a question over to another territory; not yet published, it waits in that one's queue."""
    authorize(actor, Action.QUESTION_MOVE, question)
    if not movable(question) or territory.id == question.territory_id or not territory.takes_questions:
        raise CannotMove(territory.name)
    former = question.territory_id
    edit = open_edit_of(question)
    moved = [question.id, *(draft.id for draft in drafts_of(question)), *([edit.id] if edit else [])]
    next_version(question, version)
    note(actor, question, "move", f"De {question.territory.name} vers {territory.name}.")
    for table, key in ((Submission, Submission.id), (Subject, Subject.id)):
        db.session.execute(
            update(table)
            .where(key.in_(moved))
            .values(territory_id=territory.id)
            .execution_options(synchronize_session=False)
        )
    db.session.refresh(question, ["territory_id", "territory"])
    if question.status == "published":
        refill(question)
    publish(Relocated(question, former, actor))


def close_as_duplicate(
    actor: Actor, question: Question, original: Question, reply: str, *, version: int
) -> None:
    """Close a question that another one answers already, and lead its readers there."""
    authorize(actor, Action.QUESTION_MOVE, question)
    readable = can(Actor.anonymous(), Action.SUBMISSION_VIEW, original)
    if original.id == question.id or not readable or original.duplicate_of_id:
        raise CannotClose(original.title)
    _close(actor, question, reply, version, original)


def close_as_touristic(actor: Actor, question: Question, reply: str, *, version: int) -> None:
    """Close a question about visiting, not about living there, with a reply that helps all the same."""
    authorize(actor, Action.QUESTION_MOVE, question)
    _close(actor, question, reply, version)


def _close(
    actor: Actor, question: Question, reply: str, version: int, original: Question | None = None
) -> None:
    if question.status not in OPEN_STATUSES or question.version != version:
        raise Stale(last_decision(question))
    question.closed_reason = DUPLICATE if original else TOURISTIC
    question.duplicate_of, question.closing_reply = original, reply.strip()
    if question.status == "submitted":
        transition(actor, question, "approve", version=version)
    else:
        next_version(question, version)
        refill(question)
    note(actor, question, "close", reply, "doublon" if original else "hors-sujet")
    publish(Closed(question, actor))


def reopen(actor: Actor, question: Question, *, version: int) -> None:
    """Let a closed question take answers again."""
    authorize(actor, Action.QUESTION_MOVE, question)
    next_version(question, version)
    question.closed_reason, question.duplicate_of, question.closing_reply = None, None, ""
    db.session.flush()
    refill(question)
    note(actor, question, "reopen")
    publish(Reopened(question, actor))
