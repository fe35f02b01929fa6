"""What leaves the house, and what could not."""

from dataclasses import dataclass

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.admin.queries import being_retried, dead_letters, flow
from ambassadors.admin.service import retry
from ambassadors.core.pages import Cursor
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.signin import current_actor

blueprint = Blueprint("outbox", __name__)

HERE = "/administration/courriels"


@dataclass(frozen=True)
class Letter:
    """A row of the outbox, by its number."""

    number: int


@blueprint.get("/administration/courriels")
@requires(Action.ADMIN_USE)
def index(nothing: Nothing) -> ResponseReturnValue:
    """Show the dead letters with their errors, and what waits."""
    return render_template("admin/mails.html", **_shown(), form=ConfirmForm())


def _shown() -> dict[str, object]:
    return {
        "flow": flow(),
        "dead": dead_letters(Cursor.decode(request.args.get("page"))),
        "retried": being_retried(),
    }


@blueprint.post("/administration/courriels/<id:number>/renvoyer")
@requires(Action.ADMIN_USE, Letter)
def send_again(letter: Letter) -> ResponseReturnValue:
    """Let a dead letter leave again."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("admin/mails.html", **_shown(), form=form), form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if retry(current_actor(), letter.number):
        flash(_("Nouvel essai dans un instant."), "success")
    else:
        flash(_("Cet envoi n’est plus en échec."), "info")
    return form.done(HERE)
