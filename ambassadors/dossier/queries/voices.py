"""Under each theme: the testimonials that speak of it and the best answered questions, the pinned ones first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    union,
    union_all,
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
Statement = CompoundSelect[*tuple[Any, ...]] | None
HERE: BindParameter[int] = bindparam("territory_id")
# A statement of fourteen parts takes ten times longer to write than to run: it is written once for every territory.
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
    return select(newest.c.submission_id)


def _pins(theme: str) -> Select[*tuple[Any, ...]]:
    return select(Pin.submission_id).where(Pin.territory_id == HERE, Pin.theme == theme)


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
    """Return the testimonials of each theme in one statement: pinned, then of the segment, then newest."""
    rows = _rows(_testimonials(tuple(themes), most, segment), territory_id)
    return _by_theme([TestimonialVoice(**row) for row in rows])


@lru_cache(maxsize=WRITTEN)
def _testimonials(themes: tuple[str, ...], most: int, segment: str | None) -> Statement:
    return _together([_testimonials_of(theme, most, segment) for theme in themes])


def _testimonials_of(theme: str, most: int, segment: str | None) -> Select[*tuple[Any, ...]]:
    pin = aliased(Pin)
    found = union(_newest_under("testimonial", theme), _pins(theme)).subquery()
    return (
        select(
            literal(theme).label("theme"),
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
        .outerjoin(pin, _pin_of(pin, Testimonial.id, theme))
        .where(Testimonial.territory_id == HERE, Testimonial.status == "published")
        .order_by(
            *_pinned_first(pin),
            _speaks_to(Testimonial, segment),
            Testimonial.published_at.desc(),
            Testimonial.id.desc(),
        )
        .limit(most)
    )


def _pin_of(pin: Any, submission_id: Any, theme: str) -> Any:
    return and_(pin.submission_id == submission_id, pin.territory_id == HERE, pin.theme == theme)


def _pinned_first(pin: Any) -> tuple[Any, Any]:
    return pin.submission_id.is_(None), func.coalesce(pin.position, 0)


def questions_under(
    territory_id: int, themes: Iterable[str], most: int, segment: str | None = None
) -> dict[str, list[AnsweredQuestion]]:
    """Return the best answered questions of each theme in one statement: pinned, of the segment, most helpful."""
    rows = _rows(_questions(tuple(themes), most, segment), territory_id)
    return _by_theme([AnsweredQuestion(**row) for row in rows])


@lru_cache(maxsize=WRITTEN)
def _questions(themes: tuple[str, ...], most: int, segment: str | None) -> Statement:
    return _together([_questions_of(theme, most, segment) for theme in themes])


def _questions_of(theme: str, most: int, segment: str | None) -> Select[*tuple[Any, ...]]:
    """Select the questions of a theme: a pinned answer speaks, else the one that helped, else the oldest."""
    pin, chosen, stats = aliased(Pin), aliased(Answer, flat=True), SubmissionStats
    pinned_questions = select(Answer.question_id.label("submission_id")).where(Answer.id.in_(_pins(theme)))
    found = union(_newest_under("question", theme), pinned_questions).subquery()
    best = _best_answer(theme)
    return (
        select(
            literal(theme).label("theme"),
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
            pin.submission_id.is_not(None).label("pinned"),
        )
        .select_from(Question)
        .join(found, found.c.submission_id == Question.id)
        .join(chosen, chosen.id == best)
        .outerjoin(stats, stats.submission_id == Question.id)
        .outerjoin(Organisation, Organisation.id == chosen.organisation_id)
        .outerjoin(pin, _pin_of(pin, chosen.id, theme))
        .where(Question.territory_id == HERE, Question.status == "published")
        .order_by(
            *_pinned_first(pin),
            _speaks_to(Question, segment),
            func.coalesce(stats.helpful, 0).desc(),
            func.coalesce(stats.answers, 0).desc(),
            Question.published_at.desc(),
            Question.id.desc(),
        )
        .limit(most)
    )


def _best_answer(theme: str) -> Any:
    answer, pin = aliased(Answer, flat=True), aliased(Pin)
    return (
        select(answer.id)
        .outerjoin(pin, _pin_of(pin, answer.id, theme))
        .where(answer.question_id == Question.id, answer.status == "published")
        .order_by(*_pinned_first(pin), answer.helpful_at.is_(None), answer.published_at, answer.id)
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )


def _together(parts: Sequence[Select[*tuple[Any, ...]]]) -> Statement:
    """Make one statement of those of the themes; None of no theme."""
    return union_all(*(select(part.subquery()) for part in parts)) if parts else None


def _rows(statement: Statement, territory_id: int) -> Any:
    if statement is None:
        return []
    return db.session.execute(statement, {HERE.key: territory_id}).mappings()


def _by_theme(voices: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for voice in voices:
        found.setdefault(voice.theme, []).append(voice)
    return found
