"""What feeds tell besides what the lists show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.brand.models import BrandRevision
from ambassadors.core.db import db
from ambassadors.moderation.models import Submission
from ambassadors.questions.queries import QuestionLine, lines_of
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.queries import lines


@dataclass(frozen=True)
class Presentation:
    """How a territory presents itself."""

    id: int
    presentation_html: str
    not_for_html: str
    created_at: datetime
    changed_at: datetime | None


def presentations(ids: Iterable[int]) -> Mapping[int, Presentation]:
    """Return how some territories present themselves, and since when they do in these words."""
    changed = select(func.max(BrandRevision.at)).where(BrandRevision.territory_id == Territory.id)
    statement = select(
        Territory.id,
        Territory.presentation_html,
        Territory.not_for_html,
        Territory.created_at,
        changed.scalar_subquery().label("changed_at"),
    ).where(Territory.id.in_(list(ids)))
    return {row.id: Presentation(**row._mapping) for row in db.session.execute(statement)}


def told(ids: Sequence[int]) -> Mapping[int, Any]:
    """Return the whole texts of some testimonials, and what ties their authors to the territory."""
    statement = select(
        Testimonial.id,
        Testimonial.parts_html,
        Testimonial.themes,
        Testimonial.links,
        Testimonial.disclosure,
        Testimonial.saved_at,
    ).where(Testimonial.id.in_(list(ids)))
    return {row.id: row for row in db.session.execute(statement)}


def newest_testimonials(actor: Actor, most: int) -> Sequence[Any]:
    """Return the testimonials that were just published, wherever they speak of: the date alone orders them."""
    statement = (
        lines()
        .add_columns(Territory.name.label("territory_name"))
        .join(Territory, Territory.id == Testimonial.territory_id)
        .where(permitted(actor, Action.SUBMISSION_VIEW, Testimonial))
        .order_by(Testimonial.published_at.desc(), Testimonial.id.desc())
        .limit(most)
    )
    return db.session.execute(statement).all()


def newest_questions(actor: Actor, most: int) -> list[QuestionLine]:
    """Return the questions that were just published, whomever they ask: the date alone orders them."""
    newest = (
        select(Submission.id)
        .where(
            Submission.kind == "question",
            Submission.status == "published",
            permitted(actor, Action.SUBMISSION_VIEW, Submission),
        )
        .order_by(Submission.published_at.desc(), Submission.id.desc())
        .limit(most)
    )
    ids = db.session.scalars(newest).all()
    found = lines_of(actor, ids)
    return [found[number] for number in ids if number in found]
