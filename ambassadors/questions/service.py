"""Verbs on questions and answers: asking, answering, writing, marking. None of them commits or mails."""

from typing import Any

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.speaking import Speaker, mover, speakers_of
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.moderation.engine import Stale, transition
from ambassadors.moderation.history import last_decision
from ambassadors.moderation.models import Submission
from ambassadors.territories.models import Territory

from .counting import change_counts
from .events import Helped
from .models import Answer, Question

Content = dict[str, Any]


def ask(actor: Actor, territory: Territory, content: Content, name: str | None = None) -> Question:
    """Ask a territory a question and send it to its queue."""
    authorize(actor, Action.QUESTION_ASK, territory)
    question = Question(
        territory=territory, author_id=actor.account_id, **mover(name or actor.name).columns()
    )
    question.write(content)
    db.session.add(question)
    db.session.flush()
    transition(actor, question, "submit", version=question.version)
    return question


def speaker_among(actor: Actor, territory_id: int, role: str | None) -> Speaker:
    """Return the hat chosen among those an actor wears in a territory, the first one by default."""
    hats = speakers_of(actor, territory_id)
    return next((hat for hat in hats if hat.role == role), hats[0])


def answer(actor: Actor, question: Question, text: str, role: str | None = None, *, send: bool) -> Answer:
    """Answer a question in the name of a territory, as a draft or straight to its queue."""
    authorize(actor, Action.ANSWER_CREATE, question)
    written = Answer(
        territory_id=question.territory_id,
        author_id=actor.account_id,
        question=question,
        **speaker_among(actor, question.territory_id, role).columns(),
    )
    written.write({"text": text})
    db.session.add(written)
    db.session.flush()
    if send:
        transition(actor, written, "submit", version=written.version)
    return written


def rewrite(
    actor: Actor,
    item: Question | Answer,
    content: Content,
    *,
    version: int,
    send: bool,
    role: str | None = None,
) -> None:
    """Change the text of a draft or of a returned contribution, and send it if asked to; Stale if it moved."""
    authorize(actor, Action.SUBMISSION_EDIT, item)
    if isinstance(item, Answer):
        if send:
            authorize(actor, Action.ANSWER_CREATE, item.question)
        _put_hat(actor, item, role)
    next_version(item, version)
    item.write(content)
    db.session.flush()
    if send:
        transition(actor, item, "submit", version=item.version)


def _put_hat(actor: Actor, item: Answer, role: str | None) -> None:
    if not speakers_of(actor, item.territory_id):
        return
    for name, value in speaker_among(actor, item.territory_id, role).columns().items():
        setattr(item, name, value)


def next_version(item: Submission, seen: int) -> None:
    """Move the version from the one that was read, or raise Stale: somebody was quicker."""
    db.session.flush()
    taken = db.session.execute(
        update(Submission)
        .where(Submission.id == item.id, Submission.version == seen)
        .values(version=seen + 1)
        .execution_options(synchronize_session=False)
        .returning(Submission.id)
    ).first()
    if taken is None:
        raise Stale(last_decision(item))
    db.session.refresh(item, ["version"])


def mark_helpful(actor: Actor, question: Question, answer: Answer) -> bool:
    """Say that an answer to one's own question helped, or take it back; return whether it helps now."""
    authorize(actor, Action.QUESTION_MARK_HELPFUL, question)
    helps = answer.helpful_at is None
    wanted = Answer.helpful_at.is_(None) if helps else Answer.helpful_at.is_not(None)
    changed = db.session.execute(
        update(Answer)
        .where(Answer.id == answer.id, wanted)
        .values(helpful_at=now() if helps else None)
        .execution_options(synchronize_session=False)
        .returning(Answer.__table__.c.id)
    ).first()
    db.session.refresh(answer, ["helpful_at"])
    if changed and answer.status == "published":
        change_counts(question.id, helpful=1 if helps else -1)
    if changed and helps:
        publish(Helped(answer, actor))
    return helps
