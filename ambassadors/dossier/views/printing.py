"""The dossier and its editions as PDF: what the worker last laid out."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.core.printed import Printed
from ambassadors.core.storage import read
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.territory import territory_from_path

from .reading import ReadEdition, edition_from_path

blueprint = Blueprint("printing", __name__)


@blueprint.get("/territoires/<territoire>/dossier.pdf")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def dossier(territory: Territory) -> ResponseReturnValue:
    """Serve the whole dossier on paper; a 404 until it has been laid out."""
    return _file(territory, f"dossier-{territory.slug}.pdf")


@blueprint.get("/territoires/<territoire>/editions/<edition>.pdf")
@requires(Action.TERRITORY_VIEW, edition_from_path)
def edition(asked: ReadEdition) -> ResponseReturnValue:
    """Serve an edition on paper."""
    return _file(asked.opened, f"{asked.opened.edition.slug}-{asked.territory.slug}.pdf")


def _file(holder: Printed, name: str) -> Response:
    if holder.print_key is None:
        abort(404)
    try:
        data = read(holder.print_key)
    except FileNotFoundError:
        abort(404)
    response = Response(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.last_modified = holder.printed_at
    return response
