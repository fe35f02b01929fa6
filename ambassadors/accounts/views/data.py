"""One's data: a copy, and leaving."""

import json

from flask import Blueprint, Response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.accounts.closing import LastAdministrator, LastManager, close_account
from ambassadors.accounts.exporting import data_of
from ambassadors.accounts.forms import ClosingForm
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.web.access import Nothing, public, requires
from ambassadors.web.forms import page_with
from ambassadors.web.limits import SIGN_IN, limiter
from ambassadors.web.roles import names_of
from ambassadors.web.signin import current_actor, current_sign_in, sign_out

from .account import check_present, who

blueprint = Blueprint("data", __name__)


@blueprint.get("/compte/donnees")
@requires(Action.ACCOUNT_USE)
def data(nothing: Nothing) -> ResponseReturnValue:
    """Show what one can do with one's data."""
    return render_template("accounts/data.html")


@blueprint.get("/compte/donnees.json")
@requires(Action.ACCOUNT_USE)
def export(nothing: Nothing) -> Response:
    """Give a copy of everything the site knows of the person."""
    parts = data_of(current_actor(), current_sign_in().account)
    response = Response(json.dumps(parts, ensure_ascii=False, indent=2), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="mes-donnees-{today()}.json"'
    return response


@blueprint.route("/compte/suppression", methods=["GET", "POST"])
@requires(Action.ACCOUNT_USE)
@limiter.limit(SIGN_IN, methods=["POST"], key_func=who)
def close(nothing: Nothing) -> ResponseReturnValue:
    """Close the account."""
    account = current_sign_in().account
    form = ClosingForm(has_password=account.password_hash is not None)
    if not check_present(form, account):
        return page_with(form, "accounts/close.html", account=account)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    actor = current_actor()
    try:
        close_account(actor, account, keep_texts=form.texts.data == "keep")
    except LastManager as alone:
        return _refused(form, _last_manager(alone))
    except LastAdministrator:
        return _refused(form, _("Nommez d’abord une autre personne à l’administration de la plateforme."))
    sign_out()
    db.session.commit()
    return redirect("/compte-supprime", 303)


def _last_manager(alone: LastManager) -> str:
    message: str = _(
        "Il n’y a pas d’autre responsable de marque que vous : %(names)s. Nommez d’abord quelqu’un, "
        "ou demandez à l’administration de la plateforme de vous remplacer.",
        names=", ".join(names_of(alone.territory_ids)),
    )
    return message


def _refused(form: ClosingForm, message: str) -> ResponseReturnValue:
    form.form_errors.append(message)
    return page_with(form, "accounts/close.html", account=current_sign_in().account)


@blueprint.get("/compte-supprime")
@public
def closed() -> ResponseReturnValue:
    """Say goodbye."""
    return render_template("accounts/closed.html")
