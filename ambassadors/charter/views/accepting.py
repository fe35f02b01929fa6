"""Reading the charter of one's territory and accepting it: one page, one button."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.charter.forms import AcceptanceForm
from ambassadors.charter.models import CharterVersion
from ambassadors.charter.queries import Asked, accepted_in, asked_of, charter_of, role_asked, version_numbered
from ambassadors.charter.service import Overtaken, accept_charter
from ambassadors.core.db import db
from ambassadors.moderation.differences import Difference, differences
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.next_page import inside
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint


@blueprint.app_template_global()
def charters_asked() -> list[Asked]:
    """Return the charters that the visitor is asked to accept; a question to the database for ambassadors only."""
    actor = current_actor()
    if not any(Role.AMBASSADOR in held for held in actor.roles.values()):
        return []
    return asked_of(actor.account_id or 0)


@blueprint.route("/compte/charte/<territoire>", methods=["GET", "POST"])
@requires(Action.CHARTER_ACCEPT, territory_from_path)
def accept(territory: Territory) -> ResponseReturnValue:
    """Show the charter with one button, then go on to where one was going."""
    charter = charter_of(territory.id)
    if charter is None:
        return redirect(f"{territory.path}/charte", 303)
    then = inside(request.values.get("suite"))
    form = AcceptanceForm(data={"number": charter.number, "suite": then})
    if not form.validate_on_submit():
        if form.is_submitted():
            db.session.rollback()
        return _page(form, territory, charter), form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        accept_charter(current_actor(), territory, form.shown_number)
    except Overtaken:
        db.session.rollback()
        return _overtaken(territory, then)
    flash(_("Merci ! Votre accord est noté, avec la date et la version."), "success")
    return form.done(then)


def _overtaken(territory: Territory, then: str) -> ResponseReturnValue:
    """Show the version that stands by now: nobody accepts what they have not read."""
    charter = charter_of(territory.id)
    number = charter.number if charter else 0
    form = AcceptanceForm(formdata=None, data={"number": number, "suite": then})
    return _page(form, territory, charter, overtaken=True), 409


def _page(form: AcceptanceForm, territory: Territory, charter: CharterVersion | None, **more: Any) -> str:
    role = role_asked(current_actor().account_id or 0, territory.id)
    before = accepted_in(territory.id).get(role.id) if role else None
    return render_template(
        "charter/accept.html",
        form=form,
        territory=territory,
        charter=charter,
        before=before,
        changes=_changes(territory.id, before.number if before else None, charter),
        **{"overtaken": False} | more,
    )


def _changes(territory_id: int, before: int | None, charter: CharterVersion | None) -> list[Difference]:
    """Return what changed since the version that was accepted, where one was."""
    former = version_numbered(territory_id, before) if before else None
    if former is None or charter is None or former.number == charter.number:
        return []
    return differences(former.parts, charter.parts)
