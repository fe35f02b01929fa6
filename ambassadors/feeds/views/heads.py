"""What the head of a page tells machines: its one address, its languages, its feeds, its picture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from markupsafe import Markup

from ambassadors.brand import postcard
from ambassadors.brand.postcard import Postcard
from ambassadors.core.addresses import absolute, whole
from ambassadors.core.pages import Cursor
from ambassadors.feeds.closed import is_closed
from ambassadors.feeds.entry import SITE_NAME
from ambassadors.feeds.linked.article import of_testimonial
from ambassadors.feeds.linked.conversation import of_question
from ambassadors.feeds.linked.place import of_territory
from ambassadors.feeds.linked.site import of_site
from ambassadors.feeds.linked.trail import of_trail
from ambassadors.feeds.linked.year import of_year
from ambassadors.feeds.telling import about
from ambassadors.feeds.writing import ATOM, JSON
from ambassadors.finding.wishes import FILTERS
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.web.segment import asked_segment

blueprint = Blueprint("heads", __name__)

# The languages of the site and where each lives; English will be ("en", "/en").
LANGUAGES = (("fr", ""),)

# The lists that have feeds, and the filters that their feeds keep.
LISTS = {
    "finding.index": ("q", *FILTERS),
    "testimonials.index": ("theme", "public", "origine"),
    "questions.index": ("theme", "public", "etat", "origine"),
    "questions.show": (),
}
# The pages that show the beginning of lists: of everywhere, of a territory, of one theme there.
OPENINGS = ("pages.home", "space.show", "dossier.show_theme")


def _is_cursor(text: str) -> bool:
    """Tell whether this is another page of the list; of the order of a public it is the same list otherwise."""
    return asked_segment() is None and Cursor.decode(text) is not None


# What makes another page of the same address; all the rest (publics, orders, views) shows the same thing otherwise.
KEPT: dict[str, dict[str, Callable[[str], bool]]] = {
    "testimonials.index": {"theme": THEMES.__contains__, "page": _is_cursor},
    "questions.index": {"theme": THEMES.__contains__, "page": _is_cursor},
    "questions.show": {"suite": _is_cursor},
}


@dataclass(frozen=True)
class Link:
    """A link of the head: to a feed (its kind and name, its public) or to a language (its code as name)."""

    kind: str
    name: str
    href: str
    title: str = ""  # of a list that is not the whole page
    public: str | None = None


@dataclass(frozen=True)
class Head:
    """What a public page tells of itself."""

    path: str

    @property
    def canonical(self) -> str:
        """Return the one address of the page."""
        return absolute(self.path)

    @property
    def languages(self) -> list[Link]:
        """Return the page in each language, and for who speaks none of them."""
        said = [Link("", code, absolute(prefix + self.path)) for code, prefix in LANGUAGES]
        return [*said, Link("", "x-default", said[0].href)]


@blueprint.app_template_global()
def head_here() -> Head | None:
    """Return what the present page tells; nothing where machines have no business."""
    if request.method not in ("GET", "HEAD") or is_closed(_asked()):
        return None
    kept = KEPT.get(request.endpoint or "", {})
    asked = {name: request.args.get(name, "") for name in kept}
    query = urlencode({name: value for name, value in asked.items() if value and kept[name](value)})
    return Head(request.path + (f"?{query}" if query else ""))


def _asked() -> str:
    """Return the address asked for, its query included where there is one."""
    return request.full_path if request.query_string else request.path


@blueprint.app_template_global()
def feeds_here(territory: Territory | None = None) -> list[Link]:
    """Return the feeds of the present page, under the filters it shows, or those of the lists it begins.

    A public, which a page only puts first, is all that its feed holds.
    """
    if request.endpoint in OPENINGS:
        return list(_begun(territory))
    names = LISTS.get(request.endpoint or "")
    if names is None:
        return []
    asked = [(name, value) for name in names for value in request.args.getlist(name) if value]
    public = SEGMENTS.get(asked_segment() or "") if "public" in names else None
    return list(_in_each_form(request.path, f"?{urlencode(asked)}" if asked else "", public=public))


def _begun(territory: Territory | None) -> Iterator[Link]:
    theme = (request.view_args or {}).get("theme")
    home, where = (territory.path, territory.name) if territory else ("", SITE_NAME)
    for path, what in (("temoignages", _("Témoignages")), ("questions", _("Questions"))):
        query = f"?theme={theme}" if theme else ""
        yield from _in_each_form(f"{home}/{path}", query, about(what, where, theme))


def _in_each_form(path: str, query: str, title: str = "", public: str | None = None) -> Iterator[Link]:
    for kind, name in ((ATOM, "Atom"), (JSON, "JSON")):
        yield Link(kind, name, f"{path}.{name.lower()}{query}", title, public)


@blueprint.app_template_global()
def whole_address(address: str) -> str:
    """Return the whole address of a picture, for who reads it elsewhere."""
    return whole(address)


@blueprint.app_template_global()
def social_card(territory: Territory | None) -> Postcard:
    """Return the card shown where a page is shared that has none of its own: its list's, its territory's, the site's."""
    if territory is None:
        return postcard.of_platform()
    page = request.path.removeprefix(f"{territory.path}/")
    return postcard.of_list(territory, page) if page in postcard.LISTS else postcard.of_territory(territory)


def trail_here(trail: Sequence[tuple[str, str | None]]) -> Markup:
    """Tell where the present page stands; nothing where machines have no business."""
    return of_trail(trail) if head_here() else Markup("")


@blueprint.record_once
def name_blocks(state: BlueprintSetupState) -> None:
    """Give templates the blocks of data, by what they tell of: `{{ linked.question(question, answers.items) }}`."""
    state.app.jinja_env.globals["linked"] = SimpleNamespace(
        site=of_site,
        territory=of_territory,
        testimonial=of_testimonial,
        question=of_question,
        year=of_year,
        trail=trail_here,
    )
