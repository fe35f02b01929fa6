"""Asking to be accompanied: with an e-mail address to confirm, or signed in at once."""

from flask import abort, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.accounts.speaking import team_names
from ambassadors.core.db import db
from ambassadors.dossier.queries.owners import owners_in
from ambassadors.introductions.forms.asking import AnonymousRequestForm, RequestForm
from ambassadors.introductions.service.asking import ask as ask_now
from ambassadors.introductions.service.confirming import requests
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.questions.seals import seal, unseal
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.unconfirmed import KEPT
from ambassadors.web.access import public, requires
from ambassadors.web.forms import page_with
from ambassadors.web.limits import ASK, acted, limiter
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint

USE = "kept-introduction"


def territory_to_ask(territoire: str) -> Territory:
    """Load a territory that takes requests; one that is paused or closed says so kindly."""
    territory = territory_from_path(territoire)
    if not can(current_actor(), Action.INTRODUCTION_ASK, territory):
        abort(make_response(render_template("introductions/not_now.html", territory=territory), 403))
    return territory


@blueprint.route("/territoires/<territoire>/contacts/demande", methods=["GET", "POST"])
@requires(Action.INTRODUCTION_ASK, territory_to_ask)
@limiter.limit(ASK, methods=["POST"], deduct_when=acted)
def ask(territory: Territory) -> ResponseReturnValue:
    """Ask a territory to be accompanied."""
    actor = current_actor()
    form = AnonymousRequestForm(team=team_names(territory.id)) if actor.is_anonymous else RequestForm()
    owners = owners_in(territory.id)
    form.answered = {theme for theme, owner in owners.items() if owner.answers}
    if request.method == "GET" and request.args.get("theme") in THEMES:
        form.theme.data = request.args["theme"]  # the reader comes from a theme of the contacts
    if not form.validate_on_submit():
        return page_with(form, "introductions/ask.html", territory=territory, owners=owners)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if isinstance(form, AnonymousRequestForm):
        kept = requests.keep(territory, form.email.data or "", form.name.data or "", form.content())
        return form.done(f"/demandes/envoyee/{seal(USE, kept.id)}")
    introduction = ask_now(actor, territory, form.content())
    flash(_("Votre demande est partie."), "success")
    return form.done(introduction.path)


@blueprint.get("/demandes/envoyee/<sealed>")
@public
def sent(sealed: str) -> ResponseReturnValue:
    """Tell somebody who asked with an address that a mail is on its way."""
    row_id = unseal(USE, sealed, int(KEPT.total_seconds()))
    kept = or_404(db.session.get(UnconfirmedIntroduction, row_id) if isinstance(row_id, int) else None)
    return render_template("introductions/sent.html", kept=kept, territory=kept.territory)
