"""Reading testimonials: the list of a territory, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.clock import now
from ambassadors.core.pages import Cursor
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.testimonials.figures import card, figure, landscape
from ambassadors.testimonials.links import LINKS
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.prompts import DIFFICULT
from ambassadors.testimonials.queries import AGES, Filters, origins_in, page_for
from ambassadors.testimonials.quotes import pull_quote
from ambassadors.testimonials.reading import author_of, questions_near, testimonial_with_all, voices_near
from ambassadors.web.access import requires
from ambassadors.web.contribution_screens import register_preview
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("testimonials", __name__)


@blueprint.get("/territoires/<territoire>/temoignages")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List a territory's testimonials by theme and origin, newest first; those for a public before all others."""
    filters = asked_filters()
    cursor = Cursor.decode(request.args.get("page"))
    page = page_for(current_actor(), territory.id, filters, cursor)
    return render_template(
        "testimonials/index.html",
        territory=territory,
        cards=[card(row, territory) for row in page.items],
        others=[card(row, territory) for row in page.rest],
        filters=filters,
        origins=origins_in(territory.id),
        may_tell=can(current_actor(), Action.TESTIMONIAL_CREATE, territory),
        newer=page_address(territory, filters, page.newer),
        older=page_address(territory, filters, page.older),
    )


def asked_filters() -> Filters:
    """Read the filters of the address; what names nothing filters nothing."""
    theme, segment = request.args.get("theme", ""), request.args.get("public", "")
    origin = request.args.get("origine", "")
    return Filters(
        theme if theme in THEMES else None,
        segment if segment in SEGMENTS else None,
        int(origin) if origin.isascii() and origin.isdigit() and len(origin) < 10 else None,
    )


def page_address(territory: Territory, filters: Filters, cursor: str | None) -> str | None:
    """Return the address of another page of the same list."""
    if cursor is None:
        return None
    asked = {"theme": filters.theme, "public": filters.segment, "origine": filters.origin, "page": cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{territory.path}/temoignages?{query}"


def from_path(ref: tuple[int, str]) -> Testimonial:
    """Load a testimonial by the number of its address."""
    return or_404(testimonial_with_all(ref[0]))


@blueprint.get("/temoignages/<id_slug:ref>")
@requires(Action.SUBMISSION_VIEW, from_path)
def show(item: Testimonial) -> ResponseReturnValue:
    """Show the portrait; any other slug leads to its present address."""
    if request.path != item.path:
        return redirect(item.path, 301)
    return render_template(
        "testimonials/show.html",
        **portrait(item),
        questions=questions_near(item),
        voices=[card(row, item.territory) for row in voices_near(item)],
    )


def preview(item: Any) -> ResponseReturnValue:
    """Show a testimonial as its readers would see it."""
    whole = or_404(testimonial_with_all(item.id))
    shown = portrait(whole) | {"questions": (), "voices": (), "preview": True}
    return render_template("testimonials/show.html", **shown)


def portrait(item: Testimonial) -> dict[str, Any]:
    """Return what the page of a testimonial is made of."""
    figures = [figure(photo) for photo in item.photos]
    said_at = item.confirmed_at or item.published_at
    published_at, saved_at = item.published_at, item.saved_at
    return {
        "item": item,
        "territory": item.territory,
        "author": author_of(item),
        "cover": figures[0] if figures else None,
        "landscape": landscape(item.territory, item.id, item.slug),
        "parts": spread(item, figures[1:]),
        "links": [LINKS[link].told for link in item.links if link in LINKS],
        "segments": [SEGMENTS[segment] for segment in item.segments if segment in SEGMENTS],
        "difficult": DIFFICULT,
        "ageing": said_at is not None and said_at < now() - AGES,
        "edited_at": saved_at if saved_at and published_at and saved_at > published_at else None,
        "preview": False,
    }


def spread(item: Testimonial, figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts told, the photos shared out between them, a sentence lifted out before its own part."""
    told = item.told
    lifted = pull_quote(item.parts_html)
    parts: list[dict[str, Any]] = [{"prompt": prompt, "html": html, "figures": []} for prompt, html in told]
    for rank, each in enumerate(figures if parts else ()):
        after = min(rank * len(parts) // len(figures), len(parts) - 1)
        parts[after]["figures"].append(each)
    for part in parts[1:]:
        if lifted and part["prompt"].slug == lifted[1]:
            part["quote"] = lifted[0]
    return parts


register_preview("testimonial", preview)
