"""What becomes of somebody's promises when the account closes, and the copy of them they may ask for."""

from sqlalchemy import delete

from ambassadors.accounts.events import AccountClosing, DataAsked
from ambassadors.charter.models import CharterAcceptance
from ambassadors.charter.queries import promises_of, roles_of
from ambassadors.core.db import db
from ambassadors.core.events import subscribe


@subscribe(AccountClosing)
def forget(event: AccountClosing) -> None:
    """Remove the acceptances: a promise of nobody binds nobody."""
    db.session.execute(
        delete(CharterAcceptance).where(CharterAcceptance.membership_id.in_(roles_of(event.account_id)))
    )


@subscribe(DataAsked)
def add_promises(event: DataAsked) -> None:
    """Add what was accepted, and when."""
    event.parts["chartes"] = [
        {"territoire": name, "version": number, "acceptee_le": at.isoformat(timespec="seconds")}
        for name, number, at in promises_of(event.account_id)
    ]
