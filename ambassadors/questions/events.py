"""What happens to questions beside the changes of their status."""

from dataclasses import dataclass

from ambassadors.access.actor import Actor

from .models import Answer, Question


@dataclass(frozen=True)
class Relocated:
    """A question was moved to another territory, in the transaction that is under way."""

    question: Question
    from_territory_id: int
    actor: Actor


@dataclass(frozen=True)
class Closed:
    """A question takes no more answers: a duplicate, or not about living there."""

    question: Question
    actor: Actor


@dataclass(frozen=True)
class Reopened:
    """A closed question takes answers again."""

    question: Question
    actor: Actor


@dataclass(frozen=True)
class Helped:
    """The asker said that an answer helped."""

    answer: Answer
    actor: Actor
