"""A territory's charter, as anybody reads it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.charter.queries import charter_of
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint


@blueprint.get("/territoires/<territoire>/charte")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def read(territory: Territory) -> ResponseReturnValue:
    """Show what those who speak of a territory have promised."""
    return render_template("charter/read.html", territory=territory, charter=charter_of(territory.id))
