"""The editor of a cell: a draft that saves itself, rows and pictures without a script too, and publication."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.storage import delete
from ambassadors.dossier.cell import MOST_PICTURES, Cell, CellDraft
from ambassadors.dossier.fact import MOST_FACTS
from ambassadors.dossier.forms.acts import ANCHORS, acted
from ambassadors.dossier.forms.cell import NOTHING, CellForm, Content, content_of, known_in
from ambassadors.dossier.forms.words import readable, side_by_side
from ambassadors.dossier.picture import CellPicture
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at, draft_at
from ambassadors.dossier.service.drafting import StaleDraft, abandon_draft, forget_pictures, save_draft
from ambassadors.dossier.service.publishing import NothingToPublish, Overtaken, publish_cell
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm
from ambassadors.web.signin import current_actor

from .places import desk_place

blueprint = Blueprint("cell_editor", __name__)

CELL = "/bureau/<territoire>/dossier/<theme>"
OF_EDITION = "/bureau/<territoire>/dossier/editions/<edition>/<theme>"
FOLDER = "dossier"


@dataclass
class Standing:
    """What stands at a place when a page is asked for: the published cell, and one's own draft."""

    at: CellPlace
    cell: Cell | None
    draft: CellDraft | None

    @classmethod
    def of(cls, at: CellPlace) -> "Standing":
        """Load both."""
        where = (at.territory_id, at.theme, at.edition_id)
        return cls(at, cell_at(*where), draft_at(*where, current_actor().account_id or 0))

    @property
    def published(self) -> int:
        """Return the version that is online; 0 where nothing ever was."""
        return self.cell.version if self.cell else 0

    @property
    def content(self) -> Content:
        """Return one's draft, else what is online."""
        empty = content_of(None)
        return empty | self.draft.content if self.draft else content_of(self.cell)

    @property
    def version(self) -> int:
        """Return the version of the draft; 0 where there is none."""
        return self.draft.version if self.draft else 0

    @property
    def base(self) -> int:
        """Return the version that was online when the writing began."""
        return self.draft.base_version if self.draft else self.published

    def form(self, *, sent: bool = True) -> CellForm:
        """Return the form of it, filled by what was sent unless told otherwise."""
        known = known_in(self.content, content_of(self.cell))
        return CellForm.of(self.content, self.version, self.base, known, sent=sent)


