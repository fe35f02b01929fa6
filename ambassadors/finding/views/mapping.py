"""The map of France, with every territory on it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.core.clock import today
from ambassadors.finding.atlas import atlas_of
from ambassadors.finding.queries import placed_lines
from ambassadors.web.access import public
from ambassadors.web.signin import current_actor

blueprint = Blueprint("mapping", __name__)


@blueprint.get("/carte")
@public
def show() -> ResponseReturnValue:
    """Show the territories on the départements they touch; the list beside says the same."""
    everywhere = placed_lines(current_actor())
    return render_template("territories/map.html", atlas=atlas_of(everywhere, today()), total=len(everywhere))
