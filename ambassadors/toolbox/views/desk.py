"""Filling a toolbox: a list in order, a form for files, another for sentences."""

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import ObjectDeletedError

from ambassadors.access.actions import Action
from ambassadors.core.db import db
from ambassadors.core.storage import delete
from ambassadors.territories.models import Territory
from ambassadors.toolbox.forms import FileForm, PhraseForm
from ambassadors.toolbox.models import KINDS, MOST, Tool
from ambassadors.toolbox.queries import tools_of
from ambassadors.toolbox.service import (
    Full,
    Overtaken,
    Said,
    add_tool,
    change_tool,
    move_tool,
    remove_tool,
)
from ambassadors.web.access import requires
from ambassadors.web.forms import ConfirmForm, page_with
from ambassadors.web.loading import get_or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint
from .using import tool_from_path

Form = FileForm | PhraseForm


def _home(territory: Territory) -> str:
    return f"{territory.desk_path}/boite-a-outils"


@blueprint.get("/bureau/<territoire>/boite-a-outils")
@requires(Action.TOOLBOX_EDIT, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List what the toolbox holds."""
    return render_template(
        "toolbox/desk/index.html",
        territory=territory,
        tools=tools_of(territory.id),
        kinds=KINDS,
        form=ConfirmForm(),
        most=MOST,
    )


@blueprint.route("/bureau/<territoire>/boite-a-outils/fichier", methods=["GET", "POST"])
@requires(Action.TOOLBOX_EDIT, territory_from_path)
def add_file(territory: Territory) -> ResponseReturnValue:
    """Add a document or a visual."""
    return _added(FileForm(), territory)


@blueprint.route("/bureau/<territoire>/boite-a-outils/phrase", methods=["GET", "POST"])
@requires(Action.TOOLBOX_EDIT, territory_from_path)
def add_phrase(territory: Territory) -> ResponseReturnValue:
    """Add a ready sentence."""
    return _added(PhraseForm(), territory)


def _added(form: Form, territory: Territory) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _page(form, territory)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    kind = form.kind if isinstance(form, FileForm) else "phrase"
    said = _said(form)
    try:
        tool = add_tool(current_actor(), territory, kind, said)
    except Full:
        _forget_file(said)
        form.form_errors.append(
            _("La boîte est pleine : %(most)s éléments au plus. Retirez-en un.", most=MOST)
        )
        return _page(form, territory)
    flash(_("« %(title)s » est dans la boîte.", title=tool.title), "success")
    return form.done(f"{_home(territory)}#outil-{tool.id}")


@blueprint.route("/bureau/<territoire>/boite-a-outils/<id:number>", methods=["GET", "POST"])
@requires(Action.TOOLBOX_EDIT, tool_from_path)
def edit(tool: Tool) -> ResponseReturnValue:
    """Change what is written of something, or replace its file."""
    territory = get_or_404(Territory, tool.territory_id)
    form = PhraseForm(obj=tool) if tool.kind == "phrase" else FileForm(obj=tool, present=tool.kind)
    if not form.validate_on_submit():
        return _page(form, territory, tool)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    said = _said(form)
    try:
        change_tool(current_actor(), tool, said, form.seen_version)
    except Overtaken:
        db.session.rollback()
        _forget_file(said)
        form.version.data = str(tool.version)
        return _page(form, territory, tool, overtaken=True)
    except ObjectDeletedError:  # somebody removed it meanwhile: the page of refusals says so
        _forget_file(said)
        raise
    flash(_("« %(title)s » est à jour.", title=tool.title), "success")
    return form.done(f"{_home(territory)}#outil-{tool.id}")


def _forget_file(said: Said) -> None:
    delete([said.file[name] for name in ("file_key", "preview_key") if said.file.get(name)])


def _said(form: Form) -> Said:
    if isinstance(form, PhraseForm):
        return Said(form.title.data or "", form.text.data or "")
    is_visual = form.kind == "visual"
    return Said(
        form.title.data or "",
        form.text.data or "",
        alt=(form.alt.data or "") if is_visual else "",
        credit=form.credit.data or "",
        file=form.file.store(),
    )


def _page(
    form: Form, territory: Territory, tool: Tool | None = None, *, overtaken: bool = False
) -> tuple[str, int]:
    if form.errors:
        db.session.rollback()
    template = "toolbox/desk/phrase.html" if isinstance(form, PhraseForm) else "toolbox/desk/file.html"
    page, status = page_with(form, template, territory=territory, tool=tool, overtaken=overtaken)
    return page, 409 if overtaken else status


@blueprint.post("/bureau/<territoire>/boite-a-outils/<id:number>/deplacer")
@requires(Action.TOOLBOX_EDIT, tool_from_path)
def move(tool: Tool) -> ResponseReturnValue:
    """Move something up or down among its like."""
    territory, form = get_or_404(Territory, tool.territory_id), ConfirmForm()
    up = request.form.get("sens") == "haut"
    if not form.validate_on_submit():
        abort(400)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    move_tool(current_actor(), territory, tool, up=up)
    return form.done(f"{_home(territory)}#outil-{tool.id}")


@blueprint.route("/bureau/<territoire>/boite-a-outils/<id:number>/retirer", methods=["GET", "POST"])
@requires(Action.TOOLBOX_EDIT, tool_from_path)
def remove(tool: Tool) -> ResponseReturnValue:
    """Take something out, once it was said what that does."""
    territory, form = get_or_404(Territory, tool.territory_id), ConfirmForm()
    if not form.validate_on_submit():
        return page_with(form, "toolbox/desk/remove.html", territory=territory, tool=tool)
    if (earlier := form.earlier_result()) is not None:
        return earlier
    title = tool.title
    remove_tool(current_actor(), tool)
    flash(_("« %(title)s » n’est plus dans la boîte.", title=title), "success")
    return form.done(_home(territory))
