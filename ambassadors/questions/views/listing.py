"""The questions of a territory, and those that look like what somebody types."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.places.models import Level
from ambassadors.places.search import places_named
from ambassadors.questions.models import ANSWERED, STATE, WAITING
from ambassadors.questions.queries import page_for
from ambassadors.questions.similar import similar_to
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import territory_by_slug, territory_formerly
from ambassadors.web.access import public, requires
from ambassadors.web.limits import SEARCH, limiter
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint

LONGEST_TEXT = 140
STATES = {WAITING: "En attente de réponse", ANSWERED: "Avec une réponse"}


@dataclass(frozen=True)
class Wishes:
    """What the reader chose among the filters."""

    theme: str
    public: str
    state: str
    origin: str
    origin_id: int | None = field(default=None)

    @classmethod
    def read(cls) -> "Wishes":
        """Read the filters of the address; a value of no list chooses nothing."""
        args = request.args
        text = args.get("origine", "")[:LONGEST_TEXT].strip()
        named = places_named(db.session, text, [Level.DEPARTEMENT]) if text else []
        place = named[0] if len(named) == 1 else None
        return cls(
            theme=args.get("theme", "") if args.get("theme") in THEMES else "",
            public=args.get("public", "") if args.get("public") in SEGMENTS else "",
            state=args.get(STATE, "") if args.get(STATE) in STATES else "",
            origin=place.label if place else text,
            origin_id=place.id if place else None,
        )

    @property
    def facets(self) -> dict[str, str]:
        """Return the filters as questions are listed under them."""
        origin = str(self.origin_id) if self.origin_id else ""
        return {"theme": self.theme, "segment": self.public, STATE: self.state, "origin": origin}

    @property
    def narrowed(self) -> bool:
        """Tell whether any filter narrows the list; a public only changes what comes first."""
        return bool(self.theme or self.state or self.origin_id)

    @property
    def pairs(self) -> dict[str, str]:
        """Return the filters chosen, as an address tells them."""
        query = {"theme": self.theme, "public": self.public, STATE: self.state, "origine": self.origin}
        return {name: value for name, value in query.items() if value}

    def address(self, path: str, page: str | None) -> str | None:
        """Return the address of another page of the same list."""
        return None if page is None else f"{path}?" + urlencode(self.pairs | {"page": page})


@blueprint.get("/territoires/<territoire>/questions")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the questions asked to a territory."""
    wishes = Wishes.read()
    cursor = Cursor.decode(request.args.get("page"))
    page = page_for(current_actor(), territory.id, wishes.facets, cursor)
    path = f"{territory.path}/questions"
    return render_template(
        "questions/index.html",
        territory=territory,
        questions=page.items,
        others=page.rest,
        wishes=wishes,
        states=STATES,
        first=cursor is None,
        newer=wishes.address(path, page.newer),
        older=wishes.address(path, page.older),
    )


@blueprint.get("/questions/similaires")
@public
@limiter.limit(SEARCH)
def similar() -> ResponseReturnValue:
    """Return, as a piece of page, the published questions that look like what is being typed."""
    text = request.args.get("q", "")[:LONGEST_TEXT]
    slug = request.args.get("territoire", "")[:80]
    territory = (territory_by_slug(slug) or territory_formerly(slug)) if slug else None
    found = similar_to(current_actor(), text, territory.id if territory else None)
    return render_template("questions/similar.html", found=found)
