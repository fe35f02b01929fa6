"""The organisations of a territory, in whose name partners answer."""

from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import ObjectDeletedError

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.db import db
from ambassadors.core.storage import delete
from ambassadors.network.forms.organisation import NAME_TAKEN, OrganisationForm
from ambassadors.network.models import Organisation
from ambassadors.network.queries.organisations import holding, organisation_in, organisations_of
from ambassadors.network.service.organisations import (
    Described,
    Held,
    NameTaken,
    Overtaken,
    create_organisation,
    edit_organisation,
    remove_organisation,
)
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("organisations", __name__)


def organisation_from_path(territoire: str, number: int) -> Organisation:
    """Load an organisation of a territory."""
    return or_404(organisation_in(territory_from_path(territoire).id, number))


@blueprint.get("/bureau/<territoire>/organisations")
@requires(Action.TEAM_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the organisations."""
    return render_template(
        "network/organisations.html",
        territory=territory,
        organisations=organisations_of(territory.id),
        manages=can(current_actor(), Action.TEAM_MANAGE, territory),
    )


@blueprint.route("/bureau/<territoire>/organisations/nouvelle", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, territory_from_path)
def create(territory: Territory) -> ResponseReturnValue:
    """Add an organisation."""
    form = OrganisationForm()
    if not form.validate_on_submit():
        return _page(form, territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    said = _described(form)
    try:
        made = create_organisation(current_actor(), territory, said)
    except NameTaken:
        _forget_logo(form, said)
        form.name.errors = [NAME_TAKEN]
        return _page(form, territory)
    flash(_("%(name)s fait partie du territoire.", name=made.name), "success")
    return form.done(f"{territory.desk_path}/organisations")


@blueprint.route("/bureau/<territoire>/organisations/<id:number>", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, organisation_from_path)
def edit(organisation: Organisation) -> ResponseReturnValue:
    """Change what is written of an organisation."""
    territory = get_or_404(Territory, organisation.territory_id)
    form = OrganisationForm(obj=organisation)
    if not form.validate_on_submit():
        return _page(form, territory, organisation)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    said = _described(form, organisation.logo_key)
    try:
        edit_organisation(current_actor(), organisation, said, form.seen_version)
    except NameTaken:
        _forget_logo(form, said)
        form.name.errors = [NAME_TAKEN]
        return _page(form, territory, organisation)
    except Overtaken:
        _forget_logo(form, said)
        return _overtaken(form, territory, organisation)
    except ObjectDeletedError:  # somebody removed it meanwhile: the page of refusals says so
        _forget_logo(form, said)
        raise
    flash(_("Organisme enregistré."), "success")
    return form.done(f"{territory.desk_path}/organisations")


def _forget_logo(form: OrganisationForm, said: Described) -> None:
    if form.logo.data and said.logo_key:
        delete([said.logo_key])


def _overtaken(form: OrganisationForm, territory: Territory, organisation: Organisation) -> tuple[str, int]:
    """Keep what was typed on screen, and show what somebody else wrote meanwhile."""
    db.session.rollback()
    form.version.data = str(organisation.version)
    return _page(form, territory, organisation, overtaken=True)[0], 409


@blueprint.route("/bureau/<territoire>/organisations/<id:number>/retirer", methods=["GET", "POST"])
@requires(Action.TEAM_MANAGE, organisation_from_path)
def remove(organisation: Organisation) -> ResponseReturnValue:
    """Take an organisation out, where nothing rests on it; else say what does."""
    territory, form = get_or_404(Territory, organisation.territory_id), ConfirmForm()
    if not form.validate_on_submit():
        return _removal(form, territory, organisation)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    name = organisation.name
    try:
        remove_organisation(current_actor(), organisation)
    except Held:
        db.session.rollback()
        return _removal(form, territory, organisation)[0], 409
    flash(_("%(name)s ne fait plus partie du territoire.", name=name), "success")
    return form.done(f"{territory.desk_path}/organisations")


def _removal(form: ConfirmForm, territory: Territory, organisation: Organisation) -> tuple[str, int]:
    return page_with(
        form,
        "network/remove_organisation.html",
        territory=territory,
        organisation=organisation,
        held=holding(organisation.id),
        THEMES=THEMES,
    )


def _described(form: OrganisationForm, present_logo: str | None = None) -> Described:
    sent = form.logo.store("logos")
    kept = None if form.remove_logo.data else present_logo
    return Described(form.name.data or "", form.kind.data or "", sent.key if sent else kept)


def _page(
    form: OrganisationForm, territory: Territory, organisation: Organisation | None = None, **more: Any
) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    return page_with(
        form, "network/organisation.html", territory=territory, organisation=organisation, **more
    )
