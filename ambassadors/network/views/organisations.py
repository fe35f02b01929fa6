"""The organisations of a territory, in whose name partners answer."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.db import db
from ambassadors.network.forms.organisation import NAME_TAKEN, OrganisationForm
from ambassadors.network.models import Organisation
from ambassadors.network.queries.organisations import organisation_in, organisations_of
from ambassadors.network.service.organisations import (
    Described,
    NameTaken,
    create_organisation,
    edit_organisation,
)
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import page_with
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
    try:
        made = create_organisation(current_actor(), territory, _described(form))
    except NameTaken:
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
    try:
        edit_organisation(current_actor(), organisation, _described(form, organisation.logo_key))
    except NameTaken:
        form.name.errors = [NAME_TAKEN]
        return _page(form, territory, organisation)
    flash(_("Organisme enregistré."), "success")
    return form.done(f"{territory.desk_path}/organisations")


def _described(form: OrganisationForm, present_logo: str | None = None) -> Described:
    sent = form.logo.store("logos")
    kept = None if form.remove_logo.data else present_logo
    return Described(form.name.data or "", form.kind.data or "", sent.key if sent else kept)


def _page(
    form: OrganisationForm, territory: Territory, organisation: Organisation | None = None
) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    return page_with(form, "network/organisation.html", territory=territory, organisation=organisation)
