"""Home, and the texts that bind the operator and the people who take part."""

from flask import Blueprint, current_app, redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.brand.cards import question_card, territory_card, testimonial_card
from ambassadors.brand.queries import heard_everywhere
from ambassadors.core.clock import today
from ambassadors.finding.atlas import areas_of
from ambassadors.finding.queries import departements_of_territories, everywhere, opened_editions
from ambassadors.moderation.transitions import reasons_for
from ambassadors.territories.frames import FRAMES
from ambassadors.territories.order import shown_on
from ambassadors.web.access import public
from ambassadors.web.signin import current_actor

blueprint = Blueprint("pages", __name__)

MOST_VOICES = 3  # testimonials, and as many questions that wait
SHORT_WAY = 2  # hours from Paris


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """Ask where one would like to live, and let people of everywhere speak."""
    seen = everywhere(current_actor(), SHORT_WAY)
    shown = shown_on([line for line in seen.lines if line.state == "open"], today(), lambda line: line.id)
    voices = heard_everywhere(MOST_VOICES)
    return render_template(
        "pages/home.html",
        seen=seen,
        short_way=SHORT_WAY,
        frames=[
            (slug, label) for slug, label in FRAMES.items() if any(slug in line.frames for line in seen.lines)
        ],
        areas=[area for area in areas_of(seen.lines, departements_of_territories()) if area.is_drawn],
        territories=[territory_card(line) for line in shown],
        testimonials=[testimonial_card(voice) for voice in voices if voice.kind == "testimonial"],
        questions=[question_card(voice) for voice in voices if voice.kind == "question"],
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
