"""One's own requests: where they are, what one shares, giving it and taking it back."""

from dataclasses import dataclass

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.core.pages import Cursor
from ambassadors.introductions.consent import AGREEMENTS, AMBASSADOR, OWNER, PHONE, Agreement
from ambassadors.introductions.forms.giving import GiveForm, GivePhoneForm
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.following import answering, readers_of
from ambassadors.introductions.queries.own import history_of, own_one, own_page
from ambassadors.introductions.queries.proposing import letters_on
from ambassadors.introductions.service import sharing
from ambassadors.introductions.states import RETURNED, STATES, TOLD
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

from .blueprint import blueprint

HOME = "/compte/demandes"
NOTHING_LEFT = "Cette demande est effacée : il n’y a plus rien à partager."
HELD = "Cet accord est déjà donné."
NO_THEME = "Votre demande ne porte sur aucun thème en particulier : elle n’a pas d’interlocuteur."
NOBODY_ANSWERS = "Personne ne répond encore de ce thème : partagez plutôt votre demande avec l’équipe."


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
    history = history_of(introduction.id)
    territory = introduction.territory
    is_ambassador = Role.AMBASSADOR in current_actor().roles_in(territory.id)
    hears = any(one.kind == AMBASSADOR for one in introduction.consents)
    return render_template(
        "introductions/own.html",
        introduction=introduction,
        territory=territory,
        history=history,
        letters=letters_on(introduction.id) if hears else [],
        returned=any(event.what == RETURNED for event in history),
        readers=readers_of(introduction),
        may_apply=territory.takes_questions and not is_ambassador,
        agreements=[
            (agreement, next((one for one in introduction.consents if one.kind == agreement.kind), None))
            for agreement in AGREEMENTS.values()
            if introduction.theme or agreement.kind != OWNER
        ],
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


@blueprint.route(f"{HOME}/<id:item>/accords/<accord>/donner", methods=["GET", "POST"])
@requires(Action.INTRODUCTION_OWN, given_from_path)
def give(given: Given) -> ResponseReturnValue:
    """Give one agreement later on, or again."""
    introduction, kind = given.introduction, given.agreement.kind
    form = GivePhoneForm() if kind == PHONE else GiveForm()
    sent = form.validate_on_submit()
    if sent and (earlier := form.earlier_result()) is not None:
        return earlier
    if (obstacle := _obstacle(given)) or not sent:
        return page_with(
            form,
            "introductions/give.html",
            introduction=introduction,
            territory=introduction.territory,
            agreement=given.agreement,
            obstacle=obstacle,
        )
    phone = form.phone.data or "" if isinstance(form, GivePhoneForm) else ""
    if sharing.give(current_actor(), introduction, kind, phone):
        flash(_("Votre accord est donné, dès maintenant."), "success")
    return form.done(introduction.path)


def _obstacle(given: Given) -> str:
    """Return why an agreement cannot be given now; empty where it can."""
    introduction, kind = given.introduction, given.agreement.kind
    if introduction.wiped_at:
        return NOTHING_LEFT
    if kind in introduction.granted:
        return HELD
    if kind == OWNER and not introduction.theme:
        return NO_THEME
    if kind == OWNER and not answering(introduction.territory_id, introduction.theme):
        return NOBODY_ANSWERS
    return ""


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
