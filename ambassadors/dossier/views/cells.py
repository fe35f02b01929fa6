"""The dossier at the desk: what is written, theme by theme, and by whom."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.text import to_html
from ambassadors.dossier.forms.cell import LONGEST_DRAFT
from ambassadors.dossier.queries.desk import desk_dossier
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("cells", __name__)


@blueprint.get("/bureau/<territoire>/dossier")
@requires(Action.DESK_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the fourteen themes, and the themes of the open editions."""
    actor = current_actor()
    return render_template(
        "dossier/desk/index.html",
        territory=territory,
        dossier=desk_dossier(actor, territory),
        steers=can(actor, Action.DOSSIER_STEER, territory),
    )


@blueprint.post("/bureau/<territoire>/dossier/mise-en-forme")
@requires(Action.DESK_VIEW, territory_from_path)
def rendered(territory: Territory) -> ResponseReturnValue:
    """Return a text in Markdown as it would be shown, for the preview of the editor; nothing is written."""
    return to_html(request.form.get("text", "")[:LONGEST_DRAFT])
