"""Browsers in which an account is signed in: begun, seen, ended."""

import secrets

from sqlalchemy import delete, update

from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import Account, AccountSession
from .signed_in import SignedIn

LONGEST_AGENT = 200


def start_session(account: Account, agent: str) -> SignedIn:
    """Begin a session of an account, with an id never used before."""
    row = AccountSession(
        id=secrets.token_urlsafe(32),
        account_id=account.id,
        agent="".join(character for character in agent if character.isprintable())[:LONGEST_AGENT],
    )
    row.account = account
    db.session.add(row)
    db.session.flush()
    return SignedIn(row, account, account.as_actor())


def end_session(account_id: int, session_id: str) -> None:
    """End one session of an account; another account's is left alone."""
    db.session.execute(
        delete(AccountSession).where(AccountSession.id == session_id, AccountSession.account_id == account_id)
    )


def end_sessions(account_id: int, *, but: str | None = None) -> None:
    """End every session of an account, or every other one."""
    db.session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account_id, AccountSession.id != (but or "")
        )
    )


def touch_session(session_id: str) -> None:
    """Write that a session was seen just now."""
    db.session.execute(update(AccountSession).where(AccountSession.id == session_id).values(seen_at=now()))
