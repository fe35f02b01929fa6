"""One's own account: who one is here, and each thing that can be changed."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.accounts import asking, service
from ambassadors.accounts.forms import CheckedForm, EmailForm, NameForm, PasswordForm
from ambassadors.accounts.links import EMAIL, open_link, use
from ambassadors.accounts.models import Account
from ambassadors.accounts.passwords import verify_password
from ambassadors.core.db import db
from ambassadors.web.access import Nothing, public, requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.limits import MAILED, SIGN_IN, acted, limiter
from ambassadors.web.roles import roles_held
from ambassadors.web.signin import current_actor, current_sign_in

from .following import link_gone

blueprint = Blueprint("account", __name__)


def who() -> str:
    """Return whom a limit inside the account counts."""
    return f"account:{current_actor().account_id}"


def check_present(form: CheckedForm, account: Account) -> bool:
    """Tell whether a form is good and, where the account has a password, whether it was given."""
    if not form.validate_on_submit():
        return False
    if account.password_hash and not verify_password(account.password_hash, form.present.data):
        form.present.errors = [*form.present.errors, _("Ce n’est pas votre mot de passe actuel.")]
        return False
    return True


@blueprint.get("/compte")
@requires(Action.ACCOUNT_USE)
def overview(nothing: Nothing) -> ResponseReturnValue:
    """Show the account on one page."""
    account = current_sign_in().account
    return render_template(
        "accounts/overview.html", account=account, roles=roles_held(account.id), form=ConfirmForm()
    )


@blueprint.route("/compte/nom", methods=["GET", "POST"])
@requires(Action.ACCOUNT_USE)
def name(nothing: Nothing) -> ResponseReturnValue:
    """Change the name shown."""
    account = current_sign_in().account
    form = NameForm(obj=account)
    if not form.validate_on_submit():
        return page_with(form, "accounts/name.html")
    if (earlier := form.earlier_result()) is not None:
        return earlier
    service.change_name(current_actor(), account, form.name.data)
    flash(_("Votre nom est changé. Vos textes déjà publiés gardent celui d’alors."), "success")
    return form.done("/compte")


@blueprint.route("/compte/adresse", methods=["GET", "POST"])
@requires(Action.ACCOUNT_USE)
@limiter.limit(MAILED, methods=["POST"], deduct_when=acted)
@limiter.limit(SIGN_IN, methods=["POST"], key_func=who)
def email(nothing: Nothing) -> ResponseReturnValue:
    """Ask for another address; it becomes the account's once it has confirmed."""
    account = current_sign_in().account
    form = EmailForm(has_password=account.password_hash is not None)
    if not check_present(form, account):
        return page_with(form, "accounts/email.html", account=account)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    asking.ask_email_change(account, form.email.data)
    flash(
        _(
            "Un courriel vient de partir vers %(email)s : suivez son lien pour confirmer.",
            email=form.email.data,
        ),
        "success",
    )
    return form.done("/compte")


@blueprint.route("/adresse/<token>", methods=["GET", "POST"])
@public
def confirm_email(token: str) -> ResponseReturnValue:
    """Confirm a new address, on whatever browser its mail is read."""
    form = ConfirmForm()
    sent = form.validate_on_submit()
    if sent and (earlier := form.earlier_result()) is not None:
        return earlier
    link = open_link(token, EMAIL)
    account = db.session.get(Account, link.account_id) if link and link.account_id else None
    if link is None or account is None or account.closed_at:
        return link_gone()
    if not sent:
        return page_with(form, "accounts/confirm_email.html", email=link.email, name=account.name)
    if not use(link) or not service.change_email(account, link.email):
        return link_gone()
    return form.done("/adresse/confirmee")


@blueprint.get("/adresse/confirmee")
@public
def email_confirmed() -> ResponseReturnValue:
    """Say that the new address is the account's."""
    return render_template("accounts/email_confirmed.html")


@blueprint.route("/compte/mot-de-passe", methods=["GET", "POST"])
@requires(Action.ACCOUNT_USE)
@limiter.limit(SIGN_IN, methods=["POST"], key_func=who)
def password(nothing: Nothing) -> ResponseReturnValue:
    """Change the password, or choose one where there is none."""
    present = current_sign_in()
    form = PasswordForm(has_password=present.account.password_hash is not None)
    if not check_present(form, present.account):
        return page_with(form, "accounts/password.html", account=present.account)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    service.change_password(present.account, form.password.data, but=present.session.id)
    flash(_("Votre mot de passe est changé. Vos autres sessions sont fermées."), "success")
    return form.done("/compte")
