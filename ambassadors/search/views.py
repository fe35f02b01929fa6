"""The search page."""

from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.brand.cards import landscape
from ambassadors.core.clock import today
from ambassadors.core.storage import media_path
from ambassadors.finding.views.placing import signposts
from ambassadors.territories.finding import day_of
from ambassadors.territories.grid import THEMES
from ambassadors.territories.order import of_the_day
from ambassadors.web.access import public
from ambassadors.web.limits import SEARCH, limiter
from ambassadors.web.loading import LARGEST_ID, asked_number
from ambassadors.web.signin import current_actor

from .choices import territories_and_places
from .highlights import marked, passage
from .models import KINDS, ONE_OF
from .service import Hit, Results, Wanted, search

blueprint = Blueprint("search", __name__)

LONGEST, LAST_PAGE = 200, 40


@blueprint.get("/recherche")
@public
@limiter.limit(SEARCH)
def index() -> ResponseReturnValue:
    """Search all that is published, and say what was found in the words people wrote."""
    wanted = _wanted()
    results = search(current_actor(), wanted, asked_number("page", LAST_PAGE) or 1)
    everywhere = wanted.territory_id is None and results.number == 1
    territories, places = territories_and_places(current_actor(), wanted.text if everywhere else "")
    return render_template(
        "search/index.html",
        wanted=wanted,
        results=results,
        records=[_record(hit, results.words) for hit in results.hits],
        kinds=[("", "Tout"), *KINDS.items()],
        places=signposts(wanted.text, places),
        territories=[("", "Tous les territoires")]
        + [(str(number), name) for number, name in of_the_day(territories, wanted.day, itemgetter(0))],
        themes=[("", "Tous les thèmes"), *THEMES.items()],
        newer=_page(wanted, results, results.number - 1) if results.number > 1 else None,
        older=_page(wanted, results, results.number + 1) if results.has_more else None,
    )


def _wanted() -> Wanted:
    kind, theme = request.args.get("nature", ""), request.args.get("theme", "")
    return Wanted(
        text=request.args.get("q", "")[:LONGEST].strip(),
        kind=kind if kind in KINDS else "",
        territory_id=asked_number("territoire", LARGEST_ID),
        theme=theme if theme in THEMES else "",
        day=day_of(request.args.get("jour"), today()),
    )


def _record(hit: Hit, words: list[str]) -> dict[str, Any]:
    is_territory = hit.kind == "territory"
    return {
        "href": hit.path,
        "kind": ONE_OF[hit.kind],
        "title": marked(hit.title, words),
        "highlight": passage(hit.body, words),
        "territory_name": None if is_territory else hit.territory_name,
        "date": None if is_territory else hit.published_at,
        "image_href": _face(hit) if is_territory else None,
    }


def _face(hit: Hit) -> str:
    """Return the cover of a territory found, or the landscape drawn for it."""
    return media_path(hit.cover_key) if hit.cover_key else landscape(hit.colour, hit.path.rpartition("/")[2])


def _page(wanted: Wanted, results: Results, number: int) -> str:
    query = {
        "q": wanted.text,
        "nature": wanted.kind,
        "territoire": str(wanted.territory_id or ""),
        "theme": wanted.theme,
        "jour": wanted.day.isoformat(),
        "page": str(number),
    }
    return "/recherche?" + urlencode({name: value for name, value in query.items() if value})
