"""One territory as the administration sees it: names, state, places, neighbours, who runs it."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from ambassadors.access.actions import Action
from ambassadors.accounts.models import Account
from ambassadors.admin.forms import (
    SLUG_TAKEN,
    STATE_HINTS,
    STATES,
    ManagerForm,
    NamesForm,
    StateForm,
    names_of,
)
from ambassadors.admin.queries import (
    former_slugs,
    managers_invited,
    managers_of,
    places_beside,
)
from ambassadors.admin.service import name_manager
from ambassadors.core.db import db
from ambassadors.introductions.queries.following import waiting_in
from ambassadors.moderation.queue import awaiting
from ambassadors.network.service.invitations import INVITED
from ambassadors.network.service.roles import AlreadyHeld
from ambassadors.places.queries import ancestors_of
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import communes_of, neighbours_named
from ambassadors.territories.service import SlugTaken, rename, set_state
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("governing", __name__)

MOST_COMMUNES = 400  # beyond, the names fill the page and say no more than their number


def path_of(territory: Territory) -> str:
    """Return the administration's page of a territory."""
    return f"/administration/territoires/{territory.slug}"


@blueprint.get("/administration/territoires/<territoire>")
@requires(Action.TERRITORY_CREATE, territory_from_path)
def show(managed: Territory) -> ResponseReturnValue:
    """Show a territory, each part with the page that changes it."""
    return render_template(
        "admin/territory.html",
        managed=managed,
        path=path_of(managed),
        states=STATES,
        hints=STATE_HINTS,
        former=former_slugs(managed.id),
        places=places_beside(managed.id),
        communes=communes_of(managed),
        MOST_COMMUNES=MOST_COMMUNES,
        around=ancestors_of(db.session, managed.place),
        neighbours=neighbours_named(current_actor(), managed),
        managers=managers_of(managed.id),
        invited=managers_invited(managed.id),
        waiting=sum(kind.count for kind in awaiting(managed.id)),
        requests=waiting_in(managed.id),
    )


@blueprint.route("/administration/territoires/<territoire>/noms", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE, territory_from_path)
def names(managed: Territory) -> ResponseReturnValue:
    """Change the names and the address; the former address keeps leading here."""
    form = NamesForm(data=names_of(managed))
    if not form.validate_on_submit():
        return page_with(form, "admin/names.html", managed=managed, path=path_of(managed))
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        with db.session.begin_nested():
            rename(current_actor(), managed, form.names())
    except (SlugTaken, IntegrityError):
        form.slug.errors = [SLUG_TAKEN]
        db.session.refresh(managed)
        return page_with(form, "admin/names.html", managed=managed, path=path_of(managed))
    flash(_("Noms enregistrés. Les anciennes adresses mènent à la nouvelle."), "success")
    return form.done(path_of(managed))


@blueprint.route("/administration/territoires/<territoire>/etat", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE, territory_from_path)
def state(managed: Territory) -> ResponseReturnValue:
    """Open, pause or close a territory."""
    form = StateForm(data={"state": managed.state})
    if not form.validate_on_submit():
        return page_with(form, "admin/state.html", managed=managed, path=path_of(managed), hints=STATE_HINTS)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    set_state(current_actor(), managed, form.state.data)
    flash(_("%(name)s : %(state)s.", name=managed.name, state=STATES[managed.state].lower()), "success")
    return form.done(path_of(managed))


@blueprint.route("/administration/territoires/<territoire>/responsables", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE, territory_from_path)
def managers(managed: Territory) -> ResponseReturnValue:
    """Name somebody to run a territory."""
    form = ManagerForm()
    if not form.validate_on_submit():
        return _managers_page(form, managed)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        done = name_manager(current_actor(), managed, form.email.data or "")
    except AlreadyHeld:
        form.email.errors = [_("Cette personne est déjà responsable du territoire.")]
        return _managers_page(form, managed)
    if isinstance(done, Account):
        flash(
            _("%(name)s est responsable du territoire, et en est avertie ou averti.", name=done.name),
            "success",
        )
    elif done.result == INVITED:
        flash(_("Invitation envoyée à %(email)s.", email=form.email.data), "success")
    else:
        form.email.errors = [
            _("Cette adresse est déjà invitée, ou a reçu assez de courriels pour cette heure.")
        ]
        return _managers_page(form, managed)
    return form.done(path_of(managed))


def _managers_page(form: ManagerForm, managed: Territory) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    return page_with(
        form,
        "admin/managers.html",
        managed=managed,
        path=path_of(managed),
        managers=managers_of(managed.id),
        invited=managers_invited(managed.id),
    )
