"""Pictures as served from our own folder; in production MEDIA_URL may be another host."""

import re

from flask import Blueprint, Response, abort

from ambassadors.core.storage import read

from .access import public

blueprint = Blueprint("media", __name__)

TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
}
# The names that the store gives; anything else is not looked for.
_KEY = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.([a-z]+)")
LONGEST = 120


@blueprint.get("/media/<path:key>")
@public
def file(key: str) -> Response:
    """Serve one picture: fixed type, never sniffed, never run."""
    named = _KEY.fullmatch(key) if len(key) <= LONGEST else None
    kind = TYPES.get(named[1]) if named else None
    if kind is None:
        abort(404)
    try:
        data = read(key)
    except (FileNotFoundError, ValueError):
        abort(404)
    response = Response(data, mimetype=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


# Read by Talisman, whose own policy would otherwise replace it.
file.talisman_view_options = {"content_security_policy": "default-src 'none'; sandbox"}  # type: ignore[attr-defined]  # as its decorator does
