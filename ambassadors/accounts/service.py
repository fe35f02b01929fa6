"""What is done to accounts: found, made, changed. None of it commits or mails: events say what happened."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish

from .events import EmailChanged, PasswordChanged
from .links import forget_links
from .models import Account, MailedLink
from .passwords import hash_password, is_outdated, verify_password
from .queries import account_by_email
from .sessions import end_sessions, start_session

__all__ = ["find_or_create_by_email", "start_session"]


def find_or_create_by_email(email: str, name: str, password_hash: str | None = None) -> Account:
    """Return the account of an address that a mailed link has just confirmed, made if there is none."""
    email = email.strip().lower()
    dialect: Any = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    instant = now()
    values = {"email": email, "name": name, "password_hash": password_hash, "is_admin": False}
    db.session.execute(
        dialect.insert(Account)
        .values(values | {"created_at": instant, "confirmed_at": instant})
        .on_conflict_do_nothing(index_elements=["email"])
    )
    account = account_by_email(email)
    if account is None:
        raise LookupError("the account went away in the same instant")
    if account.confirmed_at is None:
        _confirm(account)
    return account


def _confirm(account: Account) -> None:
    """Trust the address from now on, and nothing that was set before it was: somebody else may have set it."""
    account.confirmed_at = now()
    account.password_hash = None
    end_sessions(account.id)


def confirmed_account(link: MailedLink) -> Account | None:
    """Return the account that has the address of a link just used: following it confirms the address."""
    account = account_by_email(link.email)
    if account and account.confirmed_at is None:
        _confirm(account)
    return account


def check_password(email: str, password: str) -> Account | None:
    """Return the account that has this address and password; as slow and as silent for one that does not exist."""
    account = account_by_email(email)
    kept = account.password_hash if account and account.confirmed_at else None
    if not verify_password(kept, password) or account is None or kept is None:
        return None
    if is_outdated(kept):
        account.password_hash = hash_password(password)
    return account


def change_name(actor: Actor, account: Account, name: str) -> None:
    """Change the name an account shows; what is already published keeps the one it was signed with."""
    authorize(actor, Action.ACCOUNT_USE, account)
    account.name = name


def change_password(account: Account, password: str, *, but: str | None = None) -> None:
    """Give an account a new password: other sessions end, and links that wait in a mailbox die."""
    account.password_hash = hash_password(password)
    end_sessions(account.id, but=but)
    forget_links(account.id)
    publish(PasswordChanged(account.id, account.name, account.email or ""))


def change_email(account: Account, email: str) -> bool:
    """Give an account the address that a link has just confirmed; False where another account has it."""
    former = account.email or ""
    try:
        with db.session.begin_nested():
            account.email = email
            db.session.flush()
    except IntegrityError:
        return False
    forget_links(account.id)
    publish(EmailChanged(account.id, account.name, former, email))
    return True
