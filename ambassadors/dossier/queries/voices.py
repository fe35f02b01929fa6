"""Under each theme: the testimonials that speak of it and the best answered questions, the pinned ones first.

Where a public is chosen, what speaks to it comes before, and is pinned first among itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    union,
)
from sqlalchemy.orm import aliased

from ambassadors.core.db import db
from ambassadors.core.text import excerpt
from ambassadors.dossier.cell import Pin
from ambassadors.moderation.models import Facet, SubmissionStats
from ambassadors.network.models import Organisation
from ambassadors.places.models import Place
from ambassadors.questions.models import Answer, Question
from ambassadors.testimonials.models import Testimonial

LOOKED_AT = 40  # the newest of a theme, among which the best are chosen
Statement = Select[*tuple[Any, ...]]
HERE: BindParameter[int] = bindparam("territory_id")
# A statement on fourteen themes takes longer to write than to run: it is written once for every territory.
WRITTEN = 64  # statements kept: two for the whole, a theme or an edition, by segment


@dataclass(frozen=True)
class TestimonialVoice:
    """What a testimonial says of a theme."""

    theme: str
    id: int
    slug: str
    title: str
    lead: str
    passages: dict[str, str]
    speaker_name: str
    move_year: int | None
    origin: str | None
    published_at: datetime
    pinned: bool

    __test__ = False  # for pytest: a value, not tests

    @property
    def path(self) -> str:
        """Return the address of the whole testimonial."""
        return f"/temoignages/{self.id}-{self.slug}"

    @property
    def passage(self) -> str:
        """Return the words that speak of the theme, else its lead."""
        return self.passages.get(self.theme) or self.lead


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question of a theme, with the answer that helped most."""

    theme: str
    id: int
    slug: str
    title: str
    answers: int
    answer_html: str
    answer_id: int
    speaker_name: str
    speaker_role: str
    organisation: str | None
    helped: bool
    pinned: bool

    @property
    def path(self) -> str:
        """Return the address of the conversation."""
        return f"/questions/{self.id}-{self.slug}"

    @property
    def answered_by(self) -> str:
        """Return who answers: the organisation of a partner, else the person."""
        return (
            self.organisation if self.organisation and self.speaker_role == "partner" else self.speaker_name
        )

    @property
    def answer_excerpt(self) -> str:
        """Return the beginning of the answer."""
        return excerpt(self.answer_html, 260)


