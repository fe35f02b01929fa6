"""What has been published on the generated site: testimonials, questions, answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import TypeVar

from ambassadors.moderation.models import Submission
from ambassadors.questions.models import TOURISTIC, Answer, Question
from ambassadors.territories.grid import HORIZONS, SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import Photo

from .dates import END, REVIEW, SPAN, instants, soon_after
from .people import Crowd, Person
from .sizes import Size
from .texts import Texts

S = TypeVar("S", bound=Submission)

UNANSWERED = 0.12  # share of the questions that wait
PHOTOS = 3
FAMOUS = 0  # rank of the question that everybody answers, in the busy territory
TOURISTIC_EVERY = 100
HELPED = 0.15


@dataclass
class Published:
    """Everything readers see, with how many answers each question got and how many helped."""

    testimonials: list[Testimonial] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)

    @property
    def all(self) -> list[Submission]:
        """Return every submission."""
        return [*self.testimonials, *self.questions, *self.answers]


class Writer:
    """Draws contributions as people would have written them; no session knows these objects."""

    def __init__(
        self,
        territories: Sequence[Territory],
        crowd: Crowd,
        texts: Texts,
        departements: Sequence[int],
        number: int,
    ) -> None:
        self.territories = territories
        self.crowd = crowd
        self.texts = texts
        self.rng: Random = texts.rng
        self.departements = departements
        self.number = number
        self.by: Person | None = None  # who writes for now, instead of somebody at random

    def begin(self, kind: type[S], territory_id: int, by: Person, at: datetime) -> S:
        """Begin a contribution of somebody in a territory, with the next number."""
        by = self.by or by
        item = kind(territory_id=territory_id, author_id=by.account_id, **by.speaker.columns())
        item.id = item.subject.id = self.number
        item.created_at = at
        self.number += 1
        return item

    def testimonial(self, territory: Territory, at: datetime) -> Testimonial:
        """Draw a testimonial of a territory."""
        author = self.rng.choice(self.crowd.ambassadors(territory.id))
        item = self.begin(Testimonial, territory.id, author, at)
        drawn = {
            "origin_id": self.rng.choice(self.departements),
            "destination_id": territory.place_id,
            "themes": self.rng.sample(list(THEMES), self.rng.randint(1, 5)),
            "segments": self.rng.sample(list(SEGMENTS), self.rng.randint(0, 3)),
            "links": [],
        }
        item.write(self.texts.portrait() | drawn)
        return item

    def question(self, territory: Territory, at: datetime) -> Question:
        """Draw a question to a territory."""
        item = self.begin(Question, territory.id, self.rng.choice(self.crowd.movers), at)
        drawn = {
            "segment": self.rng.choice([None, *SEGMENTS]),
            "origin_id": self.rng.choice([None, *self.departements]),
            "horizon": self.rng.choice([None, *HORIZONS]),
        }
        item.write(self.texts.question(self.rng.choice(list(THEMES))) | drawn)
        return item

    def answer(self, question: Question, at: datetime) -> Answer:
        """Draw an answer to a question."""
        author = self.rng.choice(self.crowd.voices(question.territory_id))
        item = self.begin(Answer, question.territory_id, author, at)
        item.question_id, item.question = question.id, question
        item.write({"text": self.texts.answer()})
        return item

    def publish(self, item: S) -> S:
        """Give an item what its approval would have written."""
        item.status, item.review = "published", "done"
        item.submitted_at = item.created_at
        item.published_at = item.decided_at = item.created_at + REVIEW
        item.decided_by_id = self.crowd.decider(item.territory_id, item.author_id)
        item.version = 3
        return item

    def placed(self, busy: int, total: int) -> list[Territory]:
        """Draw where things are told or asked: so many in the busy territory, the others less and less."""
        rest = self.territories[1:]
        weights = list(accumulate(1 / (rank + 20) for rank in range(len(rest))))
        drawn = [self.territories[0]] * busy + self.rng.choices(rest, cum_weights=weights, k=total - busy)
        self.rng.shuffle(drawn)
        return drawn


def publish_all(writer: Writer, size: Size) -> Published:
    """Draw everything that readers see."""
    made = Published()
    where = writer.placed(size.busy_testimonials, size.testimonials)
    for territory, at in zip(where, instants(writer.rng, size.testimonials), strict=True):
        item = writer.publish(writer.testimonial(territory, at))
        made.testimonials.append(item)
        made.photos += _photos(item)
    where = writer.placed(size.busy_questions, size.questions)
    for rank, (territory, at) in enumerate(zip(where, instants(writer.rng, size.questions), strict=True)):
        question = writer.publish(writer.question(territory, at))
        if rank % TOURISTIC_EVERY == 1:
            question.closed_reason, question.closing_reply = TOURISTIC, writer.texts.answer()
        made.questions.append(question)
    made.answers = [writer.publish(answer) for answer in _answers(writer, made.questions, size)]
    writer.by = writer.crowd.regular
    _one_of_each(writer, made, END - SPAN)
    writer.by = None
    _one_of_each(writer, made, END)
    _count(made)
    return made


def _one_of_each(writer: Writer, made: Published, at: datetime) -> None:
    """Publish a testimonial, a question and an answer in the busy territory: some pages show the newest only."""
    busy = writer.territories[0]
    made.testimonials.append(writer.publish(writer.testimonial(busy, at)))
    made.questions.append(writer.publish(writer.question(busy, at)))
    made.answers.append(writer.publish(writer.answer(made.questions[-1], at)))


def _photos(item: Testimonial) -> Iterator[Photo]:
    for position in range(PHOTOS):
        yield Photo(
            testimonial_id=item.id,
            position=position,
            key=f"photos/banc-{item.id}-{position}.jpg",
            width=1200,
            height=800,
            derived_at=item.created_at,
            alt=f"Une rue en fin de journée, photo {position + 1}",
            credit=item.speaker_name,
            rights_at=item.created_at,
            created_at=item.created_at,
        )


def _answers(writer: Writer, questions: Sequence[Question], size: Size) -> Iterator[Answer]:
    rng = writer.rng
    busy = [
        one for one in questions if one.territory_id == writer.territories[0].id and not one.closed_reason
    ]
    answered = [one for one in questions if not one.closed_reason and rng.random() > UNANSWERED]
    chosen = rng.choices(answered, k=size.answers - size.famous_answers)
    chosen += [busy[FAMOUS]] * size.famous_answers
    for question in chosen:
        answer = writer.answer(question, soon_after(rng, question.created_at))
        if rng.random() < HELPED:
            answer.helpful_at = answer.created_at + timedelta(days=2)
        yield answer


def _count(made: Published) -> None:
    for answer in made.answers:
        answers, helped = made.counts.get(answer.question_id, (0, 0))
        made.counts[answer.question_id] = (answers + 1, helped + (answer.helpful_at is not None))
