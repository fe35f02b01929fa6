"""Published questions that look alike: they share the words of their titles."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Select, delete, select, union_all

from ambassadors.access.actor import Actor
from ambassadors.core.db import db
from ambassadors.core.stems import keywords

from .models import Question
from .queries import QuestionLine, lines_of
from .words import QuestionWord

MOST_WORDS = 8  # of a title are looked for
MOST_OF_A_WORD = 60  # newest questions with one word are looked at
LIKENESS = 0.34  # share of the words that must meet


def index(question: Question) -> None:
    """Keep the words of a question's title while it is published, and only then."""
    db.session.execute(delete(QuestionWord).where(QuestionWord.question_id == question.id))
    if question.status != "published" or question.published_at is None:
        return
    db.session.add_all(
        QuestionWord(question_id=question.id, word=word, published_at=question.published_at)
        for word in keywords(question.title)
    )
    db.session.flush()


def similar_to(
    actor: Actor, text: str, territory_id: int | None = None, most: int = 5, but: int | None = None
) -> list[QuestionLine]:
    """Return the published questions most like a text, those of a territory first among equals."""
    words = keywords(text)[:MOST_WORDS]
    shared = _shared(words) if words else Counter[int]()
    shared.pop(but or 0, None)
    least = min(len(words), max(2, round(LIKENESS * len(words))))
    near = [row_id for row_id, met in shared.items() if met >= least]
    near.sort(key=lambda row_id: (-shared[row_id], -row_id))
    if not near:
        return []
    lines = lines_of(actor, near[: 6 * most]).values()
    ranked = sorted(lines, key=lambda line: (-shared[line.id], line.territory_id != territory_id, -line.id))
    return ranked[:most]


def _shared(words: Sequence[str]) -> Counter[int]:
    """Count, for each question that has some of these words, how many; the newest of each word only."""
    parts = [_newest_with(word).subquery() for word in words]
    rows = db.session.execute(union_all(*(select(part.c.question_id) for part in parts)))
    return Counter(rows.scalars())


def _newest_with(word: str) -> Select[int]:
    return (
        select(QuestionWord.question_id)
        .where(QuestionWord.word == word)
        .order_by(QuestionWord.published_at.desc(), QuestionWord.question_id.desc())
        .limit(MOST_OF_A_WORD)
    )
