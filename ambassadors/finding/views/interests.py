"""The places that readers wish were covered, for the administrator."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.finding.queries import interests
from ambassadors.places.models import Level
from ambassadors.web.access import Nothing, requires

blueprint = Blueprint("interests", __name__)


@blueprint.get("/administration/interets")
@requires(Action.ADMIN_USE)
def index(nothing: Nothing) -> ResponseReturnValue:
    """List the places asked for, with how many times and when last."""
    return render_template(
        "admin/interests.html", rows=interests(), label_of=lambda level: Level(level).label
    )
