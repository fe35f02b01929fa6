"""Changing what is published: proposed by its author, decided on like the rest, the former text kept."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish, subscribe

from .edit import Edit
from .engine import Moved, Stale, transition
from .history import last_decision, revise
from .models import Submission
from .queries import open_edit_of

_ABSENT = object()


class NothingChanged(ValueError):
    """The text proposed is the text that stands."""


@dataclass(frozen=True)
class Edited:
    """The text of a published item was replaced, in the transaction that is under way."""

    item: Submission
    edit: Edit
    actor: Actor


def propose_edit(actor: Actor, target: Submission, content: dict[str, Any], note: str = "") -> Edit:
    """Send a change of a published text to the queue; it replaces the author's open proposal, if any."""
    authorize(actor, Action.SUBMISSION_PROPOSE_EDIT, target)
    present = target.snapshot()
    changed = {name: value for name, value in content.items() if present.get(name, _ABSENT) != value}
    if not changed:
        raise NothingChanged("Rien n’a changé dans votre texte.")
    edit = open_edit_of(target, lock=True) or _new_edit(actor, target)
    if edit.status == "submitted":
        transition(actor, edit, "withdraw", version=edit.version)
    edit.content, edit.note, edit.base_version = changed, note, target.version
    db.session.flush()
    transition(actor, edit, "submit", version=edit.version)
    return edit


def _new_edit(actor: Actor, target: Submission) -> Edit:
    edit = Edit(
        territory_id=target.territory_id,
        author_id=actor.account_id,
        target=target,
        base_version=target.version,
        content={},
        language=target.language,
        speaker_name=target.speaker_name,
        speaker_role=target.speaker_role,
        organisation_id=target.organisation_id,
    )
    db.session.add(edit)
    return edit


@subscribe(Moved)
def apply_accepted(event: Moved) -> None:
    """Put an accepted change in place of the text it changes, and keep the former one."""
    if isinstance(event.item, Edit) and event.transition == "approve":
        _apply(event.actor, event.item)


@subscribe(Moved)
def take_back_with_the_text(event: Moved) -> None:
    """Take back what was proposed for a text that its author has just withdrawn for good: nobody is to read it."""
    if event.transition != "retire":
        return
    edit = open_edit_of(event.item)
    if edit is not None and edit.status == "submitted":
        transition(event.actor, edit, "withdraw", version=edit.version)


def _apply(actor: Actor, edit: Edit) -> None:
    target, author = edit.target, Actor(edit.author_id)
    revise(author, target)
    target.write(edit.content)
    _move_version(target)
    revise(author, target)
    publish(Edited(target, edit, actor))


def _move_version(item: Submission) -> None:
    """Move the version of a text that was replaced, unless somebody moved the item meanwhile."""
    db.session.flush()
    done = db.session.execute(
        update(Submission)
        .where(Submission.id == item.id, Submission.version == item.version)
        .values(version=item.version + 1)
        .execution_options(synchronize_session=False)
        .returning(Submission.id)
    ).first()
    if done is None:
        raise Stale(last_decision(item))
    db.session.refresh(item, ["version"])
