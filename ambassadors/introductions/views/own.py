"""One's own requests: where they are, what one shares, taking it back."""

from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.pages import Cursor
from ambassadors.introductions.consent import AGREEMENTS, Agreement
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.own import history_of, own_one, own_page
from ambassadors.introductions.service import sharing
from ambassadors.introductions.states import STATES, TOLD
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

from .blueprint import blueprint

HOME = "/compte/demandes"


@dataclass(frozen=True)
class Given:
    """One agreement of one request."""

    introduction: Introduction
    agreement: Agreement

    @property
    def author_id(self) -> int | None:
        """Return whose it is, for the rules."""
        return self.introduction.author_id


def own_from_path(item: int) -> Introduction:
    """Load a request; whose it is, the rule asks."""
    return or_404(own_one(item))


def given_from_path(item: int, accord: str) -> Given:
    """Load one agreement of a request."""
    return Given(own_from_path(item), or_404(AGREEMENTS.get(accord)))


@blueprint.get(HOME)
@requires(Action.ACCOUNT_USE)
def mine(nothing: Nothing) -> ResponseReturnValue:
    """List one's own requests, the newest first."""
    page = own_page(current_actor().account_id or 0, Cursor.decode(request.args.get("page")))
    return render_template("introductions/mine.html", page=page, STATES=STATES)


@blueprint.get(f"{HOME}/<id:item>")
@requires(Action.INTRODUCTION_OWN, own_from_path)
def follow(introduction: Introduction) -> ResponseReturnValue:
    """Show where a request is, what it shares and what happened."""
    return render_template(
        "introductions/own.html",
        introduction=introduction,
        territory=introduction.territory,
        history=history_of(introduction.id),
        AGREEMENTS=AGREEMENTS,
        STATES=STATES,
        TOLD=TOLD,
    )


@blueprint.route(f"{HOME}/<id:item>/accords/<accord>", methods=["GET", "POST"])
@requires(Action.INTRODUCTION_OWN, given_from_path)
def revoke(given: Given) -> ResponseReturnValue:
    """Take one agreement back, once it was said what that changes."""
    introduction, form = given.introduction, ConfirmForm()
    if not form.validate_on_submit():
        return page_with(
            form,
            "introductions/revoke.html",
            introduction=introduction,
            territory=introduction.territory,
            agreement=given.agreement,
            holds=given.agreement.kind in introduction.granted,
        )
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if sharing.revoke(current_actor(), introduction, given.agreement.kind):
        flash(_("Votre accord est retiré, dès maintenant."), "success")
    else:
        flash(_("Cet accord n’était pas donné : rien ne change."), "info")
    return form.done(introduction.path)


@blueprint.route(f"{HOME}/<id:item>/retirer", methods=["GET", "POST"])
@requires(Action.INTRODUCTION_OWN, own_from_path)
def withdraw(introduction: Introduction) -> ResponseReturnValue:
    """Take a request back, and all that it shared."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return page_with(
            form,
            "introductions/withdraw.html",
            introduction=introduction,
            territory=introduction.territory,
        )
    if (earlier := form.earlier_result()) is not None:
        return earlier
    sharing.withdraw(current_actor(), introduction)
    flash(_("Votre demande est retirée. Tout ce que vous aviez partagé est effacé."), "success")
    return form.done(introduction.path)
