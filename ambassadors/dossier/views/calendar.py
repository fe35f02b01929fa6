"""The highlights of a territory's year, written by who answers for the theme."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.dossier.forms.calendar import HighlightForm
from ambassadors.dossier.highlight import THEME, Highlight
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at
from ambassadors.dossier.queries.year import highlight_in, year_of
from ambassadors.dossier.service.calendar import change_highlight, create_highlight, remove_highlight
from ambassadors.web.access import requires
from ambassadors.web.loading import or_404
from ambassadors.web.territory import territory_from_path

from .entries import Told, Writing

blueprint = Blueprint("calendar", __name__)

LIST = "/bureau/<territoire>/dossier/temps-forts/agenda"


def year_from_path(territoire: str) -> CellPlace:
    """Load the theme of the highlights in a territory."""
    return CellPlace(territory_from_path(territoire), THEME)


def highlight_from_path(territoire: str, number: int) -> Highlight:
    """Load a highlight of a territory."""
    return or_404(highlight_in(territory_from_path(territoire).id, number))


WRITING = Writing(
    at="temps-forts/agenda",
    template="dossier/desk/highlight.html",
    name="highlight",
    form=lambda highlight, _territory, **options: HighlightForm.of(highlight, **options),
    create=create_highlight,
    change=change_highlight,
    remove=remove_highlight,
    told=Told(
        lambda one: _("« %(title)s » est dans l’année, en ligne dès maintenant.", title=one.title),
        lambda one: _("« %(title)s » est à jour.", title=one.title),
        lambda one: _("« %(title)s » est retiré. Les versions du thème le gardent.", title=one.title),
    ),
)


@blueprint.get(LIST)
@requires(Action.CELL_EDIT, year_from_path)
def index(at: CellPlace) -> ResponseReturnValue:
    """List the highlights, the next to come first."""
    return render_template(
        "dossier/desk/calendar.html",
        territory=at.territory,
        year=year_of(at.territory_id, today()),
        kept=cell_at(at.territory_id, THEME) is not None,
        day_now=today(),
        home=WRITING.home(at.territory),
    )


@blueprint.route(f"{LIST}/nouveau", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, year_from_path)
def create(at: CellPlace) -> ResponseReturnValue:
    """Add a highlight."""
    return WRITING.added(at.territory)


@blueprint.route(f"{LIST}/<id:number>", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, highlight_from_path)
def edit(highlight: Highlight) -> ResponseReturnValue:
    """Change a highlight."""
    return WRITING.changed(highlight)


@blueprint.post(f"{LIST}/<id:number>/retirer")
@requires(Action.CELL_EDIT, highlight_from_path)
def remove(highlight: Highlight) -> ResponseReturnValue:
    """Take a highlight out of the year."""
    return WRITING.removed(highlight)
