"""Calling the ambassadors who speak of a theme: one page, one button."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.call import REST
from ambassadors.dossier.forms.calls import CallForm
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.asked import unanswered_by
from ambassadors.dossier.queries.calls import resting_in, speakers_on
from ambassadors.dossier.service.calls import CannotCall, call_ambassadors
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor

from .cell_editor import CELL
from .places import desk_place

blueprint = Blueprint("calls", __name__)


@blueprint.route(f"{CELL}/appel", methods=["GET", "POST"])
@requires(Action.DOSSIER_STEER, desk_place)
def call(at: CellPlace) -> ResponseReturnValue:
    """Say whom a call would reach and what it says; send it."""
    form = CallForm()
    if not form.validate_on_submit():
        return _page(form, at, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        sent = call_ambassadors(current_actor(), at, form.message.data or "")
    except CannotCall:
        return _page(form, at, 409)
    told = ngettext(
        "Appel envoyé à %(num)s personne sur « %(theme)s ».",
        "Appel envoyé à %(num)s personnes sur « %(theme)s ».",
        sent.people,
        theme=at.label,
    )
    flash(told, "success")
    return form.done(f"{at.territory.desk_path}/dossier/diagnostic")


def _page(form: CallForm, at: CellPlace, status: int) -> ResponseReturnValue:
    if status != 200:
        db.session.rollback()
    called = resting_in(at.territory_id).get(at.theme)
    return render_template(
        "dossier/desk/call.html",
        at=at,
        territory=at.territory,
        form=form,
        people=speakers_on(at.territory_id, at.theme),
        asked=unanswered_by(at.territory_id, [], [at.theme])[at.theme],
        called_at=called,
        again_from=called + REST if called else None,
    ), status
