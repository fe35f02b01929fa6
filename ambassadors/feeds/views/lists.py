"""Beside each public list, at the same address, `.atom` and `.json`: what a reader would see, for their feed reader."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.core.pages import Cursor
from ambassadors.core.text import excerpt
from ambassadors.feeds.entry import BEGINNING, Feed
from ambassadors.feeds.telling import (
    about,
    number_of,
    of_answers,
    of_questions,
    of_territories,
    of_testimonials,
)
from ambassadors.feeds.writing import ATOM, JSON, as_atom, as_json
from ambassadors.finding.queries import candidates
from ambassadors.finding.results import find
from ambassadors.finding.views.listing import HERE, LAST_PAGE, address, asked_wishes
from ambassadors.places.search import all_named
from ambassadors.questions.conversation import newest_answers
from ambassadors.questions.models import Question
from ambassadors.questions.queries import published_in
from ambassadors.questions.views.listing import Wishes
from ambassadors.questions.views.loading import question_from_path
from ambassadors.territories.finding import day_of, page_of_the_day
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import ids_around
from ambassadors.testimonials.queries import published_page
from ambassadors.testimonials.views.reading import asked_filters
from ambassadors.web.access import public, requires
from ambassadors.web.loading import asked_number
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("lists", __name__)

SIZE, MOST_ANSWERS = 20, 50


def answer(feed: Feed) -> Response:
    """Answer a feed in the form that the address asks for.

    The mark is the content's (web/caching.py): a date would keep what was unpublished since in a reader's view.
    """
    if request.path.endswith(".json"):
        return Response(as_json(feed), mimetype=JSON)
    return Response(as_atom(feed), mimetype=ATOM)


def query_of(pairs: dict[str, Any], page: str | None = None) -> str:
    """Return the end of an address, its question mark included; empty where nothing is asked."""
    query = urlencode({name: value for name, value in (pairs | {"page": page}).items() if value})
    return f"?{query}" if query else ""


@blueprint.get("/territoires/<territoire>/temoignages.atom")
@blueprint.get("/territoires/<territoire>/temoignages.json")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def testimonials(territory: Territory) -> Response:
    """Give a territory's testimonials, newest first, under the filters of their list; a public is one here."""
    filters, cursor = asked_filters(), Cursor.decode(request.args.get("page"))
    page = published_page(current_actor(), territory.id, filters, cursor, SIZE)
    pairs = {"theme": filters.theme, "public": filters.segment, "origine": filters.origin}
    feed = Feed(
        number=f"{number_of(territory)}/temoignages",
        path=f"{territory.path}/temoignages",
        query=query_of(pairs),
        title=about(_("Témoignages"), territory.name, filters.theme, filters.segment),
        about=_(
            "Des personnes qui vivent %(place)s racontent leur départ, leur arrivée, leur quotidien.",
            place=territory.at_name,
        ),
        since=territory.created_at,
        entries=of_testimonials(page.items),
        next_query=query_of(pairs, page.older) if page.older else None,
    )
    return answer(feed)


@blueprint.get("/territoires/<territoire>/questions.atom")
@blueprint.get("/territoires/<territoire>/questions.json")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def questions(territory: Territory) -> Response:
    """Give the questions asked to a territory, newest first, under the filters of their list; a public is one here."""
    wishes, cursor = Wishes.read(), Cursor.decode(request.args.get("page"))
    page = published_in(current_actor(), territory.id, wishes.facets, cursor, SIZE)
    feed = Feed(
        number=f"{number_of(territory)}/questions",
        path=f"{territory.path}/questions",
        query=query_of(wishes.pairs),
        title=about(_("Questions"), territory.name, wishes.theme, wishes.public),
        about=_("Ce que l’on se demande avant de s’installer %(place)s.", place=territory.at_name),
        since=territory.created_at,
        entries=of_questions(page.items),
        next_query=query_of(wishes.pairs, page.older) if page.older else None,
    )
    return answer(feed)


@blueprint.get("/questions/<id_slug:question>.atom")
@blueprint.get("/questions/<id_slug:question>.json")
@requires(Action.SUBMISSION_VIEW, question_from_path)
def answers(question: Question) -> Response:
    """Give the answers to a question, newest first: who asked may follow them."""
    feed = Feed(
        number=f"questions/{question.id}/reponses",
        path=question.path,
        query="",
        title=about(_("Réponses"), question.title),
        about=excerpt(question.text_html) or question.title,
        since=question.published_at or question.created_at,
        entries=of_answers(question, newest_answers(current_actor(), question, MOST_ANSWERS)),
    )
    return answer(feed)


@blueprint.get("/territoires.atom")
@blueprint.get("/territoires.json")
@public
def territories() -> Response:
    """Give the territories that answer the reader's wishes, in the order of the day: no one before another but by chance."""
    wishes, day = asked_wishes(), day_of(request.args.get("jour"), today())
    around = ids_around([*{place.id for place in all_named(db.session, wishes.text)}])
    kept = find(candidates(current_actor()), wishes, around).kept
    found = page_of_the_day(kept, day, asked_number("page", LAST_PAGE) or 1)
    following = address(wishes, jour=day.isoformat(), page=str(found.number + 1))
    feed = Feed(
        number="territoires",
        path=HERE,
        query=address(wishes).removeprefix(HERE),
        title=about(_("Territoires"), _("Ambassadeurs")),
        about=_("Les territoires qui se racontent, dans l’ordre du jour : tiré au sort chaque jour."),
        since=BEGINNING,
        entries=of_territories(found.lines),
        next_query=following.removeprefix(HERE) if found.has_more else None,
    )
    return answer(feed)
