"""The travel links of a territory, written by who answers for the theme."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.slugs import without_accents
from ambassadors.dossier.connection import THEME, Connection
from ambassadors.dossier.forms.links import ConnectionForm
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.links import connection_in, links_of
from ambassadors.dossier.service.links import (
    change_connection,
    create_connection,
    move_connection,
    remove_connection,
)
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import lines
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .places import opened_on

blueprint = Blueprint("links", __name__)

LIST = "/bureau/<territoire>/dossier/connexions/trajets"


def links_from_path(territoire: str) -> CellPlace:
    """Load the theme of the travel links in a territory."""
    return CellPlace(territory_from_path(territoire), THEME)


def connection_from_path(territoire: str, number: int) -> Connection:
    """Load a travel link of a territory."""
    return or_404(connection_in(territory_from_path(territoire).id, number))


def _home(territory: Territory) -> str:
    return f"{territory.desk_path}/dossier/{THEME}/trajets"


@blueprint.get(LIST)
@requires(Action.CELL_EDIT, links_from_path)
def index(at: CellPlace) -> ResponseReturnValue:
    """List the travel links as readers see them."""
    return _list(ConfirmForm(), at.territory, 200)


@blueprint.route(f"{LIST}/nouveau", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, links_from_path)
def create(at: CellPlace) -> ResponseReturnValue:
    """Add a travel link."""
    form = _form(None, at.territory)
    if not form.validate_on_submit():
        return _page(form, at.territory, None, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    made = create_connection(current_actor(), at.territory, form.said())
    flash(_("Le trajet vers %(place)s est en ligne.", place=made.destination), "success")
    return form.done(_home(at.territory))


@blueprint.route(f"{LIST}/<id:number>", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, connection_from_path)
def edit(connection: Connection) -> ResponseReturnValue:
    """Change a travel link."""
    territory = get_or_404(Territory, connection.territory_id)
    form = _form(connection, territory)
    if not form.validate_on_submit():
        return _page(form, territory, connection, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        change_connection(current_actor(), connection, form.said(), opened_on(form.version.data))
    except Overtaken:
        db.session.rollback()
        form.version.data = str(connection.version)
        return _page(form, territory, connection, 409)
    flash(_("Le trajet vers %(place)s est à jour.", place=connection.destination), "success")
    return form.done(_home(territory))


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
    return form.done(f"{_home(territory)}#trajet-{connection.id}")


@blueprint.post(f"{LIST}/<id:number>/retirer")
@requires(Action.CELL_EDIT, connection_from_path)
def remove(connection: Connection) -> ResponseReturnValue:
    """Take a travel link away."""
    territory, place = get_or_404(Territory, connection.territory_id), connection.destination
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page(_form(connection, territory, formdata=None), territory, connection, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    remove_connection(current_actor(), connection)
    flash(_("Le trajet vers %(place)s est retiré.", place=place), "success")
    return form.done(_home(territory))


def _form(connection: Connection | None, territory: Territory, **options: Any) -> ConnectionForm:
    others = [line for line in lines(current_actor()) if line.id != territory.id]
    return ConnectionForm.of(
        connection, sorted(others, key=lambda line: without_accents(line.name).lower()), **options
    )


def _list(form: ConfirmForm, territory: Territory, status: int) -> ResponseReturnValue:
    return render_template(
        "dossier/desk/links.html",
        territory=territory,
        links=links_of(territory.id),
        form=form,
        home=_home(territory),
    ), status


def _page(
    form: ConnectionForm, territory: Territory, connection: Connection | None, status: int
) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    return render_template(
        "dossier/desk/link.html",
        form=form,
        territory=territory,
        connection=connection,
        overtaken=status == 409,
        confirm=ConfirmForm(formdata=None),
        home=_home(territory),
    ), status