@blueprint.route(CELL, methods=["GET", "POST"])
@blueprint.route(OF_EDITION, methods=["GET", "POST"])
@requires(Action.CELL_EDIT, desk_place)
def edit(at: CellPlace) -> ResponseReturnValue:
    """Show the editor; keep what is typed as a draft, do what a button says, publish."""
    standing = Standing.of(at)
    form = standing.form()
    if not form.is_submitted():
        return editor_page(form, standing, 200, theirs=_published_meanwhile(form, standing))
    form.validate()
    if form.csrf_token.errors or not form.can_be_kept:
        db.session.rollback()
        return editor_page(form, standing, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    if form.opened_on[0] != standing.version:
        return _stale(form, at)
    return _kept(form, standing)


def _kept(form: CellForm, standing: Standing) -> ResponseReturnValue:
    """Save the draft as the button leaves it, then publish or come back to it."""
    act, _colon, target = request.form.get("act", "").partition(":")
    content = acted(form, act, target)
    added = _store(form, len(content["pictures"]))
    content = content | {"pictures": content["pictures"] + [picture.stored() for picture in added]}
    before = [picture["key"] for picture in standing.content["pictures"]]
    version, base = form.opened_on
    try:
        draft = save_draft(current_actor(), standing.at, content, base_version=max(base, 0), version=version)
    except StaleDraft:
        delete([picture.key for picture in added])
        return _stale(form, standing.at)
    forget_pictures(standing.at, set(before) - {picture["key"] for picture in content["pictures"]})
    if form.files.errors:
        return _refused(form, draft, standing)
    if act == "publish":
        return _published(form, draft, standing)
    if act == "":
        flash(_("Brouillon enregistré. Vous seul le voyez."), "success")
    return form.done(standing.at.desk_path + ANCHORS.get(act, ""))


def _store(form: CellForm, present: int) -> list[CellPicture]:
    """Write the pictures sent, where there is room for them."""
    room = MOST_PICTURES - present
    if len(form.files.pictures) > room:
        told = _("%(most)s images au plus : il reste %(room)s place(s).", most=MOST_PICTURES, room=room)
        form.files.errors = [*form.files.errors, told]
        return []
    return [CellPicture(one.key, one.width, one.height) for one in form.files.store(FOLDER)]


def _again(form: CellForm, draft: CellDraft, standing: Standing) -> CellForm:
    """Return the form of the draft just saved, which holds all that was typed; what was done is kept."""
    form.done(standing.at.desk_path)
    return Standing(standing.at, standing.cell, draft).form(sent=False)


def _refused(form: CellForm, draft: CellDraft, standing: Standing) -> ResponseReturnValue:
    status, errors = form.status, form.files.errors
    again = _again(form, draft, standing)
    again.files.errors = errors
    return editor_page(again, standing, status)


def _published(form: CellForm, draft: CellDraft, standing: Standing) -> ResponseReturnValue:
    at = standing.at
    again = Standing(at, standing.cell, draft).form(sent=False)
    said = again.said()
    if said is not None:
        try:
            publish_cell(current_actor(), at.territory, at.theme, at.edition_id, said, form.opened_on[1])
        except Overtaken:
            return _overtaken(form, draft, at)
        except NothingToPublish:
            again.form_errors.append(NOTHING)
        else:
            flash(_("« %(theme)s » est en ligne dès maintenant.", theme=at.label), "success")
            return form.done(at.desk_path)
    form.done(at.desk_path)
    return editor_page(again, standing, 422)


def _overtaken(form: CellForm, draft: CellDraft, at: CellPlace) -> ResponseReturnValue:
    """Keep what was typed as a draft, and show beside it what somebody else published."""
    db.session.refresh(draft)
    form.done(at.desk_path)
    standing = Standing.of(at)
    again = standing.form(sent=False)
    again.base.data = str(standing.published)
    return editor_page(again, standing, 409, theirs=readable(content_of(standing.cell)), by_other=True)


def _stale(form: CellForm, at: CellPlace) -> ResponseReturnValue:
    """Show what is typed here and what the same person saved elsewhere: nothing is lost, they choose."""
    db.session.rollback()
    standing = Standing.of(at)
    form.version.data, form.base.data = str(standing.version), str(standing.base)
    return editor_page(form, standing, 409, theirs=readable(standing.content))


def _published_meanwhile(form: CellForm, standing: Standing) -> list[tuple[str, str]]:
    """Return what was published since one's draft began, and let the page count as having shown it."""
    if standing.draft is None or standing.base == standing.published:
        return []
    form.base.data = str(standing.published)
    return readable(content_of(standing.cell))


def editor_page(form: CellForm, standing: Standing, status: int, **more: Any) -> ResponseReturnValue:
    """Return the editor with what is typed, and what is asked to be shown beside it."""
    at = standing.at
    context: dict[str, Any] = {"theirs": [], "by_other": standing.draft is not None and status == 200}
    return render_template(
        "dossier/desk/editor.html",
        **context | more,
        form=form,
        at=at,
        territory=at.territory,
        cell=standing.cell,
        draft=standing.draft,
        prompt=at.edition.prompts.get(at.theme) if at.edition else None,
        most_facts=MOST_FACTS,
        most_pictures=MOST_PICTURES,
        model=CellForm.model(),
        confirm=ConfirmForm(formdata=None),
    ), status


@blueprint.post(f"{CELL}/enregistrement")
@blueprint.post(f"{OF_EDITION}/enregistrement")
@requires(Action.CELL_EDIT, desk_place)
def autosave(at: CellPlace) -> ResponseReturnValue:
    """Keep a draft as it is typed; a conflict shows both versions."""
    form = Standing.of(at).form()
    form.validate()
    if form.csrf_token.errors:
        return jsonify(message=" ".join(form.csrf_token.errors)), 400
    if not form.can_be_kept:
        return jsonify(
            message=_("Ce texte ne peut pas être gardé tel quel : enregistrez pour savoir pourquoi.")
        ), 422
    version, base = form.opened_on
    try:
        draft = save_draft(current_actor(), at, form.content(), base_version=max(base, 0), version=version)
    except StaleDraft:
        return _conflict(form, at)
    db.session.commit()
    return jsonify(version=draft.version, unsaved=[])


def _conflict(form: CellForm, at: CellPlace) -> ResponseReturnValue:
    db.session.rollback()
    standing = Standing.of(at)
    fields = side_by_side(form, standing.form(sent=False))
    if fields is None:
        told = _(
            "Modifié ailleurs entre-temps. Votre texte reste ici : enregistrez avec le bouton pour voir les deux versions."
        )
        return jsonify(message=told), 409
    return jsonify(version=standing.version, fields=fields), 409


@blueprint.post(f"{CELL}/abandon")
@blueprint.post(f"{OF_EDITION}/abandon")
@requires(Action.CELL_EDIT, desk_place)
def abandon(at: CellPlace) -> ResponseReturnValue:
    """Forget one's draft and come back to what is online."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        standing = Standing.of(at)
        return editor_page(standing.form(sent=False), standing, form.status)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    abandon_draft(current_actor(), at)
    flash(_("Votre brouillon est effacé. Ce qui est en ligne n’a pas changé."), "success")
    return form.done(at.desk_path)
