"""Suggestions of places for the fields that ask for one."""

from flask import Blueprint, Response, abort, jsonify, request

from ambassadors.core.db import db
from ambassadors.places.edition import LONGEST_NAME
from ambassadors.places.models import Level
from ambassadors.places.search import search_places
from ambassadors.web.access import public

blueprint = Blueprint("places", __name__)

# The official geography changes once a year.
KEPT = 3600  # seconds


@blueprint.get("/lieux")
@public
def suggest() -> Response:
    """Suggest the places that what is typed may mean; `niveau`, repeated at will, limits the levels."""
    text = request.args.get("q", "")[:LONGEST_NAME]
    hits = search_places(db.session, text, asked_levels())
    response = jsonify([{"value": str(hit.id), "label": hit.label, "detail": hit.detail} for hit in hits])
    response.cache_control.public = True
    response.cache_control.max_age = KEPT
    return response


def asked_levels() -> list[Level]:
    """Return the levels named in the address; an unknown one is a 400."""
    try:
        return [Level(name) for name in request.args.getlist("niveau")]
    except ValueError:
        abort(400)
