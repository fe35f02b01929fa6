"""What was just published, whatever the territory: the lists that the home page shows the beginning of."""

from flask import Blueprint, Response
from flask_babel import gettext as _

from ambassadors.feeds.entry import BEGINNING, SITE_NAME, Feed
from ambassadors.feeds.queries import newest_questions, newest_testimonials
from ambassadors.feeds.telling import about, in_their_places, of_questions, of_testimonials
from ambassadors.web.access import public
from ambassadors.web.signin import current_actor

from .lists import SIZE, answer

blueprint = Blueprint("everywhere", __name__)

HOME = "/"


@blueprint.get("/temoignages.atom")
@blueprint.get("/temoignages.json")
@public
def testimonials() -> Response:
    """Give the newest testimonials of all territories, each with the name of its own."""
    rows = newest_testimonials(current_actor(), SIZE)
    feed = Feed(
        number="temoignages",
        path="/temoignages",
        query="",
        title=about(_("Témoignages"), SITE_NAME),
        about=_(
            "Des personnes qui ont quitté l’Île-de-France racontent où elles vivent, de tous les territoires."
        ),
        since=BEGINNING,
        entries=in_their_places(of_testimonials(rows), [row.territory_name for row in rows]),
        shown_at=HOME,
    )
    return answer(feed)


@blueprint.get("/questions.atom")
@blueprint.get("/questions.json")
@public
def questions() -> Response:
    """Give the newest questions asked to all territories, each with the name of its own."""
    lines = newest_questions(current_actor(), SIZE)
    feed = Feed(
        number="questions",
        path="/questions",
        query="",
        title=about(_("Questions"), SITE_NAME),
        about=_("Ce que l’on se demande avant de partir, dans tous les territoires."),
        since=BEGINNING,
        entries=in_their_places(of_questions(lines), [line.territory_name for line in lines]),
        shown_at=HOME,
    )
    return answer(feed)
