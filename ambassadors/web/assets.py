"""Static files, under an address that changes when any of them does, so that browsers keep them for ever."""

import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

_EDITION = re.compile(r"/static/([0-9a-f]{12})/")
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def fingerprint(folder: Path) -> str:
    """Return twelve characters that stand for the content of a folder."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Serve static/ before Flask, and give templates `asset(path)`."""
    folder = Path(app.static_folder or "static")
    edition = fingerprint(folder)
    prefix = f"static/{edition}"
    served = WhiteNoise(app.wsgi_app, immutable_file_test=lambda path, url: True)
    served.add_files(str(folder), prefix=prefix)
    found = with_other_editions(served, edition)
    app.wsgi_app = found  # type: ignore[method-assign,assignment]  # Flask documents this replacement

    def asset(path: str) -> str:
        """Return the address of a static file."""
        return f"/{prefix}/{path}"

    app.jinja_env.globals["asset"] = asset


def with_other_editions(served: WSGI, edition: str) -> WSGI:
    """Answer for another edition's addresses with our files, not to be kept.

    While an upgrade goes from one process to the next, a page of one asks its files of the other.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = _EDITION.match(environ.get("PATH_INFO", ""))
        if asked and asked.group(1) != edition:
            environ["PATH_INFO"] = "/static/" + environ["PATH_INFO"][asked.end() :]
        return served(environ, start)

    return answer
