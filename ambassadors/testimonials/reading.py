"""What the page of a testimonial reads: the text, its photos, its author, and what to read next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select, union
from sqlalchemy.orm import joinedload

from ambassadors.access.actor import Role
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.core.slugs import slugify
from ambassadors.moderation.models import Facet, SubmissionStats
from ambassadors.network.models import Organisation, Profile
from ambassadors.questions.models import Question

from .models import Testimonial
from .queries import lines

MOST_QUESTIONS, MOST_VOICES = 4, 3


@dataclass(frozen=True)
class Author:
    """Who tells a testimonial, as they were when they told it and as they are now."""

    account_id: int
    name: str
    spoken_as: str
    organisation: str | None
    portrait_key: str | None
    bio_html: str | None
    is_of_circle: bool
    is_open: bool

    @property
    def role(self) -> str:
        """Return as what the author spoke, and whether they no longer do."""
        return label_of(self.spoken_as, former=not self.is_of_circle)

    @property
    def profile_path(self) -> str | None:
        """Return the address of the author's profile, where they have one."""
        if not (self.is_of_circle and self.is_open):
            return None
        return f"/ambassadeurs/{self.account_id}-{slugify(self.name)}"


def testimonial_with_all(number: int) -> Testimonial | None:
    """Return a testimonial, in whatever status, with its places, its photos and its territory, in one statement."""
    return db.session.get(
        Testimonial,
        number,
        options=(
            joinedload(Testimonial.territory),
            joinedload(Testimonial.origin),
            joinedload(Testimonial.destination),
            joinedload(Testimonial.photos),
        ),
        populate_existing=True,
    )


def author_of(item: Testimonial) -> Author:
    """Return who tells it."""
    circle = exists().where(
        Membership.account_id == item.author_id,
        Membership.territory_id == item.territory_id,
        Membership.role == Role.AMBASSADOR.value,
        Membership.ended_at.is_(None),
    )
    organisation = select(Organisation.name).where(Organisation.id == item.organisation_id).scalar_subquery()
    row = db.session.execute(
        select(organisation, Profile.portrait_key, Profile.bio_html, circle, Account.closed_at.is_(None))
        .select_from(Account)
        .outerjoin(Profile, Profile.account_id == Account.id)
        .where(Account.id == item.author_id)
    ).one()
    return Author(item.author_id, item.speaker_name, item.speaker_role, *row)


def questions_near(item: Testimonial) -> Sequence[Any]:
    """Return the newest questions of the same territory and themes, the answered ones first."""
    newest = [
        select(
            select(Facet.submission_id)
            .where(
                Facet.territory_id == item.territory_id,
                Facet.kind == "question",
                Facet.facet == "theme",
                Facet.value == theme,
            )
            .order_by(Facet.published_at.desc(), Facet.submission_id.desc())
            .limit(MOST_QUESTIONS)
            .subquery()
        )
        for theme in item.themes
    ]
    if not newest:
        return ()
    columns = (Question.id, Question.slug, Question.title, Question.theme, SubmissionStats.answers)
    return db.session.execute(
        select(*columns)
        .outerjoin(SubmissionStats, SubmissionStats.submission_id == Question.id)
        .where(Question.id.in_(union(*newest)), Question.status == "published")
        .order_by((SubmissionStats.answers > 0).desc().nulls_last(), Question.published_at.desc())
        .limit(MOST_QUESTIONS)
    ).all()


def voices_near(item: Testimonial) -> Sequence[Any]:
    """Return the newest other testimonials of the same territory."""
    return db.session.execute(
        lines()
        .where(Testimonial.territory_id == item.territory_id, Testimonial.id != item.id)
        .order_by(Testimonial.published_at.desc(), Testimonial.id.desc())
        .limit(MOST_VOICES)
    ).all()