def _newest_under(kind: str, theme: str) -> Select[*tuple[Any, ...]]:
    newest = (
        select(Facet.submission_id)
        .where(
            Facet.territory_id == HERE,
            Facet.kind == kind,
            Facet.facet == "theme",
            Facet.value == theme,
        )
        .order_by(Facet.published_at.desc(), Facet.submission_id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    return select(literal(theme).label("theme"), newest.c.submission_id)


def _found(kind: str, themes: Sequence[str], pinned: Select[*tuple[Any, ...]]) -> Subquery:
    """Select what is looked at under each theme: the newest, and what is pinned however old it is."""
    newest = (_newest_under(kind, theme) for theme in themes)
    return union(*newest, pinned.where(Pin.territory_id == HERE, Pin.theme.in_(themes))).subquery()


def _speaks_to(kind: Any, segment: str | None) -> Any:
    """Sort first what was written for a segment; nothing where none is chosen."""
    if segment is None:
        return literal(0)
    link = aliased(Facet)
    matches = exists().where(link.submission_id == kind.id, link.facet == "segment", link.value == segment)
    return case((matches, 0), else_=1)


def testimonials_under(
    territory_id: int, themes: Iterable[str], most: int, segment: str | None = None
) -> dict[str, list[TestimonialVoice]]:
    """Return the testimonials of each theme in one statement: of the segment, then pinned, then newest."""
    rows = _rows(_testimonials, territory_id, themes, most, segment)
    return _by_theme([TestimonialVoice(**row) for row in rows])


@lru_cache(maxsize=WRITTEN)
def _testimonials(themes: tuple[str, ...], most: int, segment: str | None) -> Statement:
    pin = aliased(Pin)
    found = _found("testimonial", themes, select(Pin.theme, Pin.submission_id))
    statement = (
        select(
            found.c.theme,
            Testimonial.id,
            Testimonial.slug,
            Testimonial.title,
            Testimonial.lead,
            Testimonial.passages,
            Testimonial.speaker_name,
            Testimonial.move_year,
            Place.name.label("origin"),
            Testimonial.published_at,
            pin.submission_id.is_not(None).label("pinned"),
        )
        .select_from(Testimonial)
        .join(found, found.c.submission_id == Testimonial.id)
        .outerjoin(Place, Place.id == Testimonial.origin_id)
        .outerjoin(pin, _pin_of(pin, Testimonial.id, found))
        .where(Testimonial.territory_id == HERE, Testimonial.status == "published")
    )
    order = (
        _speaks_to(Testimonial, segment),
        *_pinned_first(pin),
        Testimonial.published_at.desc(),
        Testimonial.id.desc(),
    )
    first = _first_of_each(statement, found, order, most)
    shown = [column for column in first.c if column.key != "place"]
    return select(*shown).order_by(first.c.theme, first.c.place)


def _pin_of(pin: Any, submission_id: Any, found: Subquery) -> Any:
    return and_(pin.submission_id == submission_id, pin.territory_id == HERE, pin.theme == found.c.theme)


def _pinned_first(pin: Any) -> tuple[Any, Any]:
    return pin.submission_id.is_(None), func.coalesce(pin.position, 0)


def questions_under(
    territory_id: int, themes: Iterable[str], most: int, segment: str | None = None
) -> dict[str, list[AnsweredQuestion]]:
    """Return the best answered questions of each theme in one statement: of the segment, pinned, most helpful."""
    rows = _rows(_questions, territory_id, themes, most, segment)
    return _by_theme([AnsweredQuestion(**row) for row in rows])


@lru_cache(maxsize=WRITTEN)
def _questions(themes: tuple[str, ...], most: int, segment: str | None) -> Statement:
    """Select the questions of each theme, then the answer of those alone that are shown."""
    chosen, stats, first = (
        aliased(Answer, flat=True),
        SubmissionStats,
        _first_questions(themes, most, segment),
    )
    return (
        select(
            first.c.theme,
            Question.id,
            Question.slug,
            Question.title,
            func.coalesce(stats.answers, 0).label("answers"),
            chosen.text_html.label("answer_html"),
            chosen.id.label("answer_id"),
            chosen.speaker_name,
            chosen.speaker_role,
            Organisation.name.label("organisation"),
            chosen.helpful_at.is_not(None).label("helped"),
            first.c.pinned,
        )
        .select_from(Question)
        .join(first, first.c.id == Question.id)
        # Named by its question too, which has an index: PostgreSQL would else read every answer there is.
        .join(chosen, and_(chosen.question_id == Question.id, chosen.id == _best_answer(first)))
        .outerjoin(stats, stats.submission_id == Question.id)
        .outerjoin(Organisation, Organisation.id == chosen.organisation_id)
        .order_by(first.c.theme, first.c.place)
    )


def _first_questions(themes: Sequence[str], most: int, segment: str | None) -> Subquery:
    """Select the questions to show under each theme: of the segment, with a pinned answer, the most helpful."""
    stats, pins = SubmissionStats, _pinned_answers()
    pinned = select(Pin.theme, Answer.question_id).join(Answer, Answer.id == Pin.submission_id)
    found = _found("question", themes, pinned)
    is_pinned = pins.c.question_id.is_not(None)
    statement = (
        select(found.c.theme, Question.id, is_pinned.label("pinned"))
        .select_from(Question)
        .join(found, found.c.submission_id == Question.id)
        .outerjoin(stats, stats.submission_id == Question.id)
        .outerjoin(pins, and_(pins.c.question_id == Question.id, pins.c.theme == found.c.theme))
        .where(
            Question.territory_id == HERE,
            Question.status == "published",
            exists().where(Answer.question_id == Question.id, Answer.status == "published"),
        )
    )
    order = (
        _speaks_to(Question, segment),
        ~is_pinned,
        func.coalesce(pins.c.position, 0),
        func.coalesce(stats.helpful, 0).desc(),
        func.coalesce(stats.answers, 0).desc(),
        Question.published_at.desc(),
        Question.id.desc(),
    )
    return _first_of_each(statement, found, order, most)


def _pinned_answers() -> Subquery:
    """Select the questions whose published answers are pinned, with the first of their places."""
    return (
        select(Pin.theme, Answer.question_id, func.min(Pin.position).label("position"))
        .join(Answer, Answer.id == Pin.submission_id)
        .where(Pin.territory_id == HERE, Answer.status == "published")
        .group_by(Pin.theme, Answer.question_id)
        .subquery()
    )


def _best_answer(first: Subquery) -> Any:
    """Choose who answers: a pinned answer, else the one that helped, else the oldest."""
    answer, pin = aliased(Answer, flat=True), aliased(Pin)
    return (
        select(answer.id)
        .outerjoin(pin, _pin_of(pin, answer.id, first))
        .where(answer.question_id == Question.id, answer.status == "published")
        .order_by(*_pinned_first(pin), answer.helpful_at.is_(None), answer.published_at, answer.id)
        .limit(1)
        .correlate(Question, first)
        .scalar_subquery()
    )


def _first_of_each(statement: Statement, found: Subquery, order: Sequence[Any], most: int) -> Subquery:
    """Keep the first rows of each theme, with their places in their order."""
    place = func.row_number().over(partition_by=found.c.theme, order_by=order).label("place")
    ranked = statement.add_columns(place).subquery()
    return select(ranked).where(ranked.c.place <= most).subquery()


def _rows(
    written: Callable[[tuple[str, ...], int, str | None], Statement],
    territory_id: int,
    themes: Iterable[str],
    most: int,
    segment: str | None,
) -> Any:
    asked = tuple(themes)
    if not asked:
        return []
    return db.session.execute(written(asked, most, segment), {HERE.key: territory_id}).mappings()


def _by_theme(voices: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for voice in voices:
        found.setdefault(voice.theme, []).append(voice)
    return found
