"""The territories that answer the reader's wishes, as a list or on a map, and the page that explains their order."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.brand.cards import LEVEL_LABELS, STATE_LABELS, territory_card
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.finding.atlas import atlas_of
from ambassadors.finding.queries import Candidate, candidates
from ambassadors.finding.results import Results, find
from ambassadors.finding.wishes import HOURS, MANY, SIZES, Wishes
from ambassadors.places.search import all_named, meant
from ambassadors.territories.finding import Found, day_of, page_of_the_day
from ambassadors.territories.frames import FRAMES
from ambassadors.territories.grid import THEMES
from ambassadors.territories.order import days_of_round, of_the_day
from ambassadors.territories.queries import ids_around, lines
from ambassadors.web.access import public
from ambassadors.web.loading import asked_number
from ambassadors.web.signin import current_actor

from .placing import signposts

blueprint = Blueprint("finding", __name__)

HERE = "/territoires"
LONGEST_TEXT, LAST_PAGE = 80, 500


@dataclass(frozen=True)
class Choice:
    """A value of a filter, with how many territories would be left."""

    value: str
    label: str
    count: int
    chosen: bool
    href: str  # empty in a select: its form makes the address


@blueprint.get("/territoires")
@public
def index() -> ResponseReturnValue:
    """List the territories that answer the reader's wishes, or put them on the map."""
    wishes = asked_wishes()
    day = day_of(request.args.get("jour"), today())
    places = all_named(db.session, wishes.text)
    around = ids_around([*{place.id for place in places}])
    results = find(candidates(current_actor()), wishes, around)
    found = page_of_the_day(results.kept, day, asked_number("page", LAST_PAGE) or 1)
    on_map = request.args.get("vue") == "carte"
    choices = choices_of(results, on_map)
    return render_template(
        "territories/index.html",
        wishes=wishes,
        places=signposts(wishes.text, meant(wishes.text, places)),
        found=found,
        choices=choices,
        retained=retained(choices, wishes),
        without_text_href=address(replace(wishes, text="")),
        list_href=address(wishes),
        map_href=address(wishes, vue="carte"),
        atlas=atlas_of(results.kept, day) if on_map else None,
        cards=[] if on_map else [territory_card(line) for line in found.lines],
        newer=_page(wishes, found, -1) if found.number > 1 else None,
        older=_page(wishes, found, 1) if found.has_more else None,
    )


def asked_wishes() -> Wishes:
    """Read the wishes of the address."""
    return Wishes.read(request.args.get("q", "")[:LONGEST_TEXT].strip(), request.args.getlist)


def address(wishes: Wishes, **more: str) -> str:
    """Return the address of the territories that answer wishes."""
    query = urlencode([*wishes.pairs(), *more.items()])
    return f"{HERE}?{query}" if query else HERE


def _page(wishes: Wishes, found: Found[Candidate], step: int) -> str:
    return address(wishes, jour=found.day.isoformat(), page=str(found.number + step))


def choices_of(results: Results, on_map: bool) -> dict[str, list[Choice]]:
    """Return the values of every filter with their counts; those that nothing answers are left out."""
    regions = {(str(number), name) for one in results.candidates for number, name in one.regions.items()}
    departements = {(place.code, place.name) for one in results.candidates for place in one.departements}
    editions = {pair for one in results.candidates for pair in one.editions.items()}
    offered = {
        "cadre": FRAMES.items(),
        "niveau": LEVEL_LABELS.items(),
        "region": sorted(regions, key=lambda pair: pair[1]),
        "departement": sorted(departements),
        "taille": ((slug, label) for slug, (_, label) in SIZES.items()),
        "paris": HOURS.items(),
        "edition": sorted(editions, key=lambda pair: pair[1]),
        "theme": THEMES.items(),
        "ambassadeurs": (("1", "Où des ambassadeurs répondent"),),
    }
    return {
        name: [
            choice
            for value, label in values
            if (choice := _choice(results, name, value, label, on_map)).count or choice.chosen
        ]
        for name, values in offered.items()
    }


def _choice(results: Results, name: str, value: str, label: str, on_map: bool) -> Choice:
    wishes = results.wishes
    chosen = wishes.has(name, value)
    more = {"vue": "carte"} if on_map else {}
    return Choice(
        value,
        label,
        results.count(name, value),
        chosen,
        address(wishes.toggled(name, value), **more) if chosen or name in MANY else "",
    )


def retained(choices: dict[str, list[Choice]], wishes: Wishes) -> list[Choice]:
    """Return what is wished for, each with the address that gives it up."""
    return [choice for values in choices.values() for choice in values if choice.chosen]


@blueprint.get("/territoires/ordre")
@public
def order() -> ResponseReturnValue:
    """Explain the order of the lists of territories, on the day's own figures, so that anybody can redo them."""
    day = today()
    seen = [line for line in lines(current_actor()) if line.state != "preparing"]
    count = len([line for line in seen if line.state == "open"])
    length = days_of_round(count)
    number, step = divmod(day.toordinal(), length)
    return render_template(
        "territories/order.html",
        day=day,
        drawn=of_the_day(seen, day, lambda line: line.id),
        states=STATE_LABELS,
        count=count,
        length=length,
        number=number,
        step=step,
    )
