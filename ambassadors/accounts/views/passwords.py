"""A forgotten password, and the new one."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.accounts import asking, service
from ambassadors.accounts.forms import AddressForm, NewPasswordForm
from ambassadors.accounts.links import RESET
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.web.access import public
from ambassadors.web.forms import page_with
from ambassadors.web.limits import MAILED, acted, limiter

from .entering import MAIL_LEFT
from .following import follow

blueprint = Blueprint("passwords", __name__)


@blueprint.route("/mot-de-passe/oublie", methods=["GET", "POST"])
@public
@limiter.limit(MAILED, methods=["POST"], deduct_when=acted)
def forgotten() -> ResponseReturnValue:
    """Ask for a link to choose a new password."""
    form = AddressForm()
    if not form.validate_on_submit():
        return page_with(form, "accounts/forgotten.html")
    if (earlier := form.earlier_result()) is not None:
        return earlier
    asking.ask_reset(form.email.data)
    return form.done(MAIL_LEFT)


@blueprint.route("/mot-de-passe/<token>", methods=["GET", "POST"])
@public
def choose(token: str) -> ResponseReturnValue:
    """Choose a new password from a mailed link; every session ends but the one that begins here."""
    form = NewPasswordForm()

    def change(link: MailedLink) -> Account | None:
        account = service.confirmed_account(link)
        if account:
            service.change_password(account, form.password.data)
        return account

    done = _("Votre mot de passe est changé. Vos autres sessions sont fermées.")
    return follow(token, RESET, "accounts/choose_password.html", form, change, done)
