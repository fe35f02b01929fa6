"""Proposing a request to an ambassador, who writes one message to its mover, or declines."""

from typing import Any

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize, can
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.introductions.events import Proposed, Written
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.proposal import Proposal
from ambassadors.introductions.queries.proposing import candidates_for, proposals_on
from ambassadors.introductions.record import Event
from ambassadors.introductions.states import DECLINED, PROPOSED, WRITTEN

from .following import Overtaken

MOST_OPEN = 3
ENOUGH = "Trois personnes ont déjà cette demande : attendez que l’une d’elles réponde."
NOBODY = "Choisissez une personne de la liste."


class Unproposable(ValueError):
    """The request cannot be proposed to this person; why, in French."""


class Answered(Exception):
    """Its ambassador has written, or declined, already."""


def propose(actor: Actor, introduction: Introduction, ambassador_id: int) -> Proposal:
    """Propose a request to an ambassador of its territory; raise Unproposable, or Overtaken."""
    authorize(actor, Action.INTRODUCTION_PROPOSE, introduction)
    _hold(introduction)
    if not can(actor, Action.INTRODUCTION_PROPOSE, introduction):
        raise Overtaken(introduction)
    if sum(one.is_open for one in proposals_on(introduction.id)) >= MOST_OPEN:
        raise Unproposable(ENOUGH)
    if ambassador_id not in {one.account_id for one in candidates_for(introduction)}:
        raise Unproposable(NOBODY)
    proposal = Proposal(
        introduction=introduction,
        territory_id=introduction.territory_id,
        ambassador_id=ambassador_id,
        proposed_by_id=actor.account_id,
    )
    db.session.add(proposal)
    _record(introduction, actor, PROPOSED)
    db.session.flush()
    publish(Proposed(proposal))
    return proposal


def write(actor: Actor, proposal: Proposal, message: str) -> None:
    """Write to the mover of a request proposed to oneself, once; raise Answered."""
    _answer(actor, proposal, WRITTEN, message=message, written_at=now())
    publish(Written(proposal))


def decline(actor: Actor, proposal: Proposal) -> None:
    """Say that one will not write; raise Answered."""
    _answer(actor, proposal, DECLINED, declined_at=now())


def _answer(actor: Actor, proposal: Proposal, what: str, **values: Any) -> None:
    authorize(actor, Action.PROPOSAL_ANSWER, proposal)
    _hold(proposal.introduction)
    authorize(actor, Action.PROPOSAL_ANSWER, proposal)
    answered = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.written_at.is_(None), Proposal.declined_at.is_(None))
        .values(values)
        .execution_options(synchronize_session=False)
        .returning(Proposal.id)
    ).first()
    if answered is None:
        raise Answered
    _record(proposal.introduction, actor, what)
    db.session.flush()
    db.session.refresh(proposal)


def _hold(introduction: Introduction) -> None:
    """Keep what its mover takes back and this apart: whichever comes second finds what the other did."""
    db.session.flush()
    db.session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, Introduction.wiped_at.is_(None))
        .values(changed_at=now())
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(introduction)
    db.session.expire(introduction, ["consents"])


def _record(introduction: Introduction, actor: Actor, what: str) -> None:
    db.session.add(
        Event(introduction_id=introduction.id, what=what, state=introduction.state, actor_id=actor.account_id)
    )
