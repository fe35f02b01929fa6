"""The neighbours that a territory's page shows, as its managers name them."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.brand.beside import put_beside, take_back
from ambassadors.brand.forms.neighbour import NeighbourForm
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import by_name, neighbours_named, others_than, related
from ambassadors.territories.service import NeighbourTaken
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("neighbours", __name__)


class Neighbour:
    """A neighbour of a territory, by its number."""

    def __init__(self, territory: Territory, number: int) -> None:
        self.territory, self.number = territory, number
        self.territory_id = territory.id


def neighbour_from_path(territoire: str, number: int) -> Neighbour:
    """Load what the address names; one that is gone already is no error."""
    return Neighbour(territory_from_path(territoire), number)


@blueprint.route("/bureau/<territoire>/marque/voisins", methods=["GET", "POST"])
@requires(Action.BRAND_EDIT, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """Show the territories beside this one, and name others in their place."""
    form = NeighbourForm(others_than(current_actor(), territory))
    if not form.validate_on_submit():
        return _page(form, territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        put_beside(current_actor(), territory, int(form.neighbour.data))
    except NeighbourTaken:
        form.neighbour.errors = [_("Ce territoire est déjà nommé comme voisin.")]
        return _page(form, territory)
    flash(_("Voisin ajouté."), "success")
    return form.done(f"{territory.desk_path}/marque/voisins")


def _page(form: NeighbourForm, territory: Territory) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    named = neighbours_named(current_actor(), territory)
    usual = [] if named else by_name(related(current_actor(), territory))
    page = render_template(
        "brand/neighbours.html", form=form, territory=territory, named=named, usual=usual, section="marque"
    )
    return page, form.status


@blueprint.post("/bureau/<territoire>/marque/voisins/<id:number>/retirer")
@requires(Action.BRAND_EDIT, neighbour_from_path)
def remove(neighbour: Neighbour) -> ResponseReturnValue:
    """Take a named neighbour back."""
    territory = neighbour.territory
    form = ConfirmForm()
    if not form.validate_on_submit():
        shown = NeighbourForm(others_than(current_actor(), territory), formdata=None)
        return _page(shown, territory)[0], form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    take_back(current_actor(), territory, neighbour.number)
    flash(_("Voisin retiré."), "success")
    return form.done(f"{territory.desk_path}/marque/voisins")
