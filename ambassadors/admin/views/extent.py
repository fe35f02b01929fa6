"""What a territory covers, and the neighbours named for it."""

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.admin.forms import PlaceForm
from ambassadors.admin.queries import places_beside
from ambassadors.admin.service import AlreadyThere, cover, uncover
from ambassadors.brand.beside import put_beside, take_back
from ambassadors.brand.forms.neighbour import NeighbourForm
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import neighbours_named, others_than
from ambassadors.territories.service import NeighbourTaken
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .governing import path_of

blueprint = Blueprint("extent", __name__)


class Part:
    """A place or a neighbour of a territory, by its number."""

    def __init__(self, territory: Territory, number: int) -> None:
        self.territory, self.number = territory, number
        self.territory_id = territory.id


def part_from_path(territoire: str, number: int) -> Part:
    """Load what the address names; one that is gone already is no error."""
    return Part(territory_from_path(territoire), number)


@blueprint.route("/administration/territoires/<territoire>/lieux", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE, territory_from_path)
def places(managed: Territory) -> ResponseReturnValue:
    """Add a place to a territory."""
    form = PlaceForm()
    if not form.validate_on_submit() or form.place.place is None:
        return _places_page(form, managed)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        cover(current_actor(), managed, form.place.place)
    except AlreadyThere:
        form.place.errors = [_("Le territoire couvre déjà ce lieu.")]
        return _places_page(form, managed)
    flash(_("%(name)s fait partie du territoire.", name=form.place.place.name), "success")
    return form.done(f"{path_of(managed)}/lieux")


def _places_page(form: PlaceForm, managed: Territory) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    places = places_beside(managed.id)
    return page_with(form, "admin/places.html", managed=managed, path=path_of(managed), places=places)


@blueprint.post("/administration/territoires/<territoire>/lieux/<id:number>/retirer")
@requires(Action.TERRITORY_CREATE, part_from_path)
def remove_place(part: Part) -> ResponseReturnValue:
    """Take an additional place out of a territory."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _places_page(PlaceForm(formdata=None), part.territory)[0], form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    uncover(current_actor(), part.territory, part.number)
    flash(_("Le lieu ne fait plus partie du territoire."), "success")
    return form.done(f"{path_of(part.territory)}/lieux")


@blueprint.route("/administration/territoires/<territoire>/voisins", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE, territory_from_path)
def neighbours(managed: Territory) -> ResponseReturnValue:
    """Name a neighbour of a territory."""
    form = NeighbourForm(others_than(current_actor(), managed))
    if not form.validate_on_submit():
        return _neighbours_page(form, managed)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        put_beside(current_actor(), managed, int(form.neighbour.data))
    except NeighbourTaken:
        form.neighbour.errors = [_("Ce territoire est déjà nommé comme voisin.")]
        return _neighbours_page(form, managed)
    flash(_("Voisin ajouté."), "success")
    return form.done(f"{path_of(managed)}/voisins")


def _neighbours_page(form: NeighbourForm, managed: Territory) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    named = neighbours_named(current_actor(), managed)
    return page_with(form, "admin/neighbours.html", managed=managed, path=path_of(managed), neighbours=named)


@blueprint.post("/administration/territoires/<territoire>/voisins/<id:number>/retirer")
@requires(Action.TERRITORY_CREATE, part_from_path)
def remove_neighbour(part: Part) -> ResponseReturnValue:
    """Take a named neighbour back."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        shown = NeighbourForm(others_than(current_actor(), part.territory), formdata=None)
        return _neighbours_page(shown, part.territory)[0], form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    take_back(current_actor(), part.territory, part.number)
    flash(_("Voisin retiré."), "success")
    return form.done(f"{path_of(part.territory)}/voisins")
