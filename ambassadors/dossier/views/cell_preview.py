"""A cell as its readers would see it; nothing is written."""

from dataclasses import replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.charts import chart_of, french_number
from ambassadors.dossier.fact import MOST_FACTS
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.reading import ON_ITS_PAGE, themes_of
from ambassadors.web.access import requires

from .cell_editor import CELL, OF_EDITION, Standing, editor_page
from .places import desk_place

blueprint = Blueprint("cell_preview", __name__)


@blueprint.post(f"{CELL}/apercu")
@blueprint.post(f"{OF_EDITION}/apercu")
@requires(Action.CELL_EDIT, desk_place)
def preview(at: CellPlace) -> ResponseReturnValue:
    """Show what is typed among what readers find beside it; a fact that is not whole yet is left out."""
    standing = Standing.of(at)
    form = standing.form()
    form.validate()
    if form.csrf_token.errors or not form.can_be_kept:
        db.session.rollback()
        return editor_page(form, standing, form.status)
    rows = [row.fact() for row in form.rows if not row.is_blank]
    facts = [fact for fact in rows if fact][:MOST_FACTS]
    (theme,) = themes_of(at.territory, [at.theme], today(), edition=at.edition, most=ON_ITS_PAGE)
    cell = Cell(territory_id=at.territory_id, theme=at.theme)
    cell.write({**form.content(), "facts": [fact.stored() for fact in facts]})
    return render_template(
        "dossier/desk/preview.html",
        at=at,
        territory=at.territory,
        theme=replace(theme, special=cell) if at.edition else replace(theme, cell=cell),
        left_out=len(facts) < len(rows),
        day=today(),
        chart_of=chart_of,
        french_number=french_number,
    )
