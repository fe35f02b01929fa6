"""The editions of a territory at its desk: which are open, what each would show, their introductions."""

from dataclasses import dataclass

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.forms.openings import OpeningForm
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.openings import OfferedEdition, last_intro, offered_in
from ambassadors.dossier.service.openings import NothingToRead, close_edition, open_edition
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.territories.inside import Inside
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

blueprint = Blueprint("openings", __name__)

LIST = "/bureau/<territoire>/dossier/editions"


@dataclass(frozen=True)
class EditionPlace(Inside):
    """An edition that a territory may open, or has opened."""

    offered: OfferedEdition

    @property
    def slug(self) -> str:
        """Return the edition's word in addresses."""
        return self.offered.edition.slug

    @property
    def desk_path(self) -> str:
        """Return the address of its page at the desk."""
        return f"{self.territory.desk_path}/dossier/editions/{self.slug}"

    @property
    def path(self) -> str:
        """Return where readers find it once it is open."""
        return f"{self.territory.path}/editions/{self.slug}"

    @property
    def cells(self) -> list[CellPlace]:
        """Return the places of its texts."""
        return [CellPlace(self.territory, theme, self.offered.edition) for theme in self.offered.themes]


def edition_place(territoire: str, edition: str) -> EditionPlace:
    """Load an edition that is offered or open here; any other is a 404."""
    territory = territory_from_path(territoire)
    return EditionPlace(territory, or_404(next(iter(offered_in(territory.id, edition)), None)))


@blueprint.get(LIST)
@requires(Action.DOSSIER_STEER, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List the editions, the open ones and those that could be."""
    return render_template(
        "dossier/desk/editions.html", territory=territory, editions=offered_in(territory.id)
    )


@blueprint.route(f"{LIST}/<edition>", methods=["GET", "POST"])
@requires(Action.DOSSIER_STEER, edition_place)
def edit(at: EditionPlace) -> ResponseReturnValue:
    """Open an edition, or introduce it anew."""
    last = "" if at.offered.opened else last_intro(at.territory_id, at.offered.edition.id)
    form = OpeningForm.of(at.offered.opened, last)
    if not form.validate_on_submit():
        return _page(form, at, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    was_open = at.offered.opened is not None
    try:
        open_edition(current_actor(), at.territory, at.slug, form.intro.data or "", form.seen.data or "")
    except (Overtaken, NothingToRead) as refusal:
        return _refused(form, at, overtaken=isinstance(refusal, Overtaken))
    if was_open:
        flash(_("L’introduction est en ligne dès maintenant."), "success")
    else:
        flash(
            _("L’édition « %(label)s » est ouverte aux lecteurs.", label=at.offered.edition.label), "success"
        )
    return form.done(at.desk_path)


@blueprint.post(f"{LIST}/<edition>/fermer")
@requires(Action.DOSSIER_STEER, edition_place)
def close(at: EditionPlace) -> ResponseReturnValue:
    """Close an edition to readers."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _page(OpeningForm.of(at.offered.opened, formdata=None), at, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    close_edition(current_actor(), at.territory, at.slug)
    flash(
        _("L’édition « %(label)s » est fermée. Ses textes sont gardés.", label=at.offered.edition.label),
        "success",
    )
    return form.done(f"{at.territory.desk_path}/dossier/editions")


def _refused(form: OpeningForm, at: EditionPlace, *, overtaken: bool) -> ResponseReturnValue:
    """Keep what was typed on screen, and show how the edition stands now."""
    db.session.rollback()
    at = edition_place(at.territory.slug, at.slug)
    opened = at.offered.opened
    form.seen.data = opened.mark if opened else ""
    return _page(form, at, 409, overtaken=overtaken)


def _page(
    form: OpeningForm, at: EditionPlace, status: int, *, overtaken: bool = False
) -> ResponseReturnValue:
    if form.errors:
        db.session.rollback()
    return render_template(
        "dossier/desk/opening.html",
        form=form,
        at=at,
        territory=at.territory,
        offered=at.offered,
        edition=at.offered.edition,
        opened=at.offered.opened,
        overtaken=overtaken,
        confirm=ConfirmForm(formdata=None),
    ), status
