"""What the page of a territory is made of: blocks in order, switches, strengths, the call to action."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.brand.composition import BLOCKS, moved
from ambassadors.brand.forms.composition import CompositionForm
from ambassadors.brand.service import Overtaken, publish
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blocks import fill, lack_of
from .previewing import previewed
from .space import space_context

blueprint = Blueprint("composition", __name__)

STEPS = {"up": -1, "down": 1}


@blueprint.route("/bureau/<territoire>/marque/composition", methods=["GET", "POST"])
@requires(Action.BRAND_EDIT, territory_from_path)
def edit(territory: Territory) -> ResponseReturnValue:
    """Arrange the blocks; publishing is at once, and kept as history. Moving one publishes nothing yet."""
    form = CompositionForm.of(territory)
    act, _colon, kind = request.form.get("act", "").partition(":")
    if act in STEPS:
        form.order.data = moved(form.order.data, kind, STEPS[act])
        status = 200 if form.validate() else form.status
        return _page(form, territory, moved_kind=kind), status
    if not form.validate_on_submit():
        return _page(form, territory), form.status
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        publish(current_actor(), territory, form.words(), form.seen_version)
    except Overtaken:
        db.session.rollback()
        form.version.data = str(territory.version)
        return _page(form, territory, overtaken=True), 409
    flash(_("La page du territoire est recomposée, en ligne dès maintenant."), "success")
    return form.done(f"{territory.desk_path}/marque/composition")


@blueprint.post("/bureau/<territoire>/marque/composition/apercu")
@requires(Action.BRAND_EDIT, territory_from_path)
def preview(territory: Territory) -> ResponseReturnValue:
    """Show the public page as it would be; nothing is written."""
    form = CompositionForm.of(territory)
    if not form.validate():
        return _page(form, territory), form.status
    shown = previewed(territory, form.words())
    return render_template("brand/preview.html", **space_context(shown))


def _page(form: CompositionForm, territory: Territory, **more: Any) -> str:
    if form.errors:
        db.session.rollback()
    content = fill(territory, today())
    # What is being written counts as written: only what nobody typed is told to be missing.
    content["strengths"] = [title.data for _number, title, _text in form.strengths if title.data]
    return render_template(
        "brand/composition.html",
        form=form,
        territory=territory,
        blocks=BLOCKS,
        lacks={kind: lack_of(kind, content) for kind in BLOCKS},
        **more,
    )
