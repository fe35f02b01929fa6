"""One transaction a request: reading ones take no write lock, and the statements that ran are counted."""

from contextvars import ContextVar
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy import Engine, event

from ambassadors.core.db import reading_only

_statements: ContextVar[int] = ContextVar("statements", default=0)


@event.listens_for(Engine, "after_cursor_execute")
def _count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    """Count what reads or writes; opening and closing a transaction is neither."""
    if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
        _statements.set(_statements.get() + 1)


def init_app(app: Flask) -> None:
    """Open each request as a reading or a writing one."""
    app.before_request(_open)
    app.after_request(_tell)
    app.teardown_request(_close)


def statements_run() -> int:
    """Return how many statements this request has run so far."""
    return _statements.get()


def _open() -> None:
    _statements.set(0)
    reading_only.set(request.method in ("GET", "HEAD", "OPTIONS"))


def _tell(response: Response) -> Response:
    if current_app.config["APP_ENV"] == "test":
        response.headers["X-Query-Count"] = str(statements_run())
    return response


def _close(error: BaseException | None) -> None:
    reading_only.set(False)
