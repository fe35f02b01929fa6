"""What a mover gives and takes back: one agreement, or the whole request; and what is forgotten in time."""

from datetime import timedelta

from sqlalchemy import delete, update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.introductions.consent import PHONE, WORDING, Consent
from ambassadors.introductions.events import Waits
from ambassadors.introductions.models import PERSONAL, Introduction
from ambassadors.introductions.proposal import Proposal
from ambassadors.introductions.queries.following import to_tell
from ambassadors.introductions.queries.own import unchanged_since
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.states import CLOSED, EXPIRED, FOLLOWED, GIVEN, NEW, REVOKED, WITHDRAWN
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction

from .changing import change, record
from .returning import return_unread

KEPT = timedelta(days=730)  # after the last change, whatever the state
A_BATCH = 200


def revoke(actor: Actor, introduction: Introduction, kind: str) -> bool:
    """Take one agreement back; False where it did not hold. A phone number goes with its own.

    Whoever followed the request and may no longer read it follows it no longer.
    """
    authorize(actor, Action.INTRODUCTION_OWN, introduction)
    if not any(one.kind == kind and one.revoked_at is None for one in introduction.consents):
        return False
    told = {account.id for account in to_tell(introduction)}
    # The request first, as everywhere: its row is what keeps two tabs apart. The version moves: a step that was
    # being taken meanwhile is not.
    values = {"phone": ""} if kind == PHONE else {"version": Introduction.version + 1}
    if not change(introduction, **values):
        return False
    taken = db.session.execute(
        update(Consent)
        .where(Consent.introduction_id == introduction.id, Consent.kind == kind, Consent.revoked_at.is_(None))
        .values(revoked_at=now())
        .execution_options(synchronize_session=False)
        .returning(Consent.kind)
    ).first()
    if taken is None:
        return False
    db.session.expire(introduction, ["consents"])
    record(introduction, REVOKED, actor.account_id, kind)
    if kind != PHONE and introduction.state in FOLLOWED:
        for one in return_unread([introduction]):
            publish(Waits(one))
    elif introduction.state == NEW and {account.id for account in to_tell(introduction)} - told:
        publish(Waits(introduction))
    return True


def give(actor: Actor, introduction: Introduction, kind: str, phone: str = "") -> bool:
    """Give an agreement later on, or again, in the present wording; False where it holds already."""
    authorize(actor, Action.INTRODUCTION_OWN, introduction)
    before = to_tell(introduction)
    values = {"version": Introduction.version + 1} | ({"phone": phone} if phone else {})
    if kind in introduction.granted or not change(introduction, **values):
        return False
    said = {"given_at": now(), "revoked_at": None, "wording": WORDING}
    given = db.session.get(Consent, (introduction.id, kind), populate_existing=True)
    if given is None:
        db.session.add(Consent(introduction_id=introduction.id, kind=kind, **said))
    else:
        for name, value in said.items():
            setattr(given, name, value)
    record(introduction, GIVEN, actor.account_id, kind)
    db.session.expire(introduction, ["consents"])
    if introduction.state == NEW and not before and to_tell(introduction):
        publish(Waits(introduction))
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
    """Delete notes, reminders, proposals and what was kept to confirm; leave the history its dates and states."""
    for kept in (Note, Reminder, Proposal, Consent):
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
