"""Inviting people to the circle, from the desk."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.receipts import settle
from ambassadors.network.forms.team import ROLE_HINTS, InviteForm
from ambassadors.network.models import Invitation
from ambassadors.network.queries.organisations import organisations_of
from ambassadors.network.queries.team import invitation_in
from ambassadors.network.service.invitations import (
    NoLongerOpen,
    Offer,
    Outcome,
    TooManyMails,
    cancel,
    invite,
    resend,
)
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.limits import limiter
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("inviting", __name__)

LISTS = "30 per hour"


def invitation_from_path(territoire: str, number: int) -> Invitation:
    """Load an invitation of a territory."""
    return or_404(invitation_in(territory_from_path(territoire).id, number))


@blueprint.route("/bureau/<territoire>/equipe/inviter", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, territory_from_path)
@limiter.limit(LISTS, methods=["POST"])
def send(territory: Territory) -> ResponseReturnValue:
    """Invite one person or a pasted list, and say what became of each line."""
    form = InviteForm(organisations_of(territory.id))
    if not form.validate_on_submit():
        return page_with(form, "network/invite.html", territory=territory, outcomes=(), hints=ROLE_HINTS)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    offer = Offer(form.role.data, form.organisation_id, form.message.data)
    outcomes = invite(current_actor(), territory, form.addressees, offer)
    settle(form.digest, f"{territory.desk_path}/equipe#invitations")
    db.session.commit()
    return _report(form, territory, outcomes)


def _report(form: InviteForm, territory: Territory, outcomes: list[Outcome]) -> ResponseReturnValue:
    """Show the report in place of a redirect: it is long, and what is left to correct stays in the field."""
    left = [one.line for one in outcomes if one.is_kept]
    form.keep(left)
    page = render_template(
        "network/invite.html", form=form, territory=territory, outcomes=outcomes, hints=ROLE_HINTS
    )
    return page, 422 if left else 200


@blueprint.post("/bureau/<territoire>/equipe/invitations/<id:number>/renvoyer")
@requires(Action.TEAM_MANAGE, invitation_from_path)
@limiter.limit(LISTS)
def send_again(invitation: Invitation) -> ResponseReturnValue:
    """Send an invitation again."""
    form, here = ConfirmForm(), f"{invitation.territory.desk_path}/equipe"
    if not form.validate_on_submit():
        return page_with(form, "network/again.html", territory=invitation.territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        resend(current_actor(), invitation)
        flash(_("Invitation renvoyée à %(email)s.", email=invitation.email), "success")
    except NoLongerOpen:
        flash(_("Cette invitation n’attend plus : elle a été acceptée ou annulée."), "warning")
    except TooManyMails:
        flash(
            _("Trop de courriels à %(email)s cette heure-ci : réessayez plus tard.", email=invitation.email),
            "warning",
        )
    return form.done(f"{here}#invitations")


@blueprint.post("/bureau/<territoire>/equipe/invitations/<id:number>/annuler")
@requires(Action.TEAM_MANAGE, invitation_from_path)
def take_back(invitation: Invitation) -> ResponseReturnValue:
    """Cancel an invitation."""
    form, here = ConfirmForm(), f"{invitation.territory.desk_path}/equipe"
    if not form.validate_on_submit():
        return page_with(form, "network/again.html", territory=invitation.territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        cancel(current_actor(), invitation)
        flash(_("Invitation annulée : son lien n’ouvre plus rien."), "success")
    except NoLongerOpen:
        flash(_("Cette invitation vient d’être acceptée."), "warning")
    return form.done(f"{here}#invitations")
