"""Absolute addresses, for what is read outside the site: mails, feeds, jobs."""

from urllib.parse import urlencode

from flask import current_app


def absolute(path: str, **query: str) -> str:
    """Return the whole address of a path of the site, on SITE_URL."""
    site: str = current_app.config["SITE_URL"]
    return site.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")


def whole(address: str) -> str:
    """Return the whole address of what may stand on the site or on another host (a picture)."""
    return absolute(address) if address.startswith("/") else address
