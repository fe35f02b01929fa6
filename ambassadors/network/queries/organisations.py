"""The organisations of a territory."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.core.slugs import without_accents
from ambassadors.moderation.models import Submission
from ambassadors.network.models import ORGANISATION_KINDS, Invitation, Organisation


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation in a list, and how many people speak for it today."""

    id: int
    name: str
    kind: str
    logo_key: str | None
    people: int

    @property
    def kind_label(self) -> str:
        """Return what kind of organisation it is."""
        return ORGANISATION_KINDS[self.kind]


def organisations_of(territory_id: int) -> list[OrganisationLine]:
    """Return the organisations of a territory, by name."""
    people = (
        select(func.count(Membership.account_id.distinct()))
        .where(Membership.organisation_id == Organisation.id, Membership.ended_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Organisation.logo_key,
            people.label("people"),
        )
        .where(Organisation.territory_id == territory_id)
        .order_by(Organisation.id)
    )
    lines = [OrganisationLine(**row) for row in db.session.execute(statement).mappings()]
    return sorted(lines, key=lambda line: without_accents(line.name).lower())


def organisation_in(territory_id: int, organisation_id: int) -> Organisation | None:
    """Return an organisation of a territory; another territory's is not found."""
    return db.session.scalar(
        select(Organisation).where(
            Organisation.id == organisation_id, Organisation.territory_id == territory_id
        )
    )


def names_in(territory_id: int, but: int | None = None) -> Sequence[str]:
    """Return the names of the organisations of a territory, one left out."""
    return db.session.scalars(
        select(Organisation.name).where(
            Organisation.territory_id == territory_id, Organisation.id != (but or 0)
        )
    ).all()


@dataclass(frozen=True)
class Holding:
    """What rests on an organisation."""

    people: Sequence[str]
    invitations: int
    themes: Sequence[str]
    texts: int

    @property
    def anything(self) -> bool:
        """Tell whether it cannot be removed."""
        return bool(self.people or self.invitations or self.themes or self.texts)


def holding(organisation_id: int) -> Holding:
    """Return what rests on an organisation: people, open invitations, themes, texts signed in its name."""
    people = (
        select(Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation_id, Membership.ended_at.is_(None))
        .distinct()
        .order_by(Account.name)
    )
    invited = select(func.count()).where(
        Invitation.organisation_id == organisation_id,
        Invitation.accepted_at.is_(None),
        Invitation.cancelled_at.is_(None),
    )
    themes = select(ThemeOwner.theme).where(ThemeOwner.organisation_id == organisation_id)
    texts = select(func.count()).where(Submission.organisation_id == organisation_id)
    return Holding(
        db.session.scalars(people).all(),
        db.session.scalar(invited) or 0,
        db.session.scalars(themes.order_by(ThemeOwner.theme)).all(),
        db.session.scalar(texts) or 0,
    )
