"""What a territory's public page brings together, in a constant number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    cast,
    false,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from ambassadors.core.db import db
from ambassadors.core.text import excerpt
from ambassadors.core.types import UTCDateTime
from ambassadors.moderation.models import Facet, Subject, Submission, SubmissionStats
from ambassadors.questions.models import STATE, WAITING, Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import Photo
from ambassadors.testimonials.queries import card_picture, first_photo

from .models import BrandRevision

TESTIMONIALS, QUESTIONS = 3, 4
LOOKED_AT = 40  # the newest for a public, among which those with an answer are chosen


@dataclass(frozen=True)
class Voice:
    """A testimonial or a question that was just published."""

    kind: str
    id: int
    slug: str
    title: str
    text: str
    speaker: str
    theme: str | None
    answers: int | None
    published_at: datetime
    photo_key: str | None
    photo_width: int | None
    photo_derived_at: datetime | None
    territory_name: str | None = None
    territory_slug: str | None = None
    colour: str | None = None
    meant: bool = False  # for the public that the reader chose

    @property
    def path(self) -> str:
        """Return the address of its page."""
        return f"/{'temoignages' if self.kind == 'testimonial' else 'questions'}/{self.id}-{self.slug}"

    @property
    def picture_key(self) -> str | None:
        """Return the key of the small picture of its first photo."""
        return card_picture(self.photo_key, self.photo_width, self.photo_derived_at)

    @property
    def lead(self) -> str:
        """Return the beginning of its text."""
        return self.text if self.kind == "testimonial" else excerpt(self.text, 160)


def _testimonials() -> Any:
    """Select testimonials with the columns of a Voice."""
    return (
        select(
            Testimonial.kind,
            Testimonial.id,
            Testimonial.slug,
            Testimonial.title,
            Testimonial.lead.label("text"),
            Testimonial.speaker_name.label("speaker"),
            cast(null(), String).label("theme"),
            cast(null(), Integer).label("answers"),
            Testimonial.published_at,
            Photo.key.label("photo_key"),
            Photo.width.label("photo_width"),
            Photo.derived_at.label("photo_derived_at"),
        )
        .outerjoin(Photo, Photo.id == first_photo)
        .where(Testimonial.kind == "testimonial", Testimonial.status == "published")
    )


def _questions() -> Any:
    """Select questions with the columns of a Voice."""
    return (
        select(
            Question.kind,
            Question.id,
            Question.slug,
            Question.title,
            Question.text_html.label("text"),
            Question.speaker_name.label("speaker"),
            Question.theme,
            SubmissionStats.answers,
            Question.published_at,
            cast(null(), String).label("photo_key"),
            cast(null(), Integer).label("photo_width"),
            cast(null(), UTCDateTime()).label("photo_derived_at"),
        )
        .outerjoin(SubmissionStats, SubmissionStats.submission_id == Question.id)
        .where(Question.kind == "question", Question.status == "published")
    )


def _newest(statement: Any, model: type[Testimonial] | type[Question], most: int) -> Any:
    limited = statement.order_by(model.published_at.desc(), model.id.desc()).limit(most)
    return select(limited.subquery())


def newest_voices(territory_id: int, segment: str | None = None) -> list[Voice]:
    """Return the newest testimonials and answered questions of a territory, in one statement.

    Those that speak to a segment come first where one is chosen; the others fill the places left.
    """
    told = _testimonials().where(Testimonial.territory_id == territory_id)
    answered = _questions().where(Question.territory_id == territory_id, SubmissionStats.answers > 0)
    parts: list[Any] = []
    for statement, model, most in ((told, Testimonial, TESTIMONIALS), (answered, Question, QUESTIONS)):
        if segment is not None:
            meant = statement.where(model.id.in_(_meant_for(territory_id, model, segment)))
            parts.append(_newest(meant.add_columns(true().label("meant")), model, most))
        parts.append(_newest(statement.add_columns(false().label("meant")), model, most))
    voices = [Voice(**row) for row in db.session.execute(union_all(*parts)).mappings()]
    return _kept(voices, "testimonial", TESTIMONIALS) + _kept(voices, "question", QUESTIONS)


def _meant_for(territory_id: int, model: type[Testimonial] | type[Question], segment: str) -> Any:
    """Select the newest of a kind that speak to a segment."""
    return (
        select(Facet.submission_id)
        .where(
            Facet.territory_id == territory_id,
            Facet.kind == model.__mapper__.polymorphic_identity,
            Facet.facet == "segment",
            Facet.value == segment,
        )
        .order_by(Facet.published_at.desc(), Facet.submission_id.desc())
        .limit(LOOKED_AT)
        .scalar_subquery()
    )


def _kept(voices: Iterable[Voice], kind: str, most: int) -> list[Voice]:
    """Keep each voice of a kind once: those meant for the reader, then the newest."""
    order = sorted(
        (voice for voice in voices if voice.kind == kind),
        key=lambda voice: (voice.meant, voice.published_at, voice.id),
        reverse=True,
    )
    first: dict[int, Voice] = {}
    for voice in order:
        first.setdefault(voice.id, voice)
    return list(first.values())[:most]


def heard_everywhere(most: int) -> list[Voice]:
    """Return the newest testimonials and the newest questions that wait, one a territory, in one statement.

    Each territory is asked for its newest, which an index ends with: who publishes much takes nobody's place.
    """
    of_testimonials = (
        Submission.territory_id == Territory.id,
        Submission.kind == "testimonial",
        Submission.status == "published",
    )
    of_questions = (
        Facet.territory_id == Territory.id,
        Facet.kind == "question",
        Facet.facet == STATE,
        Facet.value == WAITING,
    )
    told = _newest_of_each(Submission.id, Submission.published_at, of_testimonials, most).where(
        Territory.state.in_(("open", "paused", "closed"))
    )
    waiting = _newest_of_each(Facet.submission_id, Facet.published_at, of_questions, most).where(
        Territory.state == "open"
    )
    both = union_all(
        _placed(_testimonials(), Testimonial, told.subquery("told")),
        _placed(_questions(), Question, waiting.subquery("waiting")),
    )
    voices = [Voice(**row) for row in db.session.execute(both).mappings()]
    return sorted(voices, key=lambda voice: (voice.published_at, voice.id), reverse=True)


def _newest_of_each(
    number: InstrumentedAttribute[int],
    published_at: InstrumentedAttribute[Any],
    of_one: tuple[ColumnElement[bool], ...],
    most: int,
) -> Select[Any]:
    """Select the newest of what each territory has newest: two probes of an index, each ended by its first row."""
    one, at = (
        select(column)
        .where(*of_one)
        .order_by(published_at.desc(), number.desc())
        .limit(1)
        .correlate(Territory)
        .scalar_subquery()
        for column in (number, published_at)
    )
    newest, published = one.label("id"), at.label("published")
    order = (published.desc().nulls_last(), newest.desc())
    return select(newest, published).order_by(*order).limit(most)


def _placed(statement: Any, model: type[Testimonial] | type[Question], chosen: Subquery) -> Any:
    """Keep the voices chosen, and add the territory of each."""
    return (
        statement.add_columns(
            Territory.name.label("territory_name"),
            Territory.slug.label("territory_slug"),
            Territory.colour.label("colour"),
        )
        .join(Territory, Territory.id == model.territory_id)
        .join(chosen, chosen.c.id == model.id)
    )


def revisions(territory_id: int) -> list[BrandRevision]:
    """Return the history of a brand space, newest first."""
    return list(
        db.session.scalars(
            select(BrandRevision)
            .where(BrandRevision.territory_id == territory_id)
            .order_by(BrandRevision.number.desc())
            .limit(50)
        )
    )


def last_number(territory_id: int) -> int:
    """Return the number of the newest revision of a brand space; 0 where there is none."""
    newest = select(BrandRevision.number).where(BrandRevision.territory_id == territory_id)
    return db.session.scalar(newest.order_by(BrandRevision.number.desc()).limit(1)) or 0


def subject_of(territory_id: int) -> Subject | None:
    """Return what the log calls a territory's brand space, once it was ever published."""
    return db.session.scalar(
        select(Subject).where(Subject.territory_id == territory_id, Subject.kind == "brand")
    )
