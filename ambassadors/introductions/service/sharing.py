"""What a mover takes back: one agreement, or the whole request; and what is forgotten in time."""

from datetime import timedelta

from sqlalchemy import delete, update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.introductions.consent import PHONE, Consent
from ambassadors.introductions.models import PERSONAL, Introduction
from ambassadors.introductions.queries.own import unchanged_since
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.states import CLOSED, EXPIRED, REVOKED, WITHDRAWN
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction

KEPT = timedelta(days=730)  # after the last change, whatever the state
A_BATCH = 200


def revoke(actor: Actor, introduction: Introduction, kind: str) -> bool:
    """Take one agreement back; False where it did not hold. A phone number goes with its own."""
    authorize(actor, Action.INTRODUCTION_OWN, introduction)
    taken = db.session.execute(
        update(Consent)
        .where(Consent.introduction_id == introduction.id, Consent.kind == kind, Consent.revoked_at.is_(None))
        .values(revoked_at=now())
        .execution_options(synchronize_session=False)
        .returning(Consent.kind)
    ).first()
    if taken is None:
        return False
    if kind == PHONE:
        introduction.phone = ""
    introduction.changed_at = now()
    db.session.add(
        Event(
            introduction_id=introduction.id,
            what=REVOKED,
            state=introduction.state,
            detail=kind,
            actor_id=actor.account_id,
        )
    )
    db.session.flush()
    db.session.expire(introduction, ["consents"])
    return True


def withdraw(actor: Actor, introduction: Introduction) -> None:
    """Take one's request back: all that was shared goes now, dates and states stay."""
    authorize(actor, Action.INTRODUCTION_OWN, introduction)
    wipe(introduction, WITHDRAWN)


def wipe(introduction: Introduction, why: str, *, author: bool = True) -> None:
    """Empty a request of everything that tells of its mover; `author`: they may still see what became of it."""
    db.session.flush()
    number, instant = introduction.id, now()
    emptied = db.session.execute(
        update(Introduction)
        .where(Introduction.id == number, Introduction.wiped_at.is_(None))
        .values(
            dict.fromkeys(PERSONAL, "")
            | {"origin_id": None, "horizon": None, "taken_by_id": None, "state": CLOSED}
            | {"wiped_at": instant, "changed_at": instant, "version": Introduction.version + 1}
            | ({"withdrawn_at": instant} if why == WITHDRAWN else {})
        )
        .execution_options(synchronize_session=False)
        .returning(Introduction.id)
    ).first()
    if emptied:
        _forget_around(number)
        db.session.add(Event(introduction_id=number, what=why, state=CLOSED))
    if not author:
        db.session.execute(update(Introduction).where(Introduction.id == number).values(author_id=None))
    db.session.flush()
    db.session.refresh(introduction)


def _forget_around(number: int) -> None:
    """Delete notes, reminders and what was kept to confirm; leave the history its dates and states."""
    for kept in (Note, Reminder, Consent):
        db.session.execute(delete(kept).where(kept.introduction_id == number))
    db.session.execute(
        delete(UnconfirmedIntroduction).where(UnconfirmedIntroduction.introduction_id == number)
    )
    db.session.execute(
        update(Event)
        .where(Event.introduction_id == number)
        .values(actor_id=None, detail="")
        .execution_options(synchronize_session=False)
    )


def forget_old() -> int:
    """Empty the requests that nothing has changed for two years; return how many."""
    found = unchanged_since(now() - KEPT, A_BATCH)
    for introduction in found:
        wipe(introduction, EXPIRED, author=False)
    return len(found)
