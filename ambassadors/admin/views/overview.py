"""The administration's first page: what asks for an act, in figures."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.admin.forms import STATES
from ambassadors.admin.queries import flow, late_queues, states, unmanaged
from ambassadors.web.access import Nothing, requires

blueprint = Blueprint("overview", __name__)


@blueprint.get("/administration")
@requires(Action.ADMIN_USE)
def show(nothing: Nothing) -> ResponseReturnValue:
    """Show the territories by state, what could not leave, what waits for too long, and who is missing."""
    return render_template(
        "admin/home.html",
        states=states(),
        labels=STATES,
        flow=flow(),
        late=late_queues(),
        unmanaged=unmanaged(),
    )
