"""The positioning of a territory, on one page that only its managers open."""

from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.forms.positioning import PositioningForm
from ambassadors.dossier.queries.positioning import positioning_of
from ambassadors.dossier.service.positioning import MOST_TARGETS, Target, save_positioning
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .places import opened_on

blueprint = Blueprint("positioning", __name__)


@blueprint.route("/bureau/<territoire>/dossier/positionnement", methods=["GET", "POST"])
@requires(Action.DOSSIER_STEER, territory_from_path)
def edit(territory: Territory) -> ResponseReturnValue:
    """Read and write the positioning."""
    form = PositioningForm.of(positioning_of(territory.id))
    if not form.validate_on_submit():
        return _page(form, territory, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        save_positioning(current_actor(), territory, form.said(), opened_on(form.version.data))
    except Overtaken:
        return _overtaken(form, territory)
    flash(_("Le positionnement est enregistré. Seuls les responsables du territoire le lisent."), "success")
    return form.done(f"{territory.desk_path}/dossier/positionnement")


def _overtaken(form: PositioningForm, territory: Territory) -> ResponseReturnValue:
    """Keep what was typed on screen, and show what somebody else saved."""
    db.session.rollback()
    theirs = positioning_of(territory.id)
    form.version.data = str(theirs.version if theirs else 0)
    return _page(form, territory, 409, theirs=theirs)


def _page(form: PositioningForm, territory: Territory, status: int, **more: Any) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    found = positioning_of(territory.id)
    return render_template(
        "dossier/desk/positioning.html",
        **{"theirs": None} | more,
        form=form,
        territory=territory,
        found=found,
        targets=[Target.of(row) for row in found.targets] if found else [],
        most=MOST_TARGETS,
    ), status
