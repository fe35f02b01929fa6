"""Each refusal is a page in French, in the layout, that says what to do next."""

import errno

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from obstore.exceptions import BaseError as StorageError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException

from ambassadors.access.policy import NotAllowed, NotVisible
from ambassadors.core.db import db
from ambassadors.core.typography import french
from ambassadors.moderation.engine import NotPossible, Stale

from .access import sign_in_and_back
from .deciding import who_decided
from .limits import seconds_to_wait
from .signin import answer_as_to_a_visitor, current_actor
from .typed import typed_texts

FULL = (errno.ENOSPC, errno.EDQUOT)
RETRY = "5"  # seconds

PAGES = {
    400: (
        "Cette demande n’est pas lisible",
        "L’adresse ou le formulaire contient des caractères inattendus.",
    ),
    403: (
        "Cette action ne vous est pas ouverte",
        "Vous voyez cette page, mais votre rôle ne permet pas cette action.",
    ),
    404: ("Cette page n’existe pas", "Elle a peut-être changé d’adresse, ou n’est pas publique."),
    405: ("Cette action n’existe pas ici", "Revenez à la page précédente et réessayez."),
    409: ("Cela a déjà été traité", "Quelqu’un est passé juste avant vous."),
    413: (
        "L’envoi est trop lourd",
        "Une photo peut peser 20\u00a0Mo, et l’envoi entier 120\u00a0Mo. Réduisez-les puis réessayez.",
    ),
    429: ("Trop d’essais", "Patientez un peu avant de réessayer : c’est une protection contre les abus."),
    500: (
        "Quelque chose s’est mal passé de notre côté",
        "Rien de ce qui était enregistré n’est perdu. Réessayez dans un instant.",
    ),
    503: ("Le site reprend son souffle", "Réessayez dans quelques secondes : rien n’est perdu."),
}


def error_page(status: int, detail: str | None = None) -> tuple[str, int]:
    """Render the page of a status."""
    title, advice = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    words = {"code": status, "heading": french(title), "message": french(detail or advice)}
    try:
        return render_template("errors/error.html", **words), status
    except SQLAlchemyError:  # the layout greets who is signed in, and nobody can tell who that is
        answer_as_to_a_visitor()
        return render_template("errors/error.html", **words), status


def init_app(app: Flask) -> None:
    """Put the pages on the application, and what was typed within reach of those that refuse it."""
    app.jinja_env.globals["typed_texts"] = typed_texts
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotVisible, lambda error: error_page(404))
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(NotPossible, lambda error: error_page(409))
    app.register_error_handler(StaleDataError, _row_gone)
    app.register_error_handler(ObjectDeletedError, _row_gone)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolTimeout, _out_of_breath)
    app.register_error_handler(StorageError, _out_of_breath)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(500, _broken)


def _row_gone(_error: Exception) -> tuple[str, int]:
    """Say that somebody has just removed what was being changed."""
    db.session.rollback()
    return error_page(409)


def _not_allowed(_error: NotAllowed) -> tuple[str, int]:
    """Let a visitor sign in: a mail may have led somebody here who may do it once recognised."""
    if request.method == "GET" and current_actor().is_anonymous:
        return render_template("errors/for_members.html", code=403, sign_in=sign_in_and_back()), 403
    return error_page(403)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or 500
    kept = {
        name: value for name, value in error.get_headers() if name in ("Retry-After", "Allow", "Location")
    }
    if status == 429:
        kept["Retry-After"] = str(seconds_to_wait())
    if status == 503:
        kept.setdefault("Retry-After", RETRY)
    page, status = error_page(status)
    return page, status, kept


def _stale(error: Stale) -> tuple[str, int]:
    db.session.rollback()
    return error_page(409, who_decided(error.decision))


def _database(error: DBAPIError) -> ResponseReturnValue:
    """Tell a database that is busy, full or away (503) and a race that was lost (409) from a fault of ours (500)."""
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return _out_of_breath(error)
    db.session.rollback()
    current_app.logger.error("database error", exc_info=error)
    return error_page(409 if isinstance(error, IntegrityError) and _came_second(error) else 500)


def _came_second(error: IntegrityError) -> bool:
    """Tell whether somebody was there first: a row that must be alone, or one that is gone."""
    state = getattr(error.orig, "sqlstate", None)
    return state in ("23503", "23505") or str(error.orig).startswith(("UNIQUE", "FOREIGN KEY"))


def _disk(error: OSError) -> ResponseReturnValue:
    return _out_of_breath(error) if error.errno in FULL else _broken(error)


def _out_of_breath(error: Exception) -> ResponseReturnValue:
    """Say that it will pass, as to a visitor: who is signed in may be what cannot be read."""
    current_app.logger.error("database or storage away", exc_info=error)
    answer_as_to_a_visitor()
    db.session.rollback()
    page, status = error_page(503)
    return page, status, {"Retry-After": RETRY}


def _broken(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return error_page(500)
