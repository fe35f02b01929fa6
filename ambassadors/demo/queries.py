"""What the demonstration asks of the database."""

from sqlalchemy import Select, select

from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial

PICTURES = ("pictures.derive", "dossier.derive")


def has_territories() -> bool:
    """Tell whether the site has a territory already."""
    return db.session.scalar(select(Territory.id).limit(1)) is not None


def testimonial_titled(title: str) -> Testimonial:
    """Return the published testimonial that bears a title."""
    return db.session.scalars(
        select(Testimonial).where(Testimonial.title == title, Testimonial.status == "published")
    ).one()


def answer_of(author_id: int, title: str) -> Answer:
    """Return the published answer that somebody gave to the question of a title."""
    return db.session.scalars(
        select(Answer).where(
            Answer.question_id.in_(select(Question.id).where(Question.title == title)),
            Answer.author_id == author_id,
            Answer.status == "published",
        )
    ).one()


def mails_waiting() -> Select[int]:
    """Select everything that waits in the outbox but the pictures."""
    return select(OutboxRow.id).where(OutboxRow.kind.not_in(PICTURES), OutboxRow.done_at.is_(None))
