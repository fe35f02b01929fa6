"""The testimonials and answers that a territory may put first under a theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, literal, or_, select
from sqlalchemy.orm import aliased

from ambassadors.core.db import db
from ambassadors.core.text import excerpt
from ambassadors.dossier.cell import Pin
from ambassadors.moderation.models import Facet, Submission
from ambassadors.questions.models import Answer, Question
from ambassadors.testimonials.models import Testimonial

SHOWN = 30  # of each kind: the pinned, then the newest
KINDS = ("testimonial", "answer")


@dataclass(frozen=True)
class Voice:
    """A testimonial or an answer, as the desk chooses among them."""

    kind: str
    id: int
    title: str
    words: str
    speaker: str
    path: str
    pinned: bool


def voices_of(territory_id: int, theme: str) -> list[Voice]:
    """Return what is published under a theme: what is pinned in its order, then the newest, in two statements."""
    told = db.session.execute(_testimonials(territory_id, theme)).all()
    said = db.session.execute(_answers(territory_id, theme)).all()
    return [
        *(
            Voice(
                "testimonial",
                row.id,
                row.title,
                row.lead,
                row.speaker_name,
                _path("temoignages", row),
                row.pinned,
            )
            for row in told
        ),
        *(
            Voice(
                "answer",
                row.id,
                row.title,
                excerpt(row.text_html, 200),
                row.speaker_name,
                _answer_path(row),
                row.pinned,
            )
            for row in said
        ),
    ]


def _path(family: str, row: Any) -> str:
    return f"/{family}/{row.id}-{row.slug}"


def _answer_path(row: Any) -> str:
    return f"/questions/{row.question_id}-{row.slug}#reponse-{row.id}"


def _testimonials(territory_id: int, theme: str) -> Select[*tuple[Any, ...]]:
    pin = aliased(Pin)
    speaks = (
        select(Facet.submission_id)
        .where(Facet.submission_id == Testimonial.id, Facet.facet == "theme", Facet.value == theme)
        .exists()
    )
    return (
        select(
            Testimonial.id,
            Testimonial.slug,
            Testimonial.title,
            Testimonial.lead,
            Testimonial.speaker_name,
            pin.submission_id.is_not(None).label("pinned"),
        )
        .outerjoin(pin, _pin_of(pin, Testimonial.id, theme))
        .where(
            Testimonial.territory_id == territory_id,
            Testimonial.kind == literal("testimonial"),
            Testimonial.status == "published",
            or_(speaks, pin.submission_id.is_not(None)),
        )
        .order_by(
            pin.submission_id.is_(None), pin.position, Testimonial.published_at.desc(), Testimonial.id.desc()
        )
        .limit(SHOWN)
    )


def _answers(territory_id: int, theme: str) -> Select[*tuple[Any, ...]]:
    pin, question = aliased(Pin), aliased(Question, flat=True)
    return (
        select(
            Answer.id,
            Answer.question_id,
            Answer.text_html,
            Answer.speaker_name,
            question.slug,
            question.title,
            pin.submission_id.is_not(None).label("pinned"),
        )
        .join(question, question.id == Answer.question_id)
        .outerjoin(pin, _pin_of(pin, Answer.id, theme))
        .where(
            Answer.territory_id == territory_id,
            Answer.status == "published",
            question.status == "published",
            or_(question.theme == theme, pin.submission_id.is_not(None)),
        )
        .order_by(pin.submission_id.is_(None), pin.position, Answer.published_at.desc(), Answer.id.desc())
        .limit(SHOWN)
    )


def _pin_of(pin: Any, submission_id: Any, theme: str) -> Any:
    return and_(pin.submission_id == submission_id, pin.theme == theme)


def pins_of(territory_id: int, theme: str) -> Sequence[Pin]:
    """Return the pins of a theme in their order."""
    return db.session.scalars(
        select(Pin)
        .where(Pin.territory_id == territory_id, Pin.theme == theme)
        .order_by(Pin.position, Pin.submission_id)
    ).all()


def may_be_pinned(territory_id: int, number: int) -> Submission | None:
    """Return a published testimonial or answer of a territory, by its number."""
    return db.session.scalar(
        select(Submission).where(
            Submission.id == number,
            Submission.territory_id == territory_id,
            Submission.kind.in_(KINDS),
            Submission.status == "published",
        )
    )


def kinds_of(numbers: Sequence[int]) -> dict[int, str]:
    """Return the kind of each of some submissions."""
    rows = db.session.execute(select(Submission.id, Submission.kind).where(Submission.id.in_(numbers)))
    return {row.id: row.kind for row in rows}
