"""The highlights of a territory's year, written by who answers for the theme."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.dossier.forms.calendar import HighlightForm
from ambassadors.dossier.highlight import THEME, Highlight
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.year import highlight_in, year_of
from ambassadors.dossier.service.calendar import change_highlight, create_highlight, remove_highlight
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .places import opened_on

blueprint = Blueprint("calendar", __name__)

LIST = "/bureau/<territoire>/dossier/temps-forts/agenda"


def year_from_path(territoire: str) -> CellPlace:
    """Load the theme of the highlights in a territory."""
    return CellPlace(territory_from_path(territoire), THEME)


def highlight_from_path(territoire: str, number: int) -> Highlight:
    """Load a highlight of a territory."""
    return or_404(highlight_in(territory_from_path(territoire).id, number))


def _home(territory: Territory) -> str:
    return f"{territory.desk_path}/dossier/{THEME}/agenda"


@blueprint.get(LIST)
@requires(Action.CELL_EDIT, year_from_path)
def index(at: CellPlace) -> ResponseReturnValue:
    """List the highlights, the next to come first."""
    return render_template(
        "dossier/desk/calendar.html",
        territory=at.territory,
        year=year_of(at.territory_id, today()),
        day_now=today(),
        home=_home(at.territory),
    )


@blueprint.route(f"{LIST}/nouveau", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, year_from_path)
def create(at: CellPlace) -> ResponseReturnValue:
    """Add a highlight."""
    form = HighlightForm.of(None)
    if not form.validate_on_submit():
        return _page(form, at.territory, None, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    made = create_highlight(current_actor(), at.territory, form.said())
    flash(_("« %(title)s » est dans l’année, en ligne dès maintenant.", title=made.title), "success")
    return form.done(_home(at.territory))


@blueprint.route(f"{LIST}/<id:number>", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, highlight_from_path)
def edit(highlight: Highlight) -> ResponseReturnValue:
    """Change a highlight."""
    territory = get_or_404(Territory, highlight.territory_id)
    form = HighlightForm.of(highlight)
    if not form.validate_on_submit():
        return _page(form, territory, highlight, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        change_highlight(current_actor(), highlight, form.said(), opened_on(form.version.data))
    except Overtaken:
        db.session.rollback()
        form.version.data = str(highlight.version)
        return _page(form, territory, highlight, 409)
    flash(_("« %(title)s » est à jour.", title=highlight.title), "success")
    return form.done(_home(territory))


@blueprint.post(f"{LIST}/<id:number>/retirer")
@requires(Action.CELL_EDIT, highlight_from_path)
def remove(highlight: Highlight) -> ResponseReturnValue:
    """Take a highlight out of the year."""
    territory, title = get_or_404(Territory, highlight.territory_id), highlight.title
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page(HighlightForm.of(highlight, formdata=None), territory, highlight, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    remove_highlight(current_actor(), highlight)
    flash(_("« %(title)s » est retiré.", title=title), "success")
    return form.done(_home(territory))


def _page(
    form: HighlightForm, territory: Territory, highlight: Highlight | None, status: int
) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    return render_template(
        "dossier/desk/highlight.html",
        form=form,
        territory=territory,
        highlight=highlight,
        overtaken=status == 409,
        confirm=ConfirmForm(formdata=None),
        home=_home(territory),
    ), status
