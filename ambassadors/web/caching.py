"""What browsers and proxies may keep: nothing of signed-in people, the rest only if they ask again each time."""

from flask import Flask, Response, request, session


def init_app(app: Flask) -> None:
    """Say on every answer how it may be kept."""
    app.after_request(keep_rightly)


def keep_rightly(response: Response) -> Response:
    """Let an anonymous page be kept and asked for again with its ETag: unchanged, the answer is a short 304."""
    given = response.headers.get("Cache-Control")
    if response.status_code >= 500 or _is_personal(given):
        response.headers["Cache-Control"] = "no-store"
    elif given is None:
        response.headers["Cache-Control"] = "no-cache"
        response.vary.add("Cookie")
        _answer_unchanged(response)
    return response


def _is_personal(given: str | None) -> bool:
    """Tell whether an answer may belong to somebody; a view that says `public` knows that it does not.

    The cookie is enough to know: who it stands for would be a question to a database that may be away.
    """
    return not (given or "").startswith("public") and "_user_id" in session


def _answer_unchanged(response: Response) -> None:
    if response.status_code == 200 and request.method in ("GET", "HEAD") and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request.environ)
