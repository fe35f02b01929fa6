"""From a place that somebody types to the territories around it, or to saying that it interests them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.brand.cards import territory_card
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.finding.near import named_first, near
from ambassadors.finding.service import express_interest
from ambassadors.places.edition import LONGEST_NAME
from ambassadors.places.models import Place
from ambassadors.places.search import PlaceHit, places_named, search_places
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.limits import INTEREST, SEARCH, acted, limiter
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor

blueprint = Blueprint("placing", __name__)

HERE = "/territoires/lieu"
MOST_SUGGESTED = 8


def place_path(label: str, **more: str) -> str:
    """Return the address of what surrounds a place, by its whole label."""
    return f"{HERE}?{urlencode({'q': label, **more})}"


@blueprint.get("/territoires/lieu")
@public
@limiter.limit(SEARCH)
def show() -> ResponseReturnValue:
    """Show the territories that contain a place, else the nearest; what is no place is searched in the texts."""
    text = request.args.get("q", "")[:LONGEST_NAME].strip()
    if not text:
        return redirect("/territoires")
    found, others = named_first(places_named(db.session, text))
    if found is None:
        suggested = search_places(db.session, text, limit=MOST_SUGGESTED)
        if not suggested:
            return redirect(f"/recherche?{urlencode({'q': text})}")
        return render_template("territories/places.html", text=text, suggested=_links(suggested))
    around = near(current_actor(), found, today())
    groups = {
        name: [territory_card(line) for line in getattr(around, name)]
        for name in ("containing", "inside", "departement", "region")
    }
    return render_template(
        "territories/place.html",
        text=text,
        around=around,
        groups=groups,
        others=_links(others),
        thanked=request.args.get("interet") == "dit",
    )


def _links(hits: Sequence[PlaceHit]) -> list[tuple[str, str, str]]:
    return [(hit.label, hit.detail, place_path(hit.label)) for hit in hits]


@blueprint.route("/territoires/lieu/<id:number>/interet", methods=["GET", "POST"])
@public
@limiter.limit(INTEREST, methods=["POST"], deduct_when=acted)
def interest(number: int) -> ResponseReturnValue:
    """Say that one would like a place to be covered: one button, nothing about oneself."""
    place = get_or_404(Place, number)
    or_404(place if place.ended_in is None else None)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return page_with(form, "territories/interest.html", place=place, back=place_path(place.label))
    if (earlier := form.earlier_result()) is not None:
        return earlier
    express_interest(place)
    return form.done(place_path(place.label, interet="dit"))
