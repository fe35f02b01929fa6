"""The page behind the mailed link: the request as it was typed, what it shares, and one button."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.accounts.links import INTRODUCTION, open_link, used_link
from ambassadors.accounts.models import MailedLink
from ambassadors.core.db import db
from ambassadors.introductions.consent import AGREEMENTS
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.service.confirming import confirm, kept_behind
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.questions.confirming import AlreadyUsed
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor, sign_in_account

from .blueprint import blueprint


@blueprint.route("/demandes/confirmer/<token>", methods=["GET", "POST"])
@public
def confirm_request(token: str) -> ResponseReturnValue:
    """Show a request made with an e-mail address and, on its button, send it in its author's name."""
    link = open_link(token, INTRODUCTION)
    kept = kept_behind(link) if link else None
    if link is None or kept is None:
        return _used(token)
    if not kept.territory.takes_questions:
        return render_template("introductions/not_now.html", territory=kept.territory, kept=kept), 403
    form = ConfirmForm()
    if not form.validate_on_submit():
        shared = [AGREEMENTS[kind] for kind in kept.content["consents"]]
        return page_with(
            form,
            "introductions/confirm.html",
            kept=kept,
            territory=kept.territory,
            token=token,
            shared=shared,
        )
    return _confirm(token, link, kept)


def _confirm(token: str, link: MailedLink, kept: UnconfirmedIntroduction) -> ResponseReturnValue:
    try:
        account, introduction = confirm(link, kept)
    except AlreadyUsed:
        db.session.rollback()
        return _used(token)
    sign_in_account(account)
    db.session.commit()
    return redirect(introduction.path, 303)


def _used(token: str) -> ResponseReturnValue:
    """Tell a link that was followed already from one that leads nowhere any more."""
    link = used_link(token, INTRODUCTION)
    kept = kept_behind(link) if link else None
    number = kept.introduction_id if kept else None
    introduction = db.session.get(Introduction, number) if number else None
    if introduction and introduction.author_id == current_actor().account_id:
        return redirect(introduction.path, 303)
    status = 410 if introduction is None else 200
    return render_template("introductions/link_used.html", introduction=introduction), status
