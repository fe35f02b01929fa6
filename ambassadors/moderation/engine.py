"""The only writer of a submission's status. It neither commits nor mails: its event says what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize, can
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish

from .history import last_decision, last_revision, revise
from .models import Decision, Submission
from .queries import approvals_of, moderation_of
from .transitions import CONTENT, KINDS, TRANSITIONS, Transition, reasons_for

SHORTEST_STATEMENT, LONGEST_STATEMENT = 20, 4000


class Stale(Exception):
    """Somebody moved or changed the item since the actor read it: a 409. `decision` is the last line of its log."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("stale")
        self.decision = decision


class NotPossible(Exception):
    """The item is not in a status from which this transition starts: a 409."""


@dataclass(frozen=True)
class Reason:
    """Why: a code, the words to the author, and the law where the code is «illegal»."""

    code: str
    statement: str
    law: str = ""


@dataclass(frozen=True)
class Moved:
    """A submission changed status, in the transaction that is under way."""

    item: Submission
    transition: str
    from_status: str
    to_status: str
    actor: Actor
    decision: Decision


def _possible(item: Submission, step: Transition) -> bool:
    if step.name not in KINDS[item.kind].transitions:
        return False
    reviewed_after = step.name == "approve" and item.status == "published" and item.review == "pending"
    return item.status in step.sources or reviewed_after


def available(actor: Actor, item: Submission) -> list[Transition]:
    """Return the transitions this actor may make now: buttons, bulk bar and guard read the same list."""
    return [step for step in TRANSITIONS.values() if _possible(item, step) and can(actor, step.action, item)]


def transition(
    actor: Actor, item: Submission, name: str, *, reason: Reason | None = None, version: int
) -> Decision:
    """Move an item, or raise NotVisible, NotAllowed, Stale, NotPossible or ValueError (bad reason)."""
    step = TRANSITIONS[name]
    authorize(actor, step.action, item)
    if item.version != version:
        raise Stale(last_decision(item))
    if not _possible(item, step):
        raise NotPossible(name)
    _check_reason(step, reason)
    before = item.status
    _write(item, actor, _destination(actor, item, step), step, version)
    decision = _log(actor, item, step, before, reason)
    hook = getattr(item, f"on_{item.status}", None)
    if hook:
        hook(actor)
    publish(Moved(item, name, before, item.status, actor, decision))
    return decision


def _check_reason(step: Transition, reason: Reason | None) -> None:
    if not step.needs_reason:
        return
    if reason is None or reason.code not in reasons_for(step.name):
        raise ValueError("Choisissez un motif.")
    if not SHORTEST_STATEMENT <= len(reason.statement.strip()) <= LONGEST_STATEMENT:
        raise ValueError("Expliquez la décision à la personne, en 20 à 4 000 caractères.")
    if reason.code == "illegal" and not reason.law.strip():
        raise ValueError("Citez le texte de loi concerné.")


def _destination(actor: Actor, item: Submission, step: Transition) -> str:
    if step.to_decided and item.kind not in CONTENT:
        return step.to_decided
    if step.name == "submit" and _published_at_once(actor, item):
        return "published"
    return step.to


def _published_at_once(actor: Actor, item: Submission) -> bool:
    """Tell whether this territory reviews this kind after publication, or trusts this author to be.

    Trust ends with the role: what is said for a territory by somebody who speaks for it no more is read first.
    """
    if item.kind != "question" and not actor.roles_in(item.territory_id):
        return False
    setting = moderation_of(item.territory_id, item.kind) if item.kind in CONTENT else None
    if setting is None or setting.a_posteriori:
        return setting is not None
    return setting.trusted_after is not None and approvals_of(item) >= setting.trusted_after


def _write(item: Submission, actor: Actor, status: str, step: Transition, version: int) -> None:
    """Write in one statement that fails when another moderator was quicker."""
    db.session.flush()
    instant = now()
    values: dict[str, Any] = {"status": status, "version": version + 1} | _dates(item, status, step, instant)
    if step.decides:
        values |= {"review": "done", "decided_at": instant, "decided_by_id": actor.account_id}
    done = db.session.execute(
        update(Submission)
        .where(Submission.id == item.id, Submission.version == version)
        .values(values)
        .execution_options(synchronize_session=False)
        .returning(Submission.id)
    ).first()
    if done is None:
        db.session.refresh(item)
        raise Stale(last_decision(item))
    db.session.refresh(item, [*values])


def _dates(item: Submission, status: str, step: Transition, instant: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if step.name == "submit":
        values |= {"submitted_at": instant, "review": "pending", "decided_at": None, "decided_by_id": None}
    if step.name == "withdraw":
        values |= {"review": "none"}
    if step.name == "retire" and item.review == "pending":
        values |= {"review": "none"}
    if status == "published" and item.published_at is None:
        values |= {"published_at": instant}
    return values


def _log(actor: Actor, item: Submission, step: Transition, before: str, reason: Reason | None) -> Decision:
    if step.name == "submit" or (item.status == "published" and before != "published"):
        revise(actor, item)
    decision = Decision(
        item_id=item.id,
        kind=item.kind,
        territory_id=item.territory_id,
        actor_id=actor.account_id,
        transition=step.name,
        from_status=before,
        to_status=item.status,
        reason_code=reason.code if reason else None,
        law=(reason.law.strip() or None) if reason else None,
        statement=reason.statement.strip() if reason else "",
        revision=last_revision(item),
        at=now(),
    )
    db.session.add(decision)
    db.session.flush()
    return decision
