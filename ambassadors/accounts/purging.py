"""What is not kept: links that expired, sessions nobody came back to, accounts never confirmed."""

from datetime import timedelta

from sqlalchemy import delete

from ambassadors.core.clock import now
from ambassadors.core.db import db

from .keeping import purge_kept_forms
from .models import Account, AccountSession, MailedLink
from .queries import unconfirmed_since_before
from .signed_in import IDLE

LINKS_KEPT = timedelta(days=1)  # after their end, so that the hourly count of mails stays right
UNCONFIRMED_KEPT = timedelta(days=7)


def purge() -> None:
    """Delete all of it."""
    purge_kept_forms()
    db.session.execute(delete(MailedLink).where(MailedLink.expires_at < now() - LINKS_KEPT))
    db.session.execute(
        delete(AccountSession).where(AccountSession.seen_at < now() - IDLE - timedelta(days=1))
    )
    forgotten = unconfirmed_since_before(now() - UNCONFIRMED_KEPT)
    db.session.execute(delete(Account).where(Account.id.in_(forgotten)))
