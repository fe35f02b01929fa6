"""The editions in the administration: what each is called, whom it speaks to, which themes it shows."""

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition
from ambassadors.dossier.forms.catalogue import EditionForm
from ambassadors.dossier.queries.catalogue import kept_editions, territories_with
from ambassadors.dossier.queries.editions import edition_by_slug
from ambassadors.dossier.service.catalogue import (
    SlugKept,
    SlugTaken,
    change_edition,
    create_edition,
    offer_again,
    retire_edition,
)
from ambassadors.dossier.service.publishing import Overtaken
from ambassadors.web.access import Nothing, requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor

blueprint = Blueprint("catalogue", __name__)

LIST = "/administration/editions"
TAKEN = "Une autre édition a cette adresse."
KEPT = "Des lecteurs ont trouvé cette édition à cette adresse : elle ne change plus."


def edition_from_path(edition: str) -> Edition:
    """Load an edition, retired or not."""
    return or_404(edition_by_slug(edition))


@blueprint.get(LIST)
@requires(Action.ADMIN_USE)
def index(nothing: Nothing) -> ResponseReturnValue:
    """List the editions, in the order in which readers find them."""
    return page_with(ConfirmForm(formdata=None), "dossier/admin/editions.html", editions=kept_editions())


@blueprint.route(f"{LIST}/nouvelle", methods=["GET", "POST"])
@requires(Action.ADMIN_USE)
def create(nothing: Nothing) -> ResponseReturnValue:
    """Offer one more edition."""
    form = EditionForm.of(None, place=len(kept_editions()) + 1)
    if not form.validate_on_submit():
        return _page(form, None)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        made = create_edition(current_actor(), form.said())
    except SlugTaken:
        form.slug.errors = [TAKEN]
        return _page(form, None)
    flash(_("L’édition « %(label)s » est proposée aux territoires.", label=made.label), "success")
    return form.done(LIST)


@blueprint.route(f"{LIST}/<edition>", methods=["GET", "POST"])
@requires(Action.ADMIN_USE, edition_from_path)
def edit(edition: Edition) -> ResponseReturnValue:
    """Change an edition; what readers see of it follows at once."""
    form = EditionForm.of(edition)
    if not form.validate_on_submit():
        return _page(form, edition)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        change_edition(current_actor(), edition, form.said(), form.seen.data or "")
    except (SlugTaken, SlugKept) as refusal:
        form.slug.errors = [TAKEN if isinstance(refusal, SlugTaken) else KEPT]
        return _page(form, edition)
    except Overtaken:
        db.session.rollback()
        form.seen.data = edition.mark
        page, _status = _page(form, edition, overtaken=True)
        return page, 409
    flash(
        _("L’édition « %(label)s » est à jour, là où elle est ouverte aussi.", label=edition.label), "success"
    )
    return form.done(LIST)


@blueprint.post(f"{LIST}/<edition>/retrait")
@requires(Action.ADMIN_USE, edition_from_path)
def retire(edition: Edition) -> ResponseReturnValue:
    """Offer an edition no more, or again."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return page_with(form, "dossier/admin/editions.html", editions=kept_editions())
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if edition.retired_at is None:
        retire_edition(current_actor(), edition)
        flash(
            _(
                "« %(label)s » n’est plus proposée. Où elle est ouverte, elle se lit encore.",
                label=edition.label,
            ),
            "success",
        )
    else:
        offer_again(current_actor(), edition)
        flash(_("« %(label)s » est proposée à nouveau.", label=edition.label), "success")
    return form.done(LIST)


def _page(form: EditionForm, edition: Edition | None, *, overtaken: bool = False) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    return page_with(
        form,
        "dossier/admin/edition.html",
        edition=edition,
        open_in=territories_with(edition.id) if edition else 0,
        overtaken=overtaken,
        theirs=EditionForm.of(edition, formdata=None) if overtaken else None,
    )
