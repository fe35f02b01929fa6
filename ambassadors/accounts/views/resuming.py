"""Finding again what was sent just after the session had ended."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.accounts.keeping import kept_form
from ambassadors.accounts.models import KeptForm
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

blueprint = Blueprint("resuming", __name__)


def kept_from_path(token: str) -> KeptForm:
    """Return what the actor sent, or answer 404."""
    return or_404(kept_form(current_actor().account_id or 0, token))


@blueprint.get("/compte/reprise/<token>")
@requires(Action.ACCOUNT_USE, kept_from_path)
def resume(kept: KeptForm) -> ResponseReturnValue:
    """Show the text, with a button that sends it again."""
    return render_template("accounts/resume.html", kept=kept, form=ConfirmForm())
