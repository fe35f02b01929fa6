"""The public a reader picks (`?public=familles`): in the address alone, so that everybody gets the same page."""

from flask import request

from ambassadors.territories.grid import SEGMENTS


def asked_segment() -> str | None:
    """Return the segment of the address; what names none chooses none."""
    asked = request.args.get("public", "")
    return asked if asked in SEGMENTS else None
