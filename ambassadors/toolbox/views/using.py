"""The toolbox as those who speak of a territory use it; its files go to its members alone."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.policy import can
from ambassadors.core.storage import read
from ambassadors.territories.models import Territory
from ambassadors.toolbox.models import KINDS, MEDIA_TYPES, Tool
from ambassadors.toolbox.queries import tool_in, tools_of
from ambassadors.web.access import requires
from ambassadors.web.loading import or_404
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .blueprint import blueprint

POLICY = "default-src 'none'; sandbox"


def tool_from_path(territoire: str, number: int) -> Tool:
    """Load something of a territory's toolbox."""
    return or_404(tool_in(territory_from_path(territoire).id, number))


@blueprint.get("/compte/boite-a-outils/<territoire>")
@requires(Action.TOOLBOX_VIEW, territory_from_path)
def show(territory: Territory) -> ResponseReturnValue:
    """Show what there is to download and to copy."""
    return render_template(
        "toolbox/show.html",
        territory=territory,
        tools=tools_of(territory.id),
        kinds=KINDS,
        manages=can(current_actor(), Action.TOOLBOX_EDIT, territory),
    )


@blueprint.get("/compte/boite-a-outils/<territoire>/<id:number>")
@requires(Action.TOOLBOX_VIEW, tool_from_path)
def download(tool: Tool) -> Response:
    """Give a file, to be kept: fixed type, never sniffed, never run."""
    if tool.file_key is None:
        abort(404)
    response = _file(tool.file_key, tool.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{tool.file_name}"'
    return response


@blueprint.get("/compte/boite-a-outils/<territoire>/<id:number>/apercu")
@requires(Action.TOOLBOX_VIEW, tool_from_path)
def glimpse(tool: Tool) -> Response:
    """Give the small picture of a visual, as the page shows it."""
    if tool.preview_key is None:
        abort(404)
    response = _file(tool.preview_key, MEDIA_TYPES[tool.preview_extension])
    response.headers["Content-Disposition"] = "inline"
    return response


def _file(key: str, media_type: str) -> Response:
    try:
        data = read(key)
    except FileNotFoundError:
        abort(404)
    response = Response(data, mimetype=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


# Read by Talisman, whose own policy would otherwise replace it.
for _view in (download, glimpse):
    _view.talisman_view_options = {"content_security_policy": POLICY}  # type: ignore[attr-defined]  # as its decorator does
