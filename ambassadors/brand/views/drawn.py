"""What is drawn from a colour and a name alone: stylesheets and landscapes, kept by browsers for ever."""

import re

from flask import Blueprint, Response, abort

from ambassadors.brand.landscape import landscape_svg
from ambassadors.core.palette import Palette
from ambassadors.web.access import public

blueprint = Blueprint("drawn", __name__)

_COLOUR = re.compile(r"[0-9a-f]{6}")
_SEED = re.compile(r"[a-z0-9-]{1,100}")
_WIDTH, _HEIGHT = 1200, 750


def _for_ever(text: str, kind: str) -> Response:
    response = Response(text, mimetype=kind)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.add_etag()
    return response


@blueprint.get("/palettes/<colour>.css")
@public
def palette(colour: str) -> Response:
    """Serve the stylesheet that a brand's colour makes, fit for both themes."""
    if not _COLOUR.fullmatch(colour):
        abort(404)
    return _for_ever(Palette.from_brand(f"#{colour}").css(), "text/css")


@blueprint.get("/paysages/<colour>/<any(sea, mountain, hills, plain, city):scene>/<seed>.svg")
@blueprint.get("/paysages/<colour>/<seed>.svg")
@public
def landscape(colour: str, seed: str, scene: str | None = None) -> Response:
    """Serve the landscape drawn for a name in a brand's colour, of a kind of land or any."""
    if not _COLOUR.fullmatch(colour) or not _SEED.fullmatch(seed):
        abort(404)
    hue = Palette.from_brand(f"#{colour}").hue
    return _for_ever(landscape_svg(seed, hue, scene, width=_WIDTH, height=_HEIGHT), "image/svg+xml")
