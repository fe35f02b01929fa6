"""Which testimonials and answers come first under a theme."""

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.core.db import db
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.pins import KINDS, voices_of
from ambassadors.dossier.service.pins import MOST_PINS, NotThere, TooManyPins, move_pin, pin, unpin
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import LARGEST_ID
from ambassadors.web.signin import current_actor

from .cell_editor import CELL
from .places import desk_place

blueprint = Blueprint("pins", __name__)

ACTS: dict[str, Callable[[Actor, CellPlace, int], None]] = {
    "pin": pin,
    "unpin": unpin,
    "up": lambda actor, at, number: move_pin(actor, at, number, -1),
    "down": lambda actor, at, number: move_pin(actor, at, number, 1),
}


@blueprint.route(f"{CELL}/voix", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, desk_place)
def choose(at: CellPlace) -> ResponseReturnValue:
    """Show what is published under the theme; pin, unpin, put in order."""
    form = ConfirmForm()
    if not form.is_submitted():
        return _page(form, at, 200)
    if not form.validate():
        db.session.rollback()
        return _page(form, at, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    act, _colon, number = request.form.get("act", "").partition(":")
    try:
        if act in ACTS:
            ACTS[act](current_actor(), at, _read(number))
    except (NotThere, TooManyPins) as refusal:
        db.session.rollback()
        full = _("%(most)s contributions mises en avant, c’est le maximum : retirez-en une.", most=MOST_PINS)
        gone = _("Cette contribution n’est plus en ligne.")
        return _page(ConfirmForm(formdata=None), at, 422, full if isinstance(refusal, TooManyPins) else gone)
    return form.done(f"{at.desk_path}/voix")


def _read(number: str) -> int:
    right = number.isascii() and number.isdigit() and len(number) <= 10
    return int(number) if right and int(number) <= LARGEST_ID else 0


def _page(form: ConfirmForm, at: CellPlace, status: int, refusal: str = "") -> ResponseReturnValue:
    voices = voices_of(at.territory_id, at.theme)
    return render_template(
        "dossier/desk/pins.html",
        at=at,
        territory=at.territory,
        form=form,
        refusal=refusal,
        groups=[(kind, [one for one in voices if one.kind == kind]) for kind in KINDS],
        pinned=sum(one.pinned for one in voices),
        most=MOST_PINS,
    ), status
