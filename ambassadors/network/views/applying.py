"""Asking to become an ambassador."""

from typing import Any
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import authorize, can
from ambassadors.moderation.engine import transition
from ambassadors.network.forms.application import STEPS, ApplicationForm, WritingForm, filled
from ambassadors.network.models import Application
from ambassadors.network.queries.own import open_application
from ambassadors.network.service.applications import AlreadyApplied, apply, rewrite
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import register_editor
from ambassadors.web.forms import page_with
from ambassadors.web.late_form import page_of_late_form
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("applying", __name__)


@blueprint.route("/territoires/<territoire>/devenir-ambassadeur", methods=["GET", "POST"])
@requires(Action.TERRITORY_VIEW, territory_from_path)
def ask(territory: Territory) -> ResponseReturnValue:
    """Explain what an ambassador does; ask a few questions to those who may apply."""
    actor = current_actor()
    if request.method == "POST":
        if actor.is_anonymous and (late := page_of_late_form()):  # the session ended meanwhile
            return redirect(f"/connexion?next={late}")
        authorize(actor, Action.APPLICATION_CREATE, territory)
        return _questions(ApplicationForm(), territory)
    pending = open_application(actor.account_id or 0, territory.id)
    holds = Role.AMBASSADOR in actor.roles_in(territory.id)
    if pending or holds or not can(actor, Action.APPLICATION_CREATE, territory):
        return _explain(territory, pending, holds=holds)
    return _step(ApplicationForm(), territory)


def _explain(territory: Territory, pending: Application | None, *, holds: bool) -> ResponseReturnValue:
    here = quote(f"{territory.path}/devenir-ambassadeur")
    return render_template(
        "network/become.html", territory=territory, pending=pending, holds=holds, here=here
    )


def _questions(form: ApplicationForm, territory: Territory) -> ResponseReturnValue:
    """Go from one step to the next; the last one sends."""
    if "retour" in request.form:
        form.go_to(max(1, form.at - 1))
        return _other_step(form, territory)
    form.validate()
    faulty = form.faulty_step()
    if faulty is not None or form.errors:
        form.go_to(faulty or form.at)
        return _step(form, territory)
    if form.at < len(STEPS):
        form.go_to(form.at + 1)
        return _other_step(form, territory)
    return _send(form, territory)


def _send(form: ApplicationForm, territory: Territory) -> ResponseReturnValue:
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        application = apply(current_actor(), territory, form.content())
    except AlreadyApplied:
        return form.done(f"{territory.path}/devenir-ambassadeur")
    flash(_("Votre candidature est envoyée à l’équipe du territoire."), "success")
    return form.done(application.path)


def _shown(form: ApplicationForm, territory: Territory) -> dict[str, Any]:
    return {"territory": territory, "title": STEPS[form.at - 1][0], "total": len(STEPS)}


def _step(form: ApplicationForm, territory: Territory) -> ResponseReturnValue:
    return page_with(form, "network/apply.html", **_shown(form, territory))


def _other_step(form: ApplicationForm, territory: Territory) -> ResponseReturnValue:
    """Show another step: nothing is wrong and nothing is written yet."""
    return render_template("network/apply.html", form=form, **_shown(form, territory))


def change(application: Application) -> ResponseReturnValue:
    """Change an application taken back from the queue, and perhaps send it again."""
    form = WritingForm(data=filled(application))
    if not form.validate_on_submit():
        return page_with(form, "network/application.html", item=application, territory=application.territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    rewrite(current_actor(), application, form.content(), form.seen_version)
    if "envoyer" in request.form:
        transition(current_actor(), application, "submit", version=application.version)
        flash(_("Votre candidature est envoyée à l’équipe du territoire."), "success")
    else:
        flash(_("Votre candidature est enregistrée."), "success")
    return form.done(application.path)


register_editor("application", change)
