"""A form sent after its session had ended goes through sign-in without losing its text."""

from flask import request

from ambassadors.accounts.keeping import LONGEST_PATH, keep_form
from ambassadors.accounts.models import Account
from ambassadors.accounts.signed_in import IDLE
from ambassadors.core.db import db

from .forms import signed_account

NOT_KEPT = frozenset({"csrf_token", "once", "password", "present"})


def page_of_late_form() -> str | None:
    """Keep the form of this request and return the page where its author finds it again; None where it is nobody's.

    The form's own token says for whom it was opened: idle for too long, signed out in another tab or revoked
    from elsewhere, the session is over, and the text is still its author's.
    """
    if request.method != "POST":
        return None
    account_id = signed_account(request.form.get("csrf_token", ""), IDLE)
    account = db.session.get(Account, account_id) if account_id else None
    if account is None or account.closed_at:
        return None
    page = keep_this_form(account.id)
    db.session.commit()
    return page


def keep_this_form(account_id: int) -> str | None:
    """Keep the form of this request for an account and return the page where it is sent again; the caller commits."""
    path = request.full_path.rstrip("?")
    if len(path) > LONGEST_PATH:
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
    return f"/compte/reprise/{keep_form(account_id, path, fields)}"
