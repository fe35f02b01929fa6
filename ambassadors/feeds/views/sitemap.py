"""Site maps and robots.txt."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from ambassadors.core.addresses import absolute
from ambassadors.feeds.closed import CLOSED, ENDLESS
from ambassadors.feeds.published import (
    Location,
    contribution_files,
    contributions,
    territories,
    territory_files,
)
from ambassadors.feeds.writing import as_xml
from ambassadors.web.access import public

blueprint = Blueprint("sitemap", __name__)

# The pages that are nobody's in particular.
PAGES = (
    "/",
    "/territoires",
    "/territoires/ordre",
    "/carte",
    "/charte",
    "/mentions-legales",
    "/confidentialite",
    "/accessibilite",
)


@blueprint.get("/sitemap.xml")
@public
def index() -> Response:
    """List the files of the site map."""
    files = [Location("/sitemap-pages.xml")]
    files += [Location(f"/sitemap-territoires-{number + 1}.xml") for number in territory_files()]
    files += [
        Location(f"/sitemap-contributions-{row.number + 1}.xml", row.changed) for row in contribution_files()
    ]
    return _answer("feeds/sitemap_index.xml", files)


@blueprint.get("/sitemap-pages.xml")
@public
def pages() -> Response:
    """Name the pages of the site."""
    return _answer("feeds/sitemap.xml", map(Location, PAGES))


@blueprint.get("/sitemap-territoires-<id:number>.xml")
@public
def of_territories(number: int) -> Response:
    """Name the pages of some territories."""
    return _answer("feeds/sitemap.xml", territories(number - 1))


@blueprint.get("/sitemap-contributions-<id:number>.xml")
@public
def of_contributions(number: int) -> Response:
    """Name some published testimonials and questions."""
    return _answer("feeds/sitemap.xml", contributions(number - 1))


def _answer(template: str, locations: Iterable[Location]) -> Response:
    """Write addresses down; a file without any is not there."""
    found = list(locations)
    if not found:
        abort(404)
    return Response(as_xml(template, locations=found, absolute=absolute), mimetype="application/xml")


@blueprint.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Tell robots what is not for them, and where everything else is named."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*CLOSED, *ENDLESS))]
    lines += ["", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.after_app_request
def keep_out_of_indexes(response: Response) -> Response:
    """Ask that a demonstration be found nowhere: its people are invented.

    Robots may read it: those that may not would never learn that it is not to be listed.
    """
    if current_app.config["DEMO"]:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
