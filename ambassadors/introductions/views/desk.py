"""The requests of a territory: the list with its counts, the table for a spreadsheet, the desk's counter."""

from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.clock import today
from ambassadors.core.pages import Cursor
from ambassadors.introductions.queries.desk import Filters, all_for, counts_for, new_for, page_for
from ambassadors.introductions.service.sharing import KEPT
from ambassadors.introductions.service.tabulating import table_of
from ambassadors.introductions.sight import sight_of
from ambassadors.introductions.states import BY_SLUG, STATES
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.desk_counters import register_counter
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint


def _waiting(territory: Territory) -> int:
    """Count what is new for the visitor, where they may read any of it."""
    actor = current_actor()
    return new_for(actor, territory.id) if can(actor, Action.INTRODUCTION_LIST, territory) else 0


register_counter("demandes", _waiting)


def filters_asked() -> Filters:
    """Read the filters of an address; what is none of ours is left out."""
    asked = request.args
    state, theme = asked.get("etat", ""), asked.get("theme", "")
    return Filters(
        state=state if state in BY_SLUG else "",
        theme=theme if theme in THEMES or theme == "aucun" else "",
        mine=asked.get("les-miennes") == "1",
    )


@blueprint.get("/bureau/<territoire>/demandes")
@requires(Action.INTRODUCTION_LIST, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the requests that the visitor follows, the newest first."""
    actor, filters = current_actor(), filters_asked()
    page = page_for(actor, territory.id, filters, Cursor.decode(request.args.get("page")))
    return render_template(
        "introductions/desk.html",
        territory=territory,
        filters=filters,
        kept=urlencode(filters.query()),
        counts=counts_for(actor, territory.id, filters),
        page=page,
        seen=[sight_of(actor, one) for one in page.items],
        STATES=STATES,
        months=KEPT.days // 365 * 12,
    )


@blueprint.get("/bureau/<territoire>/demandes.csv")
@requires(Action.INTRODUCTION_LIST, territory_from_path)
def table(territory: Territory) -> Response:
    """Give the list as a table, with what each mover shares with the visitor and nothing else."""
    actor = current_actor()
    found = all_for(actor, territory.id, filters_asked())
    response = Response(table_of(sight_of(actor, one) for one in found), mimetype="text/csv")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="demandes-{territory.slug}-{today()}.csv"'
    )
    return response
