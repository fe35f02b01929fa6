"""The journal of a territory, for those who run it: who published what, and when."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.pages import Cursor
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.loading import LARGEST_ID, asked_number
from ambassadors.web.territory import territory_from_path

from .acts import GONE, KINDS, told
from .queries import Filters, acts_in, names_in, people_of

blueprint = Blueprint("journal", __name__)


@blueprint.get("/bureau/<territoire>/journal")
@requires(Action.JOURNAL_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the editorial acts of the territory, newest first."""
    asked = request.args.get("acte", "")
    filters = Filters(asked if asked in KINDS else "", asked_number("personne", LARGEST_ID))
    page = acts_in(territory.id, filters, Cursor.decode(request.args.get("page")))
    people, names = people_of(territory.id), names_in(territory.id, page.items)
    rows = [
        (line, told(line, names), people.get(line.actor_id, GONE.capitalize()) if line.actor_id else None)
        for line in page.items
    ]
    return render_template(
        "journal/index.html",
        territory=territory,
        filters=filters,
        page=page,
        rows=rows,
        people=people,
        KINDS=KINDS,
    )
