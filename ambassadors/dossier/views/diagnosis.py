"""The diagnosis of a dossier: what it holds, what it lacks, what is asked of it, for its managers."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.dossier.call import REST
from ambassadors.dossier.queries.asked import LOOKED_AT
from ambassadors.dossier.queries.diagnosis import SHOWN, diagnosis_of
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("diagnosis", __name__)


@blueprint.get("/bureau/<territoire>/dossier/diagnostic")
@requires(Action.DOSSIER_STEER, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show the fourteen themes side by side, the questions left open, and what to document first."""
    return render_template(
        "dossier/desk/diagnosis.html",
        territory=territory,
        diagnosis=diagnosis_of(territory, today()),
        shown=SHOWN,
        looked_at=LOOKED_AT,
        rest=REST.days,
    )
