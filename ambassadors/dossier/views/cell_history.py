"""The history of a cell: each version, what it changed word by word, and the way back to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.forms.listed import in_words
from ambassadors.dossier.forms.words import draft_shape, readable
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at, last_number, revision_of, versions_before
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.dossier.service.reverting import revert_cell
from ambassadors.moderation.differences import Difference, differences
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import LARGEST_ID, asked_number, or_404
from ambassadors.web.signin import current_actor

from .cell_editor import CELL, OF_EDITION
from .places import desk_place

blueprint = Blueprint("cell_history", __name__)

SIZE = 10  # versions a page: each is compared with the one before
LISTINGS = {"temps-forts": ("agenda", "Les dates de l’année"), "connexions": ("trajets", "Les trajets")}


@dataclass(frozen=True)
class Version:
    """A version that was published, and what it changed."""

    number: int
    at: datetime
    author: str
    words: list[tuple[str, str]]
    changes: list[Difference]

    @property
    def is_first(self) -> bool:
        """Tell whether nothing came before it."""
        return self.number == 1


@blueprint.route(f"{CELL}/historique", methods=["GET", "POST"])
@blueprint.route(f"{OF_EDITION}/historique", methods=["GET", "POST"])
@requires(Action.CELL_EDIT, desk_place)
def history(at: CellPlace) -> ResponseReturnValue:
    """Show what was published, by whom and when; put a former version back."""
    cell = or_404(cell_at(at.territory_id, at.theme, at.edition_id))
    form = ConfirmForm()
    if not form.is_submitted():
        return _page(form, at, cell, 200)
    if not form.validate():
        db.session.rollback()
        return _page(form, at, cell, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return _put_back(form, at, cell)


def _put_back(form: ConfirmForm, at: CellPlace, cell: Cell) -> ResponseReturnValue:
    revision = revision_of(cell.id, _sent("number"))
    if revision is None:
        abort(404)
    try:
        revert_cell(current_actor(), at.territory, cell, revision, _sent("version"))
    except Overtaken:
        db.session.rollback()
        return _page(ConfirmForm(formdata=None), at, cell, 409, overtaken=True)
    flash(_("La version %(number)s est de nouveau en ligne.", number=revision.number), "success")
    return form.done(f"{at.desk_path}/historique")


def _sent(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _page(form: ConfirmForm, at: CellPlace, cell: Cell, status: int, **more: Any) -> ResponseReturnValue:
    before = asked_number("avant", LARGEST_ID)
    versions, older = _versions(cell, before)
    return render_template(
        "dossier/desk/history.html",
        **{"overtaken": False} | more,
        form=form,
        at=at,
        territory=at.territory,
        newest=last_number(cell.id),
        listing=LISTINGS.get(at.theme) if at.edition is None else None,
        versions=versions,
        older=older,
    ), status


def _versions(cell: Cell, before: int | None) -> tuple[list[Version], int | None]:
    """Return a page of versions, newest first, and where the next page begins."""
    rows = versions_before(cell.id, before, SIZE + 1)
    told: list[Mapping[str, Any] | None] = [*(row.content for row in rows), None]
    shown = [
        Version(
            row.number, row.at, row.author.name, _words(row.content), _changes(told[rank + 1], row.content)
        )
        for rank, row in enumerate(rows[:SIZE])
    ]
    return shown, shown[-1].number if len(rows) > SIZE else None


def _words(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [*readable(draft_shape(content)), *in_words(content.get("entries") or ())]


def _changes(before: Mapping[str, Any] | None, content: Mapping[str, Any]) -> list[Difference]:
    """Return what a version changed; a list that the one before did not keep yet is not told as new."""
    former = {"entries": content.get("entries")} | dict(before or {})
    return differences(_words(former), _words(content))
