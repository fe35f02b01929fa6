"""The page behind the mailed link: the request as it was typed, what it shares, and one button."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.core.db import db
from ambassadors.introductions.consent import AGREEMENTS
from ambassadors.introductions.service.confirming import requests
from ambassadors.places.models import Place
from ambassadors.territories.confirming import AlreadyUsed
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor, sign_in_account

from .blueprint import blueprint


@blueprint.route("/demandes/confirmer/<token>", methods=["GET", "POST"])
@public
def confirm_request(token: str) -> ResponseReturnValue:
    """Show a request made with an e-mail address and, on its button, send it in its author's name."""
    behind = requests.behind(token)
    if behind is None:
        return _used(token)
    link, kept = behind
    if not kept.territory.takes_questions:
        return render_template("introductions/not_now.html", territory=kept.territory, kept=kept), 403
    form = ConfirmForm()
    if not form.validate_on_submit():
        shared = [AGREEMENTS[kind] for kind in kept.content["consents"]]
        return page_with(
            form,
            "introductions/confirm.html",
            kept=kept,
            origin=db.session.get(Place, kept.content["origin_id"] or 0),
            territory=kept.territory,
            token=token,
            shared=shared,
        )
    try:
        account, introduction = requests.confirm(link, kept)
    except AlreadyUsed:
        db.session.rollback()
        return _used(token)
    sign_in_account(account)
    db.session.commit()
    return redirect(introduction.path, 303)


def _used(token: str) -> ResponseReturnValue:
    """Tell a link that was followed already from one that leads nowhere any more."""
    introduction = requests.confirmed_by(token)
    if introduction and introduction.author_id == current_actor().account_id:
        return redirect(introduction.path, 303)
    status = 200 if introduction else 410
    return render_template("introductions/link_used.html", introduction=introduction), status
