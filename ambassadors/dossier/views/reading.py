"""The dossier of a territory: whole, or one theme of it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.dossier.charts import chart_of, french_number
from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.editions import edition_by_slug, open_edition
from ambassadors.dossier.queries.reading import ON_ITS_PAGE, dossier_of, themes_of
from ambassadors.network.models import ORGANISATION_KINDS
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES
from ambassadors.territories.inside import Inside
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.loading import or_404
from ambassadors.web.segment import asked_segment
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("dossier", __name__)


@dataclass(frozen=True)
class ReadEdition(Inside):
    """An edition that a territory has opened, read by whoever may read the territory."""

    opened: TerritoryEdition


# What the macros of templates/dossier/parts.html are given besides the records.
TOOLS: dict[str, Callable[..., object] | object] = {
    "chart_of": chart_of,
    "french_number": french_number,
    "KINDS": ORGANISATION_KINDS,
}


def place_from_path(territoire: str, theme: str) -> CellPlace:
    """Load a theme of a territory; a theme that the grid does not have is a 404."""
    territory = territory_from_path(territoire)
    if theme not in THEMES:
        abort(404)
    return CellPlace(territory, theme)


@blueprint.get("/territoires/<territoire>/dossier")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show the whole dossier: four questions, fourteen themes, always all of them."""
    segment = asked_segment()
    return render_template(
        "dossier/show.html",
        territory=territory,
        dossier=dossier_of(territory, today(), segment),
        segment=segment,
        day=today(),
        **TOOLS,
    )


@blueprint.get("/territoires/<territoire>/dossier/<theme>")
@requires(Action.TERRITORY_VIEW, place_from_path)
def show_theme(at: CellPlace) -> ResponseReturnValue:
    """Show one theme: the territory's words, facts, voices, answers, who answers, and what is missing."""
    segment = asked_segment()
    (theme,) = themes_of(at.territory, [at.theme], today(), segment, most=ON_ITS_PAGE)
    order = list(THEMES)
    number = order.index(at.theme)
    return render_template(
        "dossier/theme.html",
        territory=at.territory,
        theme=theme,
        question=next(q for q in GUIDING_QUESTIONS if at.theme in {one.slug for one in q.themes}),
        before=order[number - 1] if number else None,
        after=order[number + 1] if number + 1 < len(order) else None,
        segment=segment,
        day=today(),
        **TOOLS,
    )


def edition_from_path(territoire: str, edition: str) -> ReadEdition:
    """Load an edition that a territory has opened; while it is closed there, its address leads to the dossier."""
    territory = territory_from_path(territoire)
    opened = open_edition(territory.id, edition)
    if opened is None:
        or_404(edition_by_slug(edition))
        abort(redirect(f"{territory.path}/dossier"))
    return ReadEdition(territory, opened)


@blueprint.get("/territoires/<territoire>/editions/<edition>")
@requires(Action.TERRITORY_VIEW, edition_from_path)
def show_edition(read: ReadEdition) -> ResponseReturnValue:
    """Show the dossier for one public: the edition's themes in its order, what was written for it first."""
    edition = read.opened.edition
    return render_template(
        "dossier/edition.html",
        territory=read.territory,
        opened=read.opened,
        edition=edition,
        themes=themes_of(read.territory, edition.themes, today(), edition.segment, edition=edition),
        day=today(),
        **TOOLS,
    )
