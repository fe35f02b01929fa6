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
from ambassadors.places.search import PlaceHit, places_named, search_places, starting_as
from ambassadors.territories.finding import bears
from ambassadors.territories.order import of_the_day
from ambassadors.territories.queries import lines
from ambassadors.web.access import public
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.limits import INTEREST, SEARCH, acted, limiter
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.signin import current_actor

blueprint = Blueprint("placing", __name__)

HERE = "/territoires/lieu"
MOST_SUGGESTED = 8
MOST_SIGNS = 5


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
    seen = of_the_day(lines(current_actor()), today(), lambda line: line.id)
    bearing = [line for line in seen if bears(line, text)]
    found, others = named_first(places_named(db.session, text))
    if found is None:
        suggested = search_places(db.session, text, limit=MOST_SUGGESTED)
        if not suggested and not bearing:
            return redirect(f"/recherche?{urlencode({'q': text})}")
        return render_template(
            "territories/places.html",
            text=text,
            bearing=[territory_card(line) for line in bearing[:MOST_SUGGESTED]],
            more=len(bearing) > MOST_SUGGESTED,
            suggested=place_links(suggested),
        )
    around = near(current_actor(), found, seen)
    groups = {
        name: [territory_card(line) for line in getattr(around, name)]
        for name in ("containing", "inside", "departement", "region")
    }
    known = {found.id, *(hit.id for hit in others)}
    alike = [hit for hit in starting_as(db.session, text, MOST_SUGGESTED) if hit.id not in known]
    groups["bearing"] = [territory_card(line) for line in bearing if line.id not in around.shown][
        :MOST_SUGGESTED
    ]
    return render_template(
        "territories/place.html",
        text=text,
        around=around,
        groups=groups,
        others=place_links([*others, *alike]),
        thanked=request.args.get("interet") == "dit",
    )


def place_links(hits: Sequence[PlaceHit]) -> list[tuple[str, str, str]]:
    """Return places as links to what surrounds them: label, detail, address."""
    return [(hit.label, hit.detail, place_path(hit.label)) for hit in hits]


def signposts(text: str, hits: Sequence[PlaceHit]) -> list[tuple[str, str, str]]:
    """Return the places that words typed elsewhere name, as links; the page of the first names all the others."""
    signs = [(hit.spoken, hit.detail, place_path(hit.label)) for hit in hits[:MOST_SIGNS]]
    return [*signs, ("", "", place_path(text))] if len(hits) > MOST_SIGNS else signs


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
