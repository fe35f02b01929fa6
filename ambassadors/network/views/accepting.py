"""The page of a mailed invitation: one button, which signs in and gives the role."""

from flask import Blueprint, flash, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ambassadors.accounts.links import INVITATION, just_used, open_link, use
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.accounts.queries import account_by_email
from ambassadors.accounts.service import find_or_create_by_email
from ambassadors.accounts.speaking import label_of
from ambassadors.core.db import db
from ambassadors.network.forms.team import AcceptForm
from ambassadors.network.mails import DOES
from ambassadors.network.models import Invitation
from ambassadors.network.queries.team import invitation_offered
from ambassadors.network.service.invitations import NoLongerOpen, accept
from ambassadors.web.access import public
from ambassadors.web.forms import page_with
from ambassadors.web.limits import SIGN_IN, limiter
from ambassadors.web.signin import current_actor, sign_in_account

blueprint = Blueprint("accepting", __name__)

PROFILE = "/compte/profil"


def _offered(link: MailedLink | None) -> Invitation | None:
    """Return the invitation that a link offers, while it stands."""
    invitation = invitation_offered(int(link.payload["invitation"])) if link else None
    return invitation if invitation and invitation.is_open else None


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@public
@limiter.limit(SIGN_IN, methods=["POST"])
def follow(token: str) -> ResponseReturnValue:
    """Show an invitation; accepting it signs in."""
    link = open_link(token, INVITATION)
    invitation = _offered(link)
    known = account_by_email(invitation.email) if invitation else None
    newcomer = invitation is not None and known is None
    form = AcceptForm(newcomer=newcomer, data={"name": invitation.name if invitation else ""})
    sent = form.validate_on_submit()
    if sent and (earlier := form.earlier_result()) is not None:
        return _same_answer(token, earlier)
    if link is None or invitation is None:
        return _too_late()
    if not sent:
        return _private(_page(form, invitation, known))
    return _accept(form, link, invitation, form.name.data if newcomer else "")


def _page(form: AcceptForm, invitation: Invitation, known: Account | None) -> tuple[str, int]:
    present = current_actor().account_id
    return page_with(
        form,
        "network/invitation.html",
        invitation=invitation,
        known=known,
        role=label_of(invitation.role),
        does=DOES[invitation.role],
        elsewhere=present is not None and (known is None or known.id != present),
    )


def _accept(form: AcceptForm, link: MailedLink, invitation: Invitation, name: str) -> ResponseReturnValue:
    if not use(link):
        return _too_late()
    account = find_or_create_by_email(invitation.email, name)
    try:
        accept(invitation, account)
    except NoLongerOpen:
        return _too_late()
    db.session.expire(account, ["memberships"])
    sign_in_account(account)
    flash(_("Bienvenue ! Complétez votre profil pour que les lecteurs sachent qui parle."), "success")
    return form.done(PROFILE)


def _same_answer(token: str, earlier: Response) -> ResponseReturnValue:
    """Answer a button pressed twice as the first time: the first answer, with its cookie, may have been lost."""
    link = just_used(token, INVITATION)
    account = account_by_email(link.email) if link and current_actor().is_anonymous else None
    if account:
        sign_in_account(account)
        db.session.commit()
    return earlier


def _too_late() -> ResponseReturnValue:
    """Say that a link opens nothing any more, and what to do; the same words whatever the reason."""
    db.session.rollback()
    return _private((render_template("network/invitation_gone.html"), 410))


def _private(page: tuple[str, int]) -> ResponseReturnValue:
    """Keep a page whose address is a secret out of caches."""
    response = make_response(*page)
    response.headers["Cache-Control"] = "no-store"
    return response
