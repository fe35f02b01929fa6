"""A draft is its author's own: it can go without a trace of its text."""

from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish

from .engine import NotPossible
from .models import Submission


@dataclass(frozen=True)
class Deleted:
    """A draft is about to go, in the transaction that is under way; its files should follow."""

    item: Submission
    actor: Actor


def delete_draft(actor: Actor, item: Submission) -> None:
    """Remove a draft with its revisions; the log keeps its lines, which hold no text of the author's."""
    authorize(actor, Action.SUBMISSION_TRACK, item)
    if item.status != "draft":
        raise NotPossible("delete")
    authorize(actor, Action.SUBMISSION_DELETE, item)
    remove(actor, item)


def remove(actor: Actor, item: Submission) -> None:
    """Take away what was never published, and the row it owns."""
    publish(Deleted(item, actor))
    subject = item.subject
    db.session.delete(item)
    db.session.flush()
    db.session.delete(subject)
    db.session.flush()
