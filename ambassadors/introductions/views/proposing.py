"""Proposals: the desk's panel, and the pages where an ambassador reads one, writes or declines."""

from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.introductions.consent import AMBASSADOR
from ambassadors.introductions.forms.proposing import MessageForm, ProposeForm
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.proposal import HOME, Proposal
from ambassadors.introductions.queries.proposing import (
    Proposed,
    candidates_for,
    page_to,
    proposal_by,
    proposals_on,
)
from ambassadors.introductions.service.proposing import ENOUGH, MOST_OPEN, Answered, decline, write
from ambassadors.territories.grid import THEMES
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import or_404
from ambassadors.web.promise import charter_first
from ambassadors.web.signin import current_actor, current_sign_in

from .blueprint import blueprint


@dataclass(frozen=True)
class Panel:
    """What the desk sees of the ambassadors of a request, and the form where another may be asked."""

    proposals: list[Proposed]
    holds: bool
    form: ProposeForm | None
    why_not: str = ""


def form_for(introduction: Introduction) -> ProposeForm:
    """Return the form that offers those to whom a request may be proposed."""
    return ProposeForm(candidates_for(introduction), THEMES.get(introduction.theme, ""))


def panel_of(actor: Actor, introduction: Introduction, form: ProposeForm | None = None) -> Panel | None:
    """Return the panel of a request; None where its mover never agreed to hear of an ambassador."""
    if AMBASSADOR not in {one.kind for one in introduction.consents}:
        return None
    proposals, holds = proposals_on(introduction.id), AMBASSADOR in introduction.granted
    if not can(actor, Action.INTRODUCTION_PROPOSE, introduction):
        return Panel(proposals, holds, None)
    if form is None and sum(one.is_open for one in proposals) >= MOST_OPEN:
        return Panel(proposals, holds, None, ENOUGH)
    form = form or form_for(introduction)
    if not form.errors and len(form.ambassador.choices or ()) == 1:
        return Panel(
            proposals, holds, None, _("Il n’y a pas d’autre ambassadeur ou ambassadrice à qui la proposer.")
        )
    return Panel(proposals, holds, form)


def proposal_from_path(item: int) -> Proposal:
    """Load a proposal; whose it is and whether it may still be read, the rule asks."""
    return or_404(proposal_by(item))


@blueprint.get(HOME)
@requires(Action.ACCOUNT_USE)
def proposed(nothing: Nothing) -> ResponseReturnValue:
    """List what was proposed to oneself and may still be read, the newest first."""
    page = page_to(current_actor(), Cursor.decode(request.args.get("page")))
    return render_template("introductions/proposed.html", page=page)


@blueprint.route(f"{HOME}/<id:item>", methods=["GET", "POST"])
@requires(Action.PROPOSAL_ANSWER, proposal_from_path)
def answer(proposal: Proposal) -> ResponseReturnValue:
    """Show a mover's name and project, and send them a message."""
    form = MessageForm()
    if not form.validate_on_submit():
        return _page(proposal, form)
    if charter := charter_first(proposal.introduction.territory):
        return charter
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        write(current_actor(), proposal, form.message.data or "")
    except Answered:
        return _answered(proposal, form)
    flash(_("Votre message est parti."), "success")
    return form.done(proposal.path)


@blueprint.post(f"{HOME}/<id:item>/decliner")
@requires(Action.PROPOSAL_ANSWER, proposal_from_path)
def turn_down(proposal: Proposal) -> ResponseReturnValue:
    """Say that one will not write."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page(proposal, form)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        decline(current_actor(), proposal)
    except Answered:
        return _answered(proposal)
    flash(_("C’est noté : l’équipe pourra demander à quelqu’un d’autre."), "success")
    return form.done(proposal.path)


def _page(proposal: Proposal, form: MessageForm | ConfirmForm, **more: str) -> tuple[str, int]:
    return page_with(
        form,
        "introductions/proposal.html",
        message_form=form if isinstance(form, MessageForm) else MessageForm(formdata=None),
        decline_form=ConfirmForm(formdata=None),
        proposal=proposal,
        introduction=proposal.introduction,
        territory=proposal.introduction.territory,
        address=current_sign_in().account.email,
        **more,
    )


def _answered(proposal: Proposal, form: MessageForm | None = None) -> tuple[str, int]:
    """Say that the answer was given already, with the words that were not sent."""
    db.session.rollback()
    unsent = (form.message.data or "") if form else ""
    page, _status = _page(proposal, MessageForm(formdata=None), unsent=unsent)
    return page, 409
