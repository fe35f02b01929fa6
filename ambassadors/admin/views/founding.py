"""The list of territories, by name, and how one is made."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from ambassadors.access.actions import Action
from ambassadors.admin.forms import SLUG_TAKEN, STATES, NamesForm, PlaceForm
from ambassadors.admin.queries import TerritoryRow, in_state, territory_rows
from ambassadors.core.db import db
from ambassadors.core.slugs import without_accents
from ambassadors.places.models import Place
from ambassadors.territories.queries import territory_of_place
from ambassadors.territories.service import PlaceTaken, SlugTaken, create, proposed_names
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import page_with
from ambassadors.web.loading import LARGEST_ID
from ambassadors.web.signin import current_actor

blueprint = Blueprint("founding", __name__)

HERE = "/administration/territoires"
LONGEST_TEXT = 80


@blueprint.get("/administration/territoires")
@requires(Action.ADMIN_USE)
def index(nothing: Nothing) -> ResponseReturnValue:
    """List the territories by name."""
    state = request.args.get("etat", "")
    text = request.args.get("q", "")[:LONGEST_TEXT].strip()
    rows = territory_rows(in_state(state)) if state in STATES else territory_rows()
    return render_template(
        "admin/territories.html",
        rows=[row for row in rows if _named(row, text)],
        chips_of=[(label, f"?etat={value}", value == state) for value, label in STATES.items()],
        state=state if state in STATES else "",
        text=text,
    )


def _named(row: TerritoryRow, text: str) -> bool:
    name = without_accents(row.name).lower()
    return all(word in name for word in without_accents(text).lower().split())


@blueprint.route("/administration/territoires/nouveau", methods=["GET", "POST"])
@requires(Action.TERRITORY_CREATE)
def new(nothing: Nothing) -> ResponseReturnValue:
    """Choose a place, then correct the names proposed for it."""
    place = _chosen()
    if place is None or (request.method == "GET" and territory_of_place(place.id)):
        return _choose_place()
    form = NamesForm(data=vars(proposed_names(place)))
    if not form.validate_on_submit():
        return page_with(form, "admin/new_names.html", place=place)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        with db.session.begin_nested():
            territory = create(current_actor(), place, form.names())
    except PlaceTaken:
        return redirect(f"{HERE}/nouveau", 303)
    except (SlugTaken, IntegrityError):
        form.slug.errors = [SLUG_TAKEN]
        return page_with(form, "admin/new_names.html", place=place)
    flash(
        _(
            "Le territoire %(name)s est créé, en préparation. Nommez sa ou son responsable.",
            name=territory.name,
        ),
        "success",
    )
    return form.done(f"{HERE}/{territory.slug}")


def _chosen() -> Place | None:
    """Return the present place named in the address."""
    text = request.args.get("lieu", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0
    place = db.session.get(Place, number) if 0 < number <= LARGEST_ID else None
    return place if place and not place.ended_in else None


def _choose_place() -> ResponseReturnValue:
    form, taken = PlaceForm(), None
    if form.validate_on_submit() and form.place.place:
        taken = territory_of_place(form.place.place.id)
        if taken is None:
            return redirect(f"{HERE}/nouveau?lieu={form.place.place.id}", 303)
        form.place.errors = [_("Ce lieu a déjà son territoire : %(name)s.", name=taken.name)]
    return page_with(form, "admin/new_place.html", taken=taken)
