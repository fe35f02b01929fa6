"""Home, and the texts that bind the operator and the people who take part."""

from flask import Blueprint, current_app, redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.brand.cards import question_card, territory_card, testimonial_card
from ambassadors.brand.queries import heard_everywhere, one_of_each
from ambassadors.core.clock import today
from ambassadors.finding.atlas import areas_of
from ambassadors.finding.queries import departements_of_territories, opened_editions
from ambassadors.moderation.transitions import reasons_for
from ambassadors.territories.frames import FRAMES
from ambassadors.territories.order import shown_on
from ambassadors.territories.queries import lines
from ambassadors.web.access import public
from ambassadors.web.signin import current_actor

blueprint = Blueprint("pages", __name__)

MOST_VOICES, MOST_WAITING = 3, 3


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """Ask where one would like to live, and let people of everywhere speak."""
    seen = lines(current_actor())
    shown = shown_on([line for line in seen if line.state == "open"], today(), lambda line: line.id)
    voices = heard_everywhere()
    told = one_of_each((voice for voice in voices if voice.kind == "testimonial"), MOST_VOICES)
    waiting = one_of_each((voice for voice in voices if voice.kind == "question"), MOST_WAITING)
    return render_template(
        "pages/home.html",
        frames=[(slug, label) for slug, label in FRAMES.items() if any(slug in line.frames for line in seen)],
        areas=[area for area in areas_of(seen, departements_of_territories()) if area.is_drawn],
        territories=[territory_card(line) for line in shown],
        testimonials=[testimonial_card(voice) for voice in told],
        questions=[question_card(voice) for voice in waiting],
        editions=opened_editions(),
    )


@blueprint.get("/charte")
@public
def charter() -> ResponseReturnValue:
    """Show the charter."""
    return render_template("pages/charter.html", reasons=reasons_for("reject").values())


@blueprint.get("/mentions-legales")
@public
def legal() -> ResponseReturnValue:
    """Say who publishes and hosts the site (LCEN, art. 6-III)."""
    return render_template("pages/legal.html")


@blueprint.get("/confidentialite")
@public
def privacy() -> ResponseReturnValue:
    """Say what is kept about people, why and how long (RGPD, art. 13)."""
    return render_template("pages/privacy.html")


@blueprint.get("/accessibilite")
@public
def accessibility() -> ResponseReturnValue:
    """State how accessible the site is (RGAA, déclaration d’accessibilité)."""
    return render_template("pages/accessibility.html")


@blueprint.get("/favicon.ico")
@public
def icon() -> ResponseReturnValue:
    """Lead browsers that ask for the old icon to the new one."""
    asset = current_app.jinja_env.globals["asset"]
    return redirect(asset("img/icon.svg"))  # type: ignore[operator]  # a function we put there
