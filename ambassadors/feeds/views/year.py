"""The highlights of a territory's year, for people's own calendars."""

from datetime import UTC, datetime, time

from flask import Blueprint, Response
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.clock import PARIS, today
from ambassadors.core.typography import french
from ambassadors.dossier.highlight import THEME
from ambassadors.dossier.queries.year import highlights_of
from ambassadors.feeds.ical import calendar, of_highlight
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("year", __name__)


@blueprint.get("/territoires/<territoire>/dossier/temps-forts.ics")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def show(territory: Territory) -> Response:
    """Give the highlights as a calendar, told this morning: unchanged all day for whoever asks again."""
    page = f"{territory.path}/dossier/{THEME}"
    told = datetime.combine(today(), time(), PARIS).astimezone(UTC)
    events = (of_highlight(one, territory.name, page) for one in highlights_of(territory.id))
    name = french(_("Temps forts – %(place)s", place=territory.name))
    about = french(_("Ce qui se passe dans l’année %(place)s.", place=territory.at_name))
    return Response(calendar(name, about, page, told, events), mimetype="text/calendar")
