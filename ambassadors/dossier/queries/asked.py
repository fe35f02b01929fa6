"""What readers ask and the dossier does not answer: questions of a theme, those that ask the same thing together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, union_all
from sqlalchemy.orm import aliased

from ambassadors.core.db import db
from ambassadors.moderation.models import Facet
from ambassadors.questions.models import CLOSED, DUPLICATE, STATE, WAITING, Question
from ambassadors.questions.words import QuestionWord

LOOKED_AT = 60  # the newest of a theme
SHARED = 2  # words at least, and half of those of the longer title, make two questions ask the same thing


@dataclass(frozen=True)
class AskedQuestion:
    """A published question of a theme."""

    theme: str
    id: int
    slug: str
    title: str
    duplicate_of_id: int | None

    @property
    def path(self) -> str:
        """Return the address of the conversation."""
        return f"/questions/{self.id}-{self.slug}"


@dataclass(frozen=True)
class AskedThing:
    """A question, and how many others ask the same thing in other words."""

    question: AskedQuestion
    others: int


def unanswered_by(
    territory_id: int, silent: Collection[str], written: Collection[str]
) -> dict[str, list[AskedThing]]:
    """Return what is asked under each theme, the most often asked first, in two statements.

    Under a theme on which the dossier is silent, every question counts; under a written one, those nobody answered.
    """
    parts = [_asked_of(territory_id, theme) for theme in silent]
    parts += [_asked_of(territory_id, theme).where(_is_open()) for theme in written]
    if not parts:
        return {}
    newest = [
        part.order_by(Facet.published_at.desc(), Facet.submission_id.desc()).limit(LOOKED_AT)
        for part in parts
    ]
    rows = db.session.execute(union_all(*(select(part.subquery()) for part in newest))).mappings()
    asked = [AskedQuestion(**row) for row in rows]
    words = _words_of([one.id for one in asked])
    return {
        theme: _gathered([one for one in asked if one.theme == theme], words) for theme in (*silent, *written)
    }


def _asked_of(territory_id: int, theme: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Question.theme,
            Question.id,
            Question.slug,
            Question.title,
            Question.duplicate_of_id,
        )
        .join(Facet, Facet.submission_id == Question.id)
        .where(
            Facet.territory_id == territory_id,
            Facet.kind == "question",
            Facet.facet == "theme",
            Facet.value == theme,
            or_(Question.closed_reason.is_(None), Question.closed_reason == DUPLICATE),
        )
    )


def _is_open() -> ColumnElement[bool]:
    """Match the questions that nobody answered, and those that were closed because another one asks the same."""
    state = aliased(Facet)
    return exists().where(
        state.submission_id == Question.id, state.facet == STATE, state.value.in_((WAITING, CLOSED))
    )


def _words_of(ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {number: set() for number in ids}
    rows = db.session.execute(
        select(QuestionWord.question_id, QuestionWord.word).where(QuestionWord.question_id.in_(ids))
    )
    for number, word in rows:
        found[number].add(word)
    return found


def _gathered(asked: Iterable[AskedQuestion], words: dict[int, set[str]]) -> list[AskedThing]:
    """Put together the questions that ask the same thing, each group under its newest; duplicates lead nothing."""
    groups: list[list[AskedQuestion]] = []
    for one in sorted(asked, key=lambda one: (one.duplicate_of_id is not None, -one.id)):
        home = next((group for group in groups if _alike(group[0], one, words)), None)
        if home is not None:
            home.append(one)
        elif one.duplicate_of_id is None:
            groups.append([one])
    things = [AskedThing(group[0], len(group) - 1) for group in groups]
    return sorted(things, key=lambda thing: (-thing.others, -thing.question.id))


def _alike(first: AskedQuestion, other: AskedQuestion, words: dict[int, set[str]]) -> bool:
    if first.id == other.duplicate_of_id:
        return True
    mine, theirs = words[first.id], words[other.id]
    shared = len(mine & theirs)
    return shared >= SHARED and 2 * shared >= max(len(mine), len(theirs))
