"""The brand editor of a territory's desk, its preview and its history."""

from flask import Blueprint, abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.brand.composition import BLOCKS, told_by
from ambassadors.brand.forms.space import BrandForm
from ambassadors.brand.models import BrandRevision
from ambassadors.brand.queries import revisions
from ambassadors.brand.service import Overtaken, content_of, publish, revert
from ambassadors.core.db import db
from ambassadors.territories.fonts import PAIRINGS
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blocks import Pictures, pictures_of
from .previewing import previewed
from .space import space_context

blueprint = Blueprint("editor", __name__)


@blueprint.route("/bureau/<territoire>/marque", methods=["GET", "POST"])
@requires(Action.BRAND_EDIT, territory_from_path)
def edit(territory: Territory) -> ResponseReturnValue:
    """Edit the brand space; publishing is at once, and kept as history."""
    form = BrandForm(data=content_of(territory) | {"version": territory.version})
    if not form.validate_on_submit():
        return page_with(form, "brand/editor.html", territory=territory, pairings=PAIRINGS)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    try:
        publish(current_actor(), territory, form.words() | _pictures(form, territory), form.seen_version)
    except Overtaken:
        return _overtaken(form, territory)
    flash(_("L’espace de marque est à jour, en ligne dès maintenant."), "success")
    return form.done(f"{territory.desk_path}/marque")


def _pictures(form: BrandForm, territory: Territory) -> dict[str, str | None]:
    """Store the pictures sent and return the keys the space will have."""
    logo = form.logo.store("logos")
    cover = form.cover.store("covers")
    kept_logo = None if form.remove_logo.data else territory.logo_key
    kept_cover = None if form.remove_cover.data else territory.cover_key
    return {"logo_key": logo.key if logo else kept_logo, "cover_key": cover.key if cover else kept_cover}


def _overtaken(form: BrandForm, territory: Territory) -> ResponseReturnValue:
    """Keep what was typed on screen when somebody published meanwhile, and show what they published."""
    db.session.rollback()
    form.version.data = str(territory.version)
    page = render_template(
        "brand/editor.html",
        form=form,
        territory=territory,
        pairings=PAIRINGS,
        published=content_of(territory),
    )
    return page, 409


@blueprint.post("/bureau/<territoire>/marque/apercu")
@requires(Action.BRAND_EDIT, territory_from_path)
def preview(territory: Territory) -> ResponseReturnValue:
    """Show the public page as it would be; nothing is written."""
    form = BrandForm()
    if not form.validate():
        return page_with(form, "brand/editor.html", territory=territory, pairings=PAIRINGS)
    shown = previewed(territory, form.words())
    return render_template("brand/preview.html", **space_context(shown, pictures=_chosen(form, shown)))


def _chosen(form: BrandForm, territory: Territory) -> Pictures:
    """Return the pictures of a preview: those in place, but for what is sent with it or taken away."""
    logo, cover = pictures_of(territory)
    if form.logo.picture or form.remove_logo.data:
        logo = form.logo.picture.data_uri if form.logo.picture else None
    if form.cover.picture or form.remove_cover.data:
        cover = form.cover.picture.data_uri if form.cover.picture else None
    return Pictures(logo, cover)


@blueprint.get("/bureau/<territoire>/marque/historique")
@requires(Action.BRAND_EDIT, territory_from_path)
def history(territory: Territory) -> ResponseReturnValue:
    """Show what was published, by whom and when."""
    return _history(ConfirmForm(), territory)


def _history(form: ConfirmForm, territory: Territory) -> ResponseReturnValue:
    return page_with(
        form,
        "brand/history.html",
        territory=territory,
        revisions=revisions(territory.id),
        blocks=BLOCKS,
        told_by=told_by,
    )


@blueprint.post("/bureau/<territoire>/marque/historique")
@requires(Action.BRAND_EDIT, territory_from_path)
def restore(territory: Territory) -> ResponseReturnValue:
    """Publish a former version again."""
    form = ConfirmForm()
    text = request.form.get("number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    revision = db.session.get(BrandRevision, (territory.id, number))
    if revision is None:
        abort(404)
    if not form.validate_on_submit():
        return _history(form, territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    revert(current_actor(), territory, revision)
    flash(_("La version choisie est de nouveau en ligne."), "success")
    return form.done(f"{territory.desk_path}/marque")
