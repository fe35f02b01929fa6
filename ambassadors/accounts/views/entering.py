"""Registering, signing in and out."""

from hashlib import sha256

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.accounts import asking, service
from ambassadors.accounts.forms import AddressForm, RegistrationForm, SignInForm, one_spelling
from ambassadors.accounts.links import CONFIRM, SIGN_IN
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.accounts.passwords import hash_password
from ambassadors.core.db import db
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.limits import MAILED, acted, limiter
from ambassadors.web.limits import SIGN_IN as SIGN_IN_LIMIT
from ambassadors.web.next_page import inside
from ambassadors.web.signin import current_actor, sign_in_account, sign_out

from .following import follow

blueprint = Blueprint("entering", __name__)

MAIL_LEFT = "/connexion/courriel"


def _account_typed() -> str:
    """Return whom a limit by account counts: the address typed, known or not, however it was spelt."""
    typed = one_spelling(request.form.get("email", ""))
    return f"account:{sha256(typed.encode(errors='replace')).hexdigest()[:32]}"


@blueprint.route("/inscription", methods=["GET", "POST"])
@public
@limiter.limit(MAILED, methods=["POST"], deduct_when=acted)
def register() -> ResponseReturnValue:
    """Ask for an account: the same answer whether the address has one or not."""
    form = RegistrationForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return page_with(form, "accounts/register.html")
    if (earlier := form.earlier_result()) is not None:
        return earlier
    password_hash = hash_password(form.password.data)
    asking.ask_confirmation(form.email.data, form.name.data, password_hash, inside(form.next.data))
    return form.done(MAIL_LEFT)


@blueprint.get(MAIL_LEFT)
@public
def mail_left() -> ResponseReturnValue:
    """Say that a mail may have left: the answer to every request for one."""
    return render_template("accounts/mail_left.html")


@blueprint.route("/inscription/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> ResponseReturnValue:
    """Make the account whose address the link confirms, and sign it in."""
    done = _("Bienvenue ! Votre adresse est confirmée et votre compte est ouvert.")
    return follow(token, CONFIRM, "accounts/confirm.html", ConfirmForm(), _make, done)


def _make(link: MailedLink) -> Account:
    return service.find_or_create_by_email(link.email, link.payload["name"], link.payload["password_hash"])


@blueprint.route("/connexion", methods=["GET", "POST"])
@public
@limiter.limit(SIGN_IN_LIMIT, methods=["POST"])
@limiter.limit(SIGN_IN_LIMIT, methods=["POST"], key_func=_account_typed)
def sign_in() -> ResponseReturnValue:
    """Sign in with a password; an unknown address and a wrong password get one answer."""
    form = SignInForm(next=request.args.get("next", ""))
    if not form.is_submitted() and not current_actor().is_anonymous:
        return redirect(inside(form.next.data))
    account = None
    if form.validate_on_submit():
        account = service.check_password(form.email.data, form.password.data)
        if account is None:
            form.form_errors.append(_("L’adresse ou le mot de passe ne convient pas."))
    if account is None:
        return page_with(form, "accounts/sign_in.html")
    sign_in_account(account)
    db.session.commit()
    return redirect(inside(form.next.data), 303)


@blueprint.route("/connexion/lien", methods=["GET", "POST"])
@public
@limiter.limit(MAILED, methods=["POST"], deduct_when=acted)
def ask_link() -> ResponseReturnValue:
    """Ask for a link that signs in without a password."""
    form = AddressForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return page_with(form, "accounts/ask_link.html")
    if (earlier := form.earlier_result()) is not None:
        return earlier
    asking.ask_sign_in(form.email.data, inside(form.next.data))
    return form.done(MAIL_LEFT)


@blueprint.route("/connexion/lien/<token>", methods=["GET", "POST"])
@public
def sign_in_by_link(token: str) -> ResponseReturnValue:
    """Sign in the account to which the link was mailed."""
    page, done = "accounts/link_sign_in.html", _("Votre session est ouverte sur ce navigateur.")
    return follow(token, SIGN_IN, page, ConfirmForm(), service.confirmed_account, done)


@blueprint.route("/deconnexion", methods=["GET", "POST"])
@public
def leave() -> ResponseReturnValue:
    """Sign out; a link to here shows a button, because only a POST may act."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return page_with(form, "accounts/sign_out.html")
    sign_out()
    db.session.commit()
    return redirect("/deconnexion/faite", 303)


@blueprint.get("/deconnexion/faite")
@public
def left() -> ResponseReturnValue:
    """Say that nobody is signed in on this browser any more."""
    return render_template("accounts/signed_out.html")
