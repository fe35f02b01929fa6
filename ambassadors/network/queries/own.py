"""What somebody reads and changes of their own place in the circles."""

from collections.abc import Sequence

from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.network.models import Application, Invitation, Profile
from ambassadors.territories.models import Territory


def profile_of(account_id: int) -> Profile | None:
    """Return the profile of an account, if it ever wrote one."""
    return db.session.get(Profile, account_id)


def own_roles(account_id: int) -> Sequence[tuple[Membership, Territory]]:
    """Return the present roles of an account with their territories."""
    rows = db.session.execute(
        select(Membership, Territory)
        .join(Territory, Territory.id == Membership.territory_id)
        .where(Membership.account_id == account_id, Membership.ended_at.is_(None))
        .order_by(Territory.name, Membership.id)
    )
    return [(row[0], row[1]) for row in rows]


def open_application(account_id: int, territory_id: int) -> Application | None:
    """Return the application of an account to a territory that is being written or awaits a decision."""
    return db.session.scalar(
        select(Application)
        .where(
            Application.author_id == account_id,
            Application.territory_id == territory_id,
            Application.status.in_(("draft", "submitted", "returned")),
        )
        .order_by(Application.id.desc())
        .limit(1)
    )


def lock_account(account_id: int) -> None:
    """Hold an account until the end of the transaction: one form sent twice makes one application."""
    db.session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))


def invitations_to(email: str) -> Sequence[Invitation]:
    """Return the open invitations of an address."""
    return db.session.scalars(
        select(Invitation).where(
            Invitation.email == email, Invitation.accepted_at.is_(None), Invitation.cancelled_at.is_(None)
        )
    ).all()
