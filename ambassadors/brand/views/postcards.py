"""The pictures that social networks show of a page: drawn when one is first asked for, then kept."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Blueprint, Response, request

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from ambassadors.brand import postcard
from ambassadors.brand.postcard import ADDRESS, Postcard
from ambassadors.core.storage import put_at, read
from ambassadors.questions.models import Question
from ambassadors.territories.models import Territory
from ambassadors.testimonials.models import Testimonial
from ambassadors.web.access import public, requires
from ambassadors.web.limits import POSTCARD, limiter
from ambassadors.web.loading import get_or_404
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("postcards", __name__)

MAKERS: dict[str, Callable[[Any], Postcard]] = {
    "dossier": postcard.of_dossier,
    "question": postcard.of_question,
    "testimonial": postcard.of_testimonial,
}
KEPT = "public, max-age=86400"  # a day: what is withdrawn is forgotten by others as well


def question_from_path(number: int) -> Question:
    """Load a question; the rule keeps those that are not published away from others."""
    return get_or_404(Question, number)


def testimonial_from_path(number: int) -> Testimonial:
    """Load a testimonial; the rule keeps those that are not published away from others."""
    return get_or_404(Testimonial, number)


@blueprint.get(f"{ADDRESS}/accueil.jpg")
@public
@limiter.limit(POSTCARD)
def platform() -> Response:
    """Draw the site."""
    return _answer(postcard.of_platform(), shown_to_all=True)


@blueprint.get(f"{ADDRESS}/territoires/<territoire>.jpg")
@requires(Action.TERRITORY_VIEW, territory_from_path)
@limiter.limit(POSTCARD)
def territory(shown: Territory) -> Response:
    """Draw a territory."""
    return _answer(
        postcard.of_territory(shown), shown_to_all=can(Actor.anonymous(), Action.TERRITORY_VIEW, shown)
    )


@blueprint.get(f"{ADDRESS}/territoires/<territoire>/dossier.jpg")
@requires(Action.TERRITORY_VIEW, territory_from_path)
@limiter.limit(POSTCARD)
def dossier(shown: Territory) -> Response:
    """Draw a dossier."""
    return _answer(
        postcard.of_dossier(shown), shown_to_all=can(Actor.anonymous(), Action.TERRITORY_VIEW, shown)
    )


@blueprint.get(f"{ADDRESS}/questions/<id:number>.jpg")
@requires(Action.SUBMISSION_VIEW, question_from_path)
@limiter.limit(POSTCARD)
def question(shown: Question) -> Response:
    """Draw a question."""
    return _answer(
        postcard.of_question(shown), shown_to_all=can(Actor.anonymous(), Action.SUBMISSION_VIEW, shown)
    )


@blueprint.get(f"{ADDRESS}/temoignages/<id:number>.jpg")
@requires(Action.SUBMISSION_VIEW, testimonial_from_path)
@limiter.limit(POSTCARD)
def testimonial(shown: Testimonial) -> Response:
    """Draw a testimonial."""
    return _answer(
        postcard.of_testimonial(shown), shown_to_all=can(Actor.anonymous(), Action.SUBMISSION_VIEW, shown)
    )


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
def postcard_of(kind: str, shown: Any) -> str:
    """Return the address of the picture of a page: dossier, question or testimonial."""
    return MAKERS[kind](shown).path
