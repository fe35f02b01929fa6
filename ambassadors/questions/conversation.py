"""What the page of a question reads: the question, its answers and who speaks in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import permitted
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.core.slugs import slugify
from ambassadors.network.models import Organisation, Profile

from .models import Answer, Question

SIZE = 50


@dataclass(frozen=True)
class AnswerLine:
    """An answer as it is read, labelled by who speaks."""

    id: int
    author_id: int
    text_html: str
    published_at: datetime
    edited_at: datetime | None
    helpful_at: datetime | None
    speaker_name: str
    speaker_role: str
    organisation: str | None
    portrait_key: str | None
    is_of_circle: bool

    @property
    def speaks_for(self) -> bool:
        """Tell whether the answer is an organisation's."""
        return self.speaker_role == Role.PARTNER.value and self.organisation is not None

    @property
    def name(self) -> str:
        """Return the name shown: the organisation's for a partner."""
        return (self.organisation if self.speaks_for else None) or self.speaker_name

    @property
    def role(self) -> str:
        """Return as what the person spoke, and whether they no longer do."""
        former = not self.is_of_circle and not self.speaks_for
        return label_of(self.speaker_role, former=former)

    @property
    def profile_path(self) -> str | None:
        """Return the address of the speaker's profile, where they have one."""
        if self.speaks_for or not self.is_of_circle or self.speaker_role != Role.AMBASSADOR.value:
            return None
        return f"/ambassadeurs/{self.author_id}-{slugify(self.speaker_name)}"


@dataclass(frozen=True)
class Answers:
    """Some answers of a question, oldest first, and where the next ones begin."""

    items: list[AnswerLine]
    next: str | None


def question_with_all(question_id: int) -> Question | None:
    """Return a question with what its page shows around it, in one statement."""
    return db.session.get(
        Question,
        question_id,
        options=(
            joinedload(Question.territory),
            joinedload(Question.origin),
            # Joined, it makes SQLite scan every submission; most questions have none to load.
            selectinload(Question.duplicate_of),
        ),
    )


def answer_with_question(answer_id: int) -> Answer | None:
    """Return an answer with its question."""
    return db.session.get(Answer, answer_id, options=(joinedload(Answer.question),))


def answers_to(actor: Actor, question: Question, cursor: Cursor | None = None) -> Answers:
    """Return the published answers to a question, oldest first."""
    statement = _published_answers(actor, question)
    if cursor:
        statement = statement.where(tuple_(Answer.published_at, Answer.id) > (cursor.at, cursor.id))
    rows = db.session.execute(statement.order_by(Answer.published_at, Answer.id).limit(SIZE + 1)).all()
    items = [AnswerLine(**row._mapping) for row in rows[:SIZE]]
    more = len(rows) > SIZE
    return Answers(items, Cursor(items[-1].published_at, items[-1].id).encode() if more else None)


def newest_answers(actor: Actor, question: Question, most: int) -> list[AnswerLine]:
    """Return the published answers to a question, newest first."""
    newest = _published_answers(actor, question).order_by(Answer.published_at.desc(), Answer.id.desc())
    return [AnswerLine(**row._mapping) for row in db.session.execute(newest.limit(most))]


def _published_answers(actor: Actor, question: Question) -> Select[*tuple[Any, ...]]:
    return _answers().where(
        Answer.question_id == question.id,
        Answer.status == "published",
        permitted(actor, Action.SUBMISSION_VIEW, Answer),
    )


def _answers() -> Select[*tuple[Any, ...]]:
    still_there = exists().where(
        Membership.account_id == Answer.author_id,
        Membership.territory_id == Answer.territory_id,
        Membership.role == Answer.speaker_role,
        Membership.ended_at.is_(None),
    )
    return (
        select(
            Answer.id,
            Answer.author_id,
            Answer.text_html,
            Answer.published_at,
            Answer.edited_at,
            Answer.helpful_at,
            Answer.speaker_name,
            Answer.speaker_role,
            Organisation.name.label("organisation"),
            Profile.portrait_key,
            still_there.label("is_of_circle"),
        )
        .join(Account, Account.id == Answer.author_id)
        .outerjoin(Organisation, Organisation.id == Answer.organisation_id)
        .outerjoin(Profile, and_(Profile.account_id == Answer.author_id, Account.closed_at.is_(None)))
    )


def own_answers(actor: Actor, question: Question) -> Sequence[Answer]:
    """Return what an actor has written in answer to a question, newest first."""
    return db.session.scalars(
        select(Answer)
        .where(Answer.question_id == question.id, Answer.author_id == (actor.account_id or 0))
        .order_by(Answer.id.desc())
    ).all()


def has_answers(question: Question) -> bool:
    """Tell whether anybody has sent an answer to a question, whatever became of it."""
    sent = select(Answer.id).where(Answer.question_id == question.id, Answer.status != "draft")
    return db.session.scalar(sent.limit(1)) is not None


def drafts_of(question: Question) -> Sequence[Answer]:
    """Return the answers to a question that nobody has sent yet."""
    return db.session.scalars(
        select(Answer).where(Answer.question_id == question.id, Answer.status == "draft")
    ).all()
