"""To whom a request may be proposed, to whom it was, and what an ambassador may read of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import permitted
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor, Page, page_of
from ambassadors.introductions.consent import AMBASSADOR
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.policy import holding
from ambassadors.introductions.proposal import Proposal
from ambassadors.network.queries.people import profile_path

SIZE, MOST_CANDIDATES = 20, 500
_WAITING = (Proposal.written_at.is_(None), Proposal.declined_at.is_(None))


@dataclass(frozen=True)
class Candidate:
    """An ambassador to whom a request may be proposed."""

    account_id: int
    name: str
    speaks_of_it: bool  # of what counts first for the mover
    waiting: int  # requests that wait for them already

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """Return what puts those who are free first, and among them those who can speak of the theme."""
        return self.waiting > 0, not self.speaks_of_it, self.waiting, self.name


@dataclass(frozen=True)
class Proposed:
    """A proposal as the desk sees it: to whom, and whether they still are an ambassador here."""

    proposal: Proposal
    is_current: bool

    @property
    def is_open(self) -> bool:
        """Tell whether an answer may still come."""
        return self.proposal.waits and self.is_current

    @property
    def profile(self) -> str:
        """Return the address of the ambassador's profile."""
        return profile_path(self.proposal.ambassador_id, self.proposal.ambassador.name)


def _role(
    account: InstrumentedAttribute[int], territory: InstrumentedAttribute[int] | int
) -> list[ColumnElement[bool]]:
    return [
        Membership.account_id == account,
        Membership.territory_id == territory,
        Membership.role == Role.AMBASSADOR.value,
        Membership.ended_at.is_(None),
    ]


def proposals_on(number: int) -> list[Proposed]:
    """Return every proposal of a request, in order."""
    is_current = exists().where(*_role(Proposal.ambassador_id, Proposal.territory_id))
    rows = db.session.execute(
        select(Proposal, is_current)
        .where(Proposal.introduction_id == number)
        .order_by(Proposal.id)
        .options(joinedload(Proposal.ambassador), joinedload(Proposal.proposed_by))
    )
    return [Proposed(proposal, current) for proposal, current in rows]


def letters_on(number: int) -> list[Proposed]:
    """Return what ambassadors wrote to the mover of a request, in order."""
    return [one for one in proposals_on(number) if one.proposal.written_at]


def candidates_for(introduction: Introduction) -> list[Candidate]:
    """Return the ambassadors to whom a request was not proposed yet, those who are free first."""
    waiting = (
        select(func.count())
        .where(
            Proposal.ambassador_id == Account.id,
            Proposal.territory_id == introduction.territory_id,
            Proposal.introduction_id.in_(holding(AMBASSADOR)),
            *_WAITING,
        )
        .correlate(Account)
        .scalar_subquery()
    )
    proposed = exists().where(
        Proposal.introduction_id == introduction.id, Proposal.ambassador_id == Account.id
    )
    rows = db.session.execute(
        select(Account.id, Account.name, Membership.themes, waiting)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            *_role(Account.id, introduction.territory_id),
            Account.email.is_not(None),
            Account.id != introduction.author_id,
            ~proposed,
        )
        .limit(MOST_CANDIDATES)
    )
    found = (
        Candidate(number, name, introduction.theme in themes, busy) for number, name, themes, busy in rows
    )
    return sorted(found, key=lambda one: one.rank)


def proposal_by(number: int) -> Proposal | None:
    """Return a proposal with all that its ambassador reads."""
    return db.session.scalar(
        select(Proposal)
        .where(Proposal.id == number)
        .options(
            joinedload(Proposal.proposed_by),
            joinedload(Proposal.introduction).joinedload(Introduction.territory),
            joinedload(Proposal.introduction).selectinload(Introduction.consents),
        )
    )


def page_to(actor: Actor, cursor: Cursor | None) -> Page[Proposal]:
    """Return a page of what was proposed to somebody and may still be read, the newest first."""
    statement = (
        select(Proposal)
        .where(permitted(actor, Action.PROPOSAL_ANSWER, Proposal))
        .options(joinedload(Proposal.introduction).joinedload(Introduction.territory))
    )
    return page_of(db.session, statement, Proposal.proposed_at, Proposal.id, cursor, SIZE, entities=True)


def proposed_to(account_id: int) -> Sequence[Proposal]:
    """Return every proposal ever made to an account, in order."""
    return db.session.scalars(
        select(Proposal).where(Proposal.ambassador_id == account_id).order_by(Proposal.id)
    ).all()
