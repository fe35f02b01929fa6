"""What every answer says to the browser, and what every request is refused for."""

import re
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Response, abort, current_app, request
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def _policy(media_url: str) -> dict[str, list[str] | str]:
    media = [media_url] if "://" in media_url else []
    return {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": ["'self'", "data:", "blob:", *media],
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "manifest-src": "'self'",
    }


def init_app(app: Flask) -> None:
    """Put the headers, the trusted proxies and the refusals on the application."""
    proxies = app.config["TRUSTED_PROXIES"]
    if proxies:
        # Who visits, and by which scheme; the name of the site is in Host, that every proxy passes on.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask documents this replacement
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0
        )
    https = app.config["SITE_URL"].startswith("https://")
    Talisman(
        app,
        force_https=False,
        strict_transport_security=https,
        session_cookie_secure=https,
        session_cookie_samesite="Lax",
        content_security_policy=_policy(app.config["MEDIA_URL"]),
        frame_options="DENY",
        referrer_policy="strict-origin-when-cross-origin",
    )
    app.before_request(refuse_bad_bytes)
    app.before_request(refuse_other_sites)
    app.before_request(read_sending)
    app.after_request(isolate)


def refuse_bad_bytes() -> None:
    """Answer 400 to control characters or invalid UTF-8 in the path or the query."""
    for raw in (request.environ.get("PATH_INFO", "").encode("latin-1"), _query_bytes()):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            abort(400)
        if _CONTROL.search(text):
            abort(400)


def _query_bytes() -> bytes:
    return unquote_to_bytes(request.query_string.replace(b"+", b" "))


def refuse_other_sites() -> None:
    """Answer 403 to a writing request that another site makes a browser send."""
    if request.method in _SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin", "null")
    ours = (request.host, urlsplit(current_app.config["SITE_URL"]).netloc)
    if origin != "null" and origin.partition("://")[2] not in ours:
        abort(403)


def read_sending() -> None:
    """Read what is sent before anything counts it: too much of it is a 413 here, and a fault of Redis there."""
    if request.method in _SAFE or request.url_rule is None:
        return
    if request.mimetype != "multipart/form-data":
        # Texts alone are read whole into memory: the bound that is meant for photos is not for them.
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    _ = request.form


def isolate(response: Response) -> Response:
    """Keep our windows and files to ourselves."""
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return response
