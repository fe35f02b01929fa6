"""Lists of testimonials: columns into small records, never whole objects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.core.parts import Part, page_in_parts
from ambassadors.core.renditions import rendition_key
from ambassadors.moderation.models import Facet
from ambassadors.places.models import Place
from ambassadors.places.queries import above
from ambassadors.territories.queries import place_ids_of

from .models import Testimonial
from .photo import Photo

SIZE = 10  # one that opens the list, then three rows of three
CARD_WIDTH = 960

AGES = timedelta(days=548)  # eighteen months: is it still true?
_ASKED_WITHIN = timedelta(days=60)  # after which a mail that never left would come as a surprise


@dataclass(frozen=True)
class Filters:
    """What a reader wants of a list; None leaves it open."""

    theme: str | None = None
    segment: str | None = None
    origin: int | None = None

    def facets(self) -> list[tuple[str, str]]:
        """Return the facet rows a testimonial must have, the rarest first."""
        wanted = (("origin", self.origin), ("segment", self.segment), ("theme", self.theme))
        return [(facet, str(value)) for facet, value in wanted if value]


first_photo = (
    select(Photo.id)
    .where(Photo.testimonial_id == Testimonial.id)
    .order_by(Photo.position, Photo.id)
    .limit(1)
    .correlate(Testimonial)
    .scalar_subquery()
)


def lines() -> Select[*tuple[Any, ...]]:
    """Select what a card shows of the published testimonials; `Photo` is the first of each."""
    return (
        select(
            Testimonial.id,
            Testimonial.slug,
            Testimonial.title,
            Testimonial.lead,
            Testimonial.speaker_name,
            Testimonial.move_year,
            Testimonial.published_at,
            Place.name.label("origin"),
            Photo.key.label("photo_key"),
            Photo.width.label("photo_width"),
            Photo.derived_at.label("photo_derived_at"),
        )
        .outerjoin(Place, Place.id == Testimonial.origin_id)
        .outerjoin(Photo, Photo.id == first_photo)
        .where(Testimonial.kind == "testimonial", Testimonial.status == "published")
    )


def card_picture(key: str | None, width: int | None, derived_at: datetime | None) -> str | None:
    """Return the key of the file that a card shows of a photo."""
    if key is None or derived_at is None or (width or 0) <= CARD_WIDTH // 2:
        return key
    return rendition_key(key, CARD_WIDTH, "webp")


def published_page(
    actor: Actor, territory_id: int, filters: Filters, cursor: Cursor | None, size: int = SIZE
) -> Page[Any]:
    """Return a page of a territory's published testimonials under these filters, newest first."""
    part = _under(actor, territory_id, filters)
    return page_of(db.session, part.statement, part.at, part.row_id, cursor, size)


def page_for(
    actor: Actor, territory_id: int, filters: Filters, cursor: Cursor | None, size: int = SIZE
) -> Page[Any]:
    """Return a page of them all: those that speak to the segment come first, it hides none of the others."""
    if filters.segment is None:
        return published_page(actor, territory_id, filters, cursor, size)
    rest = _under(actor, territory_id, replace(filters, segment=None))
    others = rest.statement.where(~_has(territory_id, ("segment", filters.segment)))
    parts = [_under(actor, territory_id, filters), replace(rest, statement=others)]
    return page_in_parts(db.session, parts, cursor, size)


def _under(actor: Actor, territory_id: int, filters: Filters) -> Part:
    statement = lines().where(
        Testimonial.territory_id == territory_id, permitted(actor, Action.SUBMISSION_VIEW, Testimonial)
    )
    wanted = filters.facets()
    if not wanted:
        return Part(statement, Testimonial.published_at, Testimonial.id)
    first, *others = wanted
    statement = statement.join(Facet, Facet.submission_id == Testimonial.id).where(
        *_listed(Facet, territory_id, first), *(_has(territory_id, each) for each in others)
    )
    return Part(statement, Facet.published_at, Facet.submission_id.label("id"))


def _listed(facet: Any, territory_id: int, wanted: tuple[str, str]) -> Sequence[ColumnElement[bool]]:
    name, value = wanted
    return (
        facet.territory_id == territory_id,
        facet.kind == "testimonial",
        facet.facet == name,
        facet.value == value,
    )


def _has(territory_id: int, wanted: tuple[str, str]) -> ColumnElement[bool]:
    other = aliased(Facet)
    return exists().where(other.submission_id == Testimonial.id, *_listed(other, territory_id, wanted))


def origins_in(territory_id: int) -> list[tuple[int, str]]:
    """Return the départements that the authors of a territory come from, by name."""
    listed = select(cast(Facet.value, Integer)).where(
        Facet.territory_id == territory_id, Facet.kind == "testimonial", Facet.facet == "origin"
    )
    rows = db.session.execute(select(Place.id, Place.name).where(Place.id.in_(listed)).order_by(Place.name))
    return [(row.id, row.name) for row in rows]


def is_outside(item: Testimonial) -> bool:
    """Tell whether the author says to live outside the territory they speak of."""
    if item.destination_id is None:
        return False
    covered = place_ids_of(item.territory)
    return (
        db.session.scalar(
            select(Place.id).where(Place.id.in_(above(item.destination_id)), Place.id.in_(covered)).limit(1)
        )
        is None
    )


def drafts_of(actor: Actor, territory_id: int) -> Sequence[Testimonial]:
    """Return the testimonials that an author has begun about a territory, the newest first."""
    return db.session.scalars(
        select(Testimonial)
        .where(
            Testimonial.territory_id == territory_id,
            Testimonial.status == "draft",
            permitted(actor, Action.SUBMISSION_TRACK, Testimonial),
        )
        .order_by(Testimonial.created_at.desc(), Testimonial.id.desc())
        .limit(5)
    ).all()


def to_ask_again() -> Sequence[Testimonial]:
    """Return the published testimonials that have just reached the age at which their author is asked."""
    said = func.coalesce(Testimonial.confirmed_at, Testimonial.published_at)
    instant = now()
    return db.session.scalars(
        select(Testimonial)
        .join(Account, Account.id == Testimonial.author_id)
        .where(
            Testimonial.status == "published",
            said < instant - AGES,
            said > instant - AGES - _ASKED_WITHIN,
            Account.email.is_not(None),
        )
        .options(joinedload(Testimonial.author), joinedload(Testimonial.territory))
    ).all()
