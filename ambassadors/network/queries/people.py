"""Who speaks for a territory, and one person's public profile, in few statements."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, with_polymorphic

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import permitted
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.core.slugs import slugify
from ambassadors.moderation.models import Submission
from ambassadors.network.models import Organisation, Profile
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory

MOST_PEOPLE, MOST_WORDS = 500, 12
WORDS = ("testimonial", "answer")


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a territory today."""

    account_id: int
    name: str
    role: str
    themes: list[str]
    segments: list[str]
    disclosure: str
    portrait_key: str | None
    here_since: int | None
    from_place: str | None
    organisation_id: int | None
    organisation: str | None
    organisation_kind: str | None
    organisation_logo: str | None

    @property
    def path(self) -> str:
        """Return the address of their profile."""
        return profile_path(self.account_id, self.name)


@dataclass(frozen=True)
class Person:
    """What a public profile says of a person, whatever the territory."""

    account_id: int
    name: str
    closed_at: datetime | None
    portrait_key: str | None
    bio_html: str | None
    here_since: int | None
    from_place: str | None

    @property
    def path(self) -> str:
        """Return the address of their profile."""
        return profile_path(self.account_id, self.name)


@dataclass(frozen=True)
class Hat:
    """A role of a person in a territory, present or past."""

    role: str
    since: date
    ended_at: datetime | None
    themes: list[str]
    segments: list[str]
    disclosure: str
    organisation: str | None
    territory_name: str
    territory_at: str
    territory_slug: str
    colour: str

    @property
    def label(self) -> str:
        """Return what the role is called, or was once it has ended."""
        return label_of(self.role, former=self.ended_at is not None)

    @property
    def territory_path(self) -> str:
        """Return the address of the territory."""
        return f"/territoires/{self.territory_slug}"


def profile_path(account_id: int, name: str) -> str:
    """Return the address of a person's profile."""
    return f"/ambassadeurs/{account_id}-{slugify(name)}"


def speakers_in(territory_id: int) -> list[Speaker]:
    """Return everybody who speaks for a territory today, the longest there first."""
    statement = (
        select(
            Account.id.label("account_id"),
            Account.name,
            Membership.role,
            Membership.themes,
            Membership.segments,
            Membership.disclosure,
            Profile.portrait_key,
            Profile.here_since,
            Place.name.label("from_place"),
            Organisation.id.label("organisation_id"),
            Organisation.name.label("organisation"),
            Organisation.kind.label("organisation_kind"),
            Organisation.logo_key.label("organisation_logo"),
        )
        .join_from(Membership, Account, Account.id == Membership.account_id)
        .outerjoin(Profile, Profile.account_id == Account.id)
        .outerjoin(Place, Place.id == Profile.from_place_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.territory_id == territory_id,
            Membership.ended_at.is_(None),
            Account.closed_at.is_(None),
        )
        .order_by(Membership.since, Membership.id)
        .limit(MOST_PEOPLE)
    )
    return [Speaker(**row) for row in db.session.execute(statement).mappings()]


def person(account_id: int) -> Person | None:
    """Return what the profile of an open account says."""
    row = (
        db.session.execute(
            select(
                Account.id.label("account_id"),
                Account.name,
                Account.closed_at,
                Profile.portrait_key,
                Profile.bio_html,
                Profile.here_since,
                Place.name.label("from_place"),
            )
            .outerjoin(Profile, Profile.account_id == Account.id)
            .outerjoin(Place, Place.id == Profile.from_place_id)
            .where(Account.id == account_id, Account.closed_at.is_(None))
        )
        .mappings()
        .first()
    )
    return Person(**row) if row else None


def hats_of(actor: Actor, account_id: int) -> list[Hat]:
    """Return the roles of an account in the territories that the actor may see: present ones, then past ones."""
    statement = (
        select(
            Membership.role,
            Membership.since,
            Membership.ended_at,
            Membership.themes,
            Membership.segments,
            Membership.disclosure,
            Organisation.name.label("organisation"),
            Territory.name.label("territory_name"),
            Territory.at_name.label("territory_at"),
            Territory.slug.label("territory_slug"),
            Territory.colour,
        )
        .join_from(Membership, Territory, Territory.id == Membership.territory_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.account_id == account_id, permitted(actor, Action.TERRITORY_VIEW, Territory))
        .order_by(Membership.ended_at.is_not(None), Membership.since, Membership.id)
    )
    return [Hat(**row) for row in db.session.execute(statement).mappings()]


def words_of(actor: Actor, account_id: int) -> list[Any]:
    """Return the newest published testimonials and answers of an account, in one statement."""
    kinds = [
        one.class_ for one in inspect(Submission).self_and_descendants if one.polymorphic_identity in WORDS
    ]
    words = with_polymorphic(Submission, kinds, flat=True)
    named = [
        joinedload(getattr(getattr(words, kind.__name__), relation.key))
        for kind in kinds
        for relation in inspect(kind).relationships
        if relation.info.get("heading")
    ]
    statement = (
        select(words)
        .where(
            words.author_id == account_id,
            words.kind.in_(WORDS),
            words.status == "published",
            permitted(actor, Action.SUBMISSION_VIEW, words),
        )
        .order_by(words.published_at.desc(), words.id.desc())
        .limit(MOST_WORDS)
        .options(*named, joinedload(words.territory))
    )
    return list(db.session.scalars(statement).unique())
