"""The pictures that social networks show of a page: drawn when one is first asked for, then kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, request

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from ambassadors.brand import postcard
from ambassadors.brand.postcard import ADDRESS, Postcard
from ambassadors.core.storage import put_at, read
from ambassadors.dossier.queries.editions import open_edition
from ambassadors.dossier.views.reading import ReadEdition, place_from_path
from ambassadors.network.queries.people import hats_of
from ambassadors.network.views.people import Shown, shown_from_path
from ambassadors.questions.models import Question
from ambassadors.territories.inside import Inside
from ambassadors.testimonials.models import Testimonial
from ambassadors.web.access import public, requires
from ambassadors.web.limits import POSTCARD, limiter
from ambassadors.web.loading import get_or_404, or_404
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("postcards", __name__)

MAKERS: dict[str, Callable[..., Postcard]] = {
    "dossier": postcard.of_dossier,
    "theme": postcard.of_theme,
    "edition": postcard.of_edition,
    "person": lambda one, hat: postcard.of_person(
        one.account_id, one.name, hat.label, hat.territory_name, hat.colour
    ),
    "question": postcard.of_question,
    "testimonial": postcard.of_testimonial,
}
KEPT = "public, max-age=86400"  # a day: what is withdrawn is forgotten by others as well


@dataclass(frozen=True)
class ListPage(Inside):
    """A list of a territory, read by whoever may read the territory."""

    name: str


def list_from_path(territoire: str, page: str) -> ListPage:
    """Load a list of a territory; a page that is none is a 404."""
    territory = territory_from_path(territoire)
    return ListPage(territory, page) if page in postcard.LISTS else abort(404)


def edition_shown(territoire: str, edition: str) -> ReadEdition:
    """Load an edition that a territory has opened."""
    territory = territory_from_path(territoire)
    return ReadEdition(territory, or_404(open_edition(territory.id, edition)))


def speaker_from_path(found: tuple[int, str]) -> Shown:
    """Load a profile as anybody sees it: the picture is kept by caches that do not know who asks."""
    shown = shown_from_path(found)
    hats = hats_of(Actor.anonymous(), shown.account_id)
    return replace(shown, hats=hats) if hats else abort(404)


def _of_person(shown: Shown) -> Postcard:
    present = [hat for hat in shown.hats if hat.ended_at is None]
    return MAKERS["person"](shown.person, (present or shown.hats)[0])


def question_from_path(number: int) -> Question:
    """Load a question; the rule keeps those that are not published away from others."""
    return get_or_404(Question, number)


def testimonial_from_path(number: int) -> Testimonial:
    """Load a testimonial; the rule keeps those that are not published away from others."""
    return get_or_404(Testimonial, number)


class Kind(NamedTuple):
    """A kind of page: where its card is, who may see it, what it is of, and what it says."""

    address: str
    action: Action
    load: Callable[..., Any]
    make: Callable[[Any], Postcard]


PLACE = "territoires/<territoire>"
VIEW, READ = Action.TERRITORY_VIEW, Action.SUBMISSION_VIEW
KINDS = {
    "territory": Kind(PLACE, VIEW, territory_from_path, postcard.of_territory),
    "dossier": Kind(f"{PLACE}/dossier", VIEW, territory_from_path, postcard.of_dossier),
    "list": Kind(
        f"{PLACE}/<page>", VIEW, list_from_path, lambda shown: postcard.of_list(shown.territory, shown.name)
    ),
    "theme": Kind(
        f"{PLACE}/dossier/<theme>",
        VIEW,
        place_from_path,
        lambda at: postcard.of_theme(at.territory, at.theme),
    ),
    "edition": Kind(
        f"{PLACE}/editions/<edition>",
        VIEW,
        edition_shown,
        lambda shown: postcard.of_edition(shown.territory, shown.opened.edition),
    ),
    "person": Kind("ambassadeurs/<id_slug:found>", Action.PROFILE_VIEW, speaker_from_path, _of_person),
    "question": Kind("questions/<id:number>", READ, question_from_path, postcard.of_question),
    "testimonial": Kind("temoignages/<id:number>", READ, testimonial_from_path, postcard.of_testimonial),
}


@blueprint.get(f"{ADDRESS}/accueil.jpg")
@public
@limiter.limit(POSTCARD)
def platform() -> Response:
    """Draw the site."""
    return _answer(postcard.of_platform(), shown_to_all=True)


def _serve(name: str, kind: Kind) -> None:
    """Give the cards of a kind their address."""

    def draw(shown: Any) -> Response:
        return _answer(kind.make(shown), shown_to_all=can(Actor.anonymous(), kind.action, shown))

    draw.__name__ = draw.__qualname__ = name  # by which the limiter tells one view from another
    view = requires(kind.action, kind.load)(limiter.limit(POSTCARD)(draw))
    blueprint.add_url_rule(f"{ADDRESS}/{kind.address}.jpg", name, view)


for _name, _kind in KINDS.items():
    _serve(_name, _kind)


def _answer(card: Postcard, *, shown_to_all: bool) -> Response:
    """Give the picture, for a day where anybody may see it."""
    response = Response(_picture(card), mimetype="image/jpeg")
    if shown_to_all:
        response.headers["Cache-Control"] = KEPT
    response.set_etag(card.digest)
    response.make_conditional(request.environ)
    return response


def _picture(card: Postcard) -> bytes:
    try:
        return read(card.key)
    except FileNotFoundError:
        # Pillow is heavy, and only the first one who shares a page needs it: the web loads it here (decisions.md 34).
        printing: Any = import_module("ambassadors.brand.printing")
        drawn: bytes = printing.draw(card)
        put_at(card.key, drawn)
        return drawn


@blueprint.app_template_global()
def postcard_of(kind: str, *shown: Any) -> str:
    """Return the address of the picture of a page, by its kind and what it shows."""
    return MAKERS[kind](*shown).path
