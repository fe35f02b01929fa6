"""The travel links of a territory, written by who answers for the theme."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.slugs import without_accents
from ambassadors.dossier.connection import THEME, Connection
from ambassadors.dossier.forms.links import ConnectionForm
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at
from ambassadors.dossier.queries.links import connection_in, links_of
from ambassadors.dossier.service.links import (
    change_connection,
    create_connection,
    move_connection,
    remove_connection,
)
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import lines
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .entries import Told, Writing

blueprint = Blueprint("links", __name__)

LIST = "/bureau/<territoire>/dossier/connexions/trajets"


def links_from_path(territoire: str) -> CellPlace:
    """Load the theme of the travel links in a territory."""
    return CellPlace(territory_from_path(territoire), THEME)


def connection_from_path(territoire: str, number: int) -> Connection:
    """Load a travel link of a territory."""
    return or_404(connection_in(territory_from_path(territoire).id, number))


def _form(connection: Connection | None, territory: Territory, **options: Any) -> ConnectionForm:
    others = [line for line in lines(current_actor()) if line.id != territory.id]
    return ConnectionForm.of(
        connection, sorted(others, key=lambda line: without_accents(line.name).lower()), **options
    )


WRITING = Writing(
    at="connexions/trajets",
    template="dossier/desk/link.html",
    name="connection",
    form=_form,
    create=create_connection,
    change=change_connection,
    remove=remove_connection,
    told=Told(
        lambda one: _("Le trajet vers %(place)s est en ligne.", place=one.destination),
        lambda one: _("Le trajet vers %(place)s est à jour.", place=one.destination),
        lambda one: _(
            "Le trajet vers %(place)s est retiré. Les versions du thème le gardent.", place=one.destination
        ),
    ),
)


@blueprint.get(LIST)
@requires(Action.CELL_EDIT, links_from_path)
def index(at: CellPlace) -> ResponseReturnValue:
    """List the travel links as readers see them."""
    return _list(ConfirmForm(), at.territory, 200)


@blueprint.route(f"{LIST}/nouveau", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, links_from_path)
def create(at: CellPlace) -> ResponseReturnValue:
    """Add a travel link."""
    return WRITING.added(at.territory)


@blueprint.route(f"{LIST}/<id:number>", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, connection_from_path)
def edit(connection: Connection) -> ResponseReturnValue:
    """Change a travel link."""
    return WRITING.changed(connection)


@blueprint.post(f"{LIST}/<id:number>/deplacer")
@requires(Action.CELL_EDIT, connection_from_path)
def move(connection: Connection) -> ResponseReturnValue:
    """Move a travel link up or down by one place."""
    territory = get_or_404(Territory, connection.territory_id)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _list(form, territory, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    move_connection(current_actor(), connection, -1 if request.form.get("act") == "up" else 1)
    return form.done(f"{WRITING.home(territory)}#trajet-{connection.id}")


@blueprint.post(f"{LIST}/<id:number>/retirer")
@requires(Action.CELL_EDIT, connection_from_path)
def remove(connection: Connection) -> ResponseReturnValue:
    """Take a travel link away."""
    return WRITING.removed(connection)


def _list(form: ConfirmForm, territory: Territory, status: int) -> ResponseReturnValue:
    return render_template(
        "dossier/desk/links.html",
        territory=territory,
        links=links_of(territory.id),
        kept=cell_at(territory.id, THEME) is not None,
        form=form,
        home=WRITING.home(territory),
    ), status
