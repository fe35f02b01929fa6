"""How many answers a question has and how many helped: counted as they come, and recounted on demand."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.moderation.engine import Moved
from ambassadors.moderation.models import Facet, SubmissionStats

from .models import ANSWERED, STATE, WAITING, Answer
from .queries import counts_that_differ, states_that_differ


@subscribe(Moved)
def count_answer(event: Moved) -> None:
    """Count an answer that was just published, or is public no more."""
    if not isinstance(event.item, Answer):
        return
    gained = (event.to_status == "published") - (event.from_status == "published")
    if gained:
        helped = gained if event.item.helpful_at else 0
        change_counts(event.item.question_id, answers=gained, helpful=helped)


def change_counts(question_id: int, *, answers: int = 0, helpful: int = 0) -> None:
    """Add to the counters of a question; its first answer moves it out of those that wait."""
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(SubmissionStats).values(
        submission_id=question_id, answers=max(answers, 0), helpful=max(helpful, 0)
    )
    total = db.session.scalar(
        first.on_conflict_do_update(
            index_elements=["submission_id"],
            set_={
                "answers": SubmissionStats.answers + answers,
                "helpful": SubmissionStats.helpful + helpful,
            },
        ).returning(SubmissionStats.answers)
    )
    if answers:
        _set_state(question_id, ANSWERED if total else WAITING)


def _set_state(question_id: int, state: str) -> None:
    db.session.execute(
        update(Facet)
        .where(
            Facet.submission_id == question_id,
            Facet.facet == STATE,
            Facet.value.in_((ANSWERED, WAITING)),
            Facet.value != state,
        )
        .values(value=state)
        .execution_options(synchronize_session=False)
    )


def recount() -> int:
    """Put right every counter and state that is wrong, and return how many were."""
    wrong = 0
    for question_id, answers, helpful in counts_that_differ():
        change = {"answers": answers, "helpful": helpful}
        change_counts(question_id)
        db.session.execute(
            update(SubmissionStats)
            .where(SubmissionStats.submission_id == question_id)
            .values(change)
            .execution_options(synchronize_session=False)
        )
        wrong += 1
    for question_id, state in states_that_differ():
        _set_state(question_id, state)
        wrong += 1
    return wrong
