"""The public a reader picks (`?public=familles`): in the address alone, so that everybody gets the same page."""

from flask import request

from ambassadors.territories.grid import SEGMENTS


def asked_segment() -> str | None:
    """Return the segment of the address; what names none chooses none."""
    asked = request.args.get("public", "")
    return asked if asked in SEGMENTS else None


def with_public(path: str) -> str:
    """Return an address of the site that keeps the public chosen in the one being read."""
    segment = asked_segment()
    if segment is None:
        return path
    page, mark, anchor = path.partition("#")
    return f"{page}{'&' if '?' in page else '?'}public={segment}{mark}{anchor}"
