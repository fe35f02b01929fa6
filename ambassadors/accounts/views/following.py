"""Following a mailed link: a page with one button, then one act, once."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from ambassadors.accounts.links import just_used, open_link, use
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.accounts.service import confirmed_account
from ambassadors.core.db import db
from ambassadors.web.forms import BaseForm, page_with
from ambassadors.web.next_page import inside
from ambassadors.web.signin import current_actor, sign_in_account

Act = Callable[[MailedLink], Account | None]


def follow(
    token: str, purpose: str, template: str, form: BaseForm, act: Act, done: str
) -> ResponseReturnValue:
    """Show the link's page; on its button, use the link, act, and sign in the account that comes of it."""
    sent = form.validate_on_submit()
    if sent and (earlier := form.earlier_result()) is not None:
        return _same_answer(token, purpose, earlier)
    link = open_link(token, purpose)
    if link is None:
        return link_gone()
    if not sent:
        return page_with(form, template, **_shown(link))
    account = act(link) if use(link) else None
    if account is None:
        return link_gone()
    sign_in_account(account)
    flash(done, "success")
    return form.done(inside(link.payload.get("next")))


def _shown(link: MailedLink) -> dict[str, Any]:
    return {"email": link.email, "name": link.payload.get("name")}


def _same_answer(token: str, purpose: str, earlier: Response) -> ResponseReturnValue:
    """Answer a button pressed twice as the first time: the first answer, with its cookie, may have been lost."""
    link = just_used(token, purpose)
    account = confirmed_account(link) if link and current_actor().is_anonymous else None
    if account:
        sign_in_account(account)
        db.session.commit()
    return earlier


def link_gone() -> ResponseReturnValue:
    """Say that a link was used, is too old, or never was; undo what was begun with it."""
    db.session.rollback()
    return render_template("accounts/link_gone.html"), 410
