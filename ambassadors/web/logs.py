"""One line for each request, without a name, an address or a secret: JSON in production, prose in development."""

import logging
import re
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from .transaction import statements_run

# What a path may show as it came. Every other text in it (a token, a name) is left out.
SHOWN = frozenset({"territoire", "colour", "seed", "key", "filename"})
SILENT = ("/healthz", "/readyz", "/static/", "/media/")
_VARIABLE = re.compile(r"<(?:[^:<>]+:)?(\w+)>")

log: structlog.stdlib.BoundLogger = structlog.get_logger("ambassadors.requests")


def init_app(app: Flask) -> None:
    """Write the log on standard error; tests keep the one they were given."""
    if app.config["APP_ENV"] != "test":
        _format(production=app.config["PRODUCTION"])
        app.before_request(_start)
        app.after_request(_tell)


def _format(*, production: bool) -> None:
    """Give our lines and the libraries' the same form."""
    steps: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso" if production else "%H:%M:%S", utc=production),
    ]
    last: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if production
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    form = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=steps,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(form)
    handler.set_name("ambassadors")
    root = logging.getLogger()
    root.handlers = [*(other for other in root.handlers if other.name != handler.name), handler]
    logging.getLogger("ambassadors").setLevel(logging.INFO)
    structlog.configure(
        processors=[*steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _start() -> None:
    g.started = time.perf_counter()


def _tell(response: Response) -> Response:
    if not request.path.startswith(SILENT) or response.status_code >= 500:
        log.info(
            "requête",
            method=request.method[:10],
            path=shown_path(),
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
            queries=statements_run(),
        )
    return response


def shown_path() -> str:
    """Return the path with what could name or let in somebody left out; an unknown path is cut to its first part."""
    rule = request.url_rule
    if rule is None:
        first = request.path.split("/")[1][:40]
        return f"/{first}/…" if request.path.count("/") > 1 else f"/{first}"
    return _VARIABLE.sub(lambda found: _shown(found.group(1)), rule.rule)


def _shown(name: str) -> str:
    value = (request.view_args or {}).get(name)
    if isinstance(value, tuple):
        return str(value[0])
    return str(value) if isinstance(value, int) or name in SHOWN else "…"
