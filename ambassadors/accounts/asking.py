"""Mails that anybody may ask for: the request writes one row, whoever the address belongs to.

Who it belongs to is looked up by the worker, so that the answer says nothing, not even by its time.
"""

from typing import Any

from ambassadors.core.mailer import Mail
from ambassadors.core.outbox import enqueue

from . import mails
from .links import CONFIRM, EMAIL, RESET, SIGN_IN, issue, may_mail
from .models import Account
from .queries import account_by_email

KIND = "accounts.mail_asked"


def ask_confirmation(email: str, name: str, password_hash: str, destination: str) -> None:
    """Ask for the mail that confirms a registration: nothing of it exists before its link is followed."""
    _ask(CONFIRM, email, name=name, password_hash=password_hash, next=destination)


def ask_sign_in(email: str, destination: str) -> None:
    """Ask for a link that signs in."""
    _ask(SIGN_IN, email, next=destination)


def ask_reset(email: str) -> None:
    """Ask for a link to choose a new password."""
    _ask(RESET, email)


def ask_email_change(account: Account, email: str) -> None:
    """Ask a new address to confirm that it is this account's."""
    _ask(EMAIL, email, account_id=account.id, name=account.name)


def _ask(purpose: str, email: str, **payload: Any) -> None:
    enqueue(KIND, {"purpose": purpose, "email": email.lower(), "payload": payload})


def answer(purpose: str, email: str, payload: dict[str, Any]) -> Mail | None:
    """Make the link that was asked for and return its mail; None where there is nobody to write to."""
    if not may_mail(email):
        return None
    account = account_by_email(email)
    if account and purpose in (CONFIRM, EMAIL):
        return mails.already(account, issue(SIGN_IN, email, account.id))
    if purpose == CONFIRM:
        return mails.confirm(email, payload["name"], issue(CONFIRM, email, payload=payload))
    if purpose == EMAIL:
        token = issue(EMAIL, email, payload["account_id"])
        return mails.confirm_address(email, payload["name"], token)
    if account is None:
        return None
    make = mails.sign_in if purpose == SIGN_IN else mails.reset
    return make(account, issue(purpose, email, account.id, payload))
