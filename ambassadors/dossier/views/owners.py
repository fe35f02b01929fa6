"""The contact owners of a territory, on one page."""

from typing import Any

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.forms.owners import OwnersForm, field_of, state_of
from ambassadors.dossier.queries.desk import people_of_desk
from ambassadors.dossier.queries.owners import owners_in
from ambassadors.dossier.service.owners import NotOfTheDesk, set_owner
from ambassadors.network.queries.organisations import organisations_of
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("owners", __name__)


@blueprint.route("/bureau/<territoire>/dossier/interlocuteurs", methods=["GET", "POST"])
@requires(Action.DOSSIER_STEER, territory_from_path)
def edit(territory: Territory) -> ResponseReturnValue:
    """Choose who answers for each theme."""
    form = _form(territory)
    if not form.validate_on_submit():
        return _page(form, territory, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    owners = owners_in(territory.id)
    if form.seen.data != state_of(owners):
        return _overtaken(form, territory)
    for theme, (account_id, organisation_id) in form.changed(owners).items():
        try:
            set_owner(current_actor(), territory, theme, account_id, organisation_id)
        except NotOfTheDesk as refusal:
            form[field_of(theme)].errors = [str(refusal)]
            return _page(form, territory, 422)
    flash(
        _("Les interlocuteurs sont enregistrés. La page « Contacts » les montre dès maintenant."), "success"
    )
    return form.done(f"{territory.desk_path}/dossier/interlocuteurs")


def _form(territory: Territory, **options: Any) -> OwnersForm:
    return OwnersForm.of(
        people_of_desk(territory.id), organisations_of(territory.id), owners_in(territory.id), **options
    )


def _overtaken(form: OwnersForm, territory: Territory) -> ResponseReturnValue:
    """Show who was chosen meanwhile beside what is on screen, and let the manager decide."""
    db.session.rollback()
    theirs = _form(territory, formdata=None)
    form.seen.data = theirs.seen.data
    labels = {choice.value: choice.label for choice in theirs[field_of(next(iter(THEMES)))].iter_choices()}
    now = {
        theme: labels.get(theirs[field_of(theme)].data)
        for theme in THEMES
        if theirs[field_of(theme)].data != form[field_of(theme)].data
    }
    return _page(form, territory, 409, now=now)


def _page(form: OwnersForm, territory: Territory, status: int, **more: Any) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    return render_template(
        "dossier/desk/owners.html",
        **{"now": {}} | more,
        form=form,
        territory=territory,
        field_of=field_of,
    ), status
