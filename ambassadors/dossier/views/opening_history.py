"""The history of an edition in a territory: opened, introduced, closed; a former introduction is put back."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.edition import EditionRevision
from ambassadors.dossier.queries.openings import last_number, revision_of, versions_before
from ambassadors.dossier.service.openings import open_edition
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.moderation.differences import Difference, differences
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import LARGEST_ID, asked_number
from ambassadors.web.signin import current_actor

from .openings import LIST, EditionPlace, edition_place
from .places import opened_on

blueprint = Blueprint("opening_history", __name__)

SIZE = 10  # versions a page: each is compared with the one before


@dataclass(frozen=True)
class Version:
    """What an edition was after an act, and what the act changed."""

    revision: EditionRevision
    act: str
    changes: list[Difference]

    @classmethod
    def of(cls, revision: EditionRevision, before: EditionRevision | None) -> "Version":
        """Compare it with the one before."""
        was_open = before is not None and before.is_open
        act = "change" if revision.is_open and was_open else "open" if revision.is_open else "close"
        former = before.intro if before else ""
        return cls(revision, act, differences([("Introduction", former)], [("Introduction", revision.intro)]))


@blueprint.route(f"{LIST}/<edition>/historique", methods=["GET", "POST"])
@requires(Action.DOSSIER_STEER, edition_place)
def history(at: EditionPlace) -> ResponseReturnValue:
    """Show what was done to the edition, by whom and when; put a former introduction back."""
    form = ConfirmForm()
    if not form.is_submitted():
        return _page(form, at, 200)
    if not form.validate():
        db.session.rollback()
        return _page(form, at, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    return _put_back(form, at)


def _put_back(form: ConfirmForm, at: EditionPlace) -> ResponseReturnValue:
    revision = revision_of(at.territory_id, at.offered.edition.id, opened_on(request.form.get("number")))
    if revision is None:
        abort(404)
    seen = request.form.get("seen", "")
    try:
        if not seen:  # nothing to introduce while it is closed
            raise Overtaken
        open_edition(current_actor(), at.territory, at.slug, revision.intro, seen, act="revert")
    except Overtaken:
        db.session.rollback()
        return _page(ConfirmForm(formdata=None), edition_place(at.territory.slug, at.slug), 409)
    flash(_("L’introduction choisie est de nouveau en ligne."), "success")
    return form.done(f"{at.desk_path}/historique")


def _page(form: ConfirmForm, at: EditionPlace, status: int) -> ResponseReturnValue:
    rows = versions_before(
        at.territory_id, at.offered.edition.id, asked_number("avant", LARGEST_ID), SIZE + 1
    )
    former: list[Any] = [*rows[1:], None]
    shown = [Version.of(row, before) for row, before in zip(rows[:SIZE], former, strict=False)]
    return render_template(
        "dossier/desk/opening_history.html",
        form=form,
        at=at,
        territory=at.territory,
        edition=at.offered.edition,
        opened=at.offered.opened,
        newest=last_number(at.territory_id, at.offered.edition.id),
        versions=shown,
        older=shown[-1].revision.number if len(rows) > SIZE else None,
        overtaken=status == 409,
    ), status
