"""The worker: does what the outbox holds, and rings the clock."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable

from flask import Flask

from ambassadors.core.db import db
from ambassadors.core.outbox import run_due
from ambassadors.core.schedule import ring

REST = 1.0  # seconds between two looks when there is nothing to do
BATCH = 3  # rows at a time: a mail that arrives waits for the pictures already taken, not for ten
RING = 30.0  # seconds between two looks at the clock


def work(app: Flask, stop: threading.Event) -> None:
    """Work until told to stop; the row under way is finished first."""
    owner = f"{socket.gethostname()[:20]}-{os.getpid()}"
    next_ring = 0.0
    while not stop.is_set():
        if time.monotonic() >= next_ring:
            _safely(app, lambda: _ring(app))
            next_ring = time.monotonic() + RING
        if not _safely(app, lambda: _batch(app, owner)):
            stop.wait(REST)


def _batch(app: Flask, owner: str) -> int:
    with app.app_context():
        return run_due(owner, BATCH)


def _ring(app: Flask) -> int:
    with app.app_context():
        ring()
        db.session.commit()
    return 1


def _safely(app: Flask, act: Callable[[], int]) -> int:
    """Go on when the database is away for a while: the rows are still there."""
    try:
        return act()
    except Exception:
        app.logger.exception("the worker could not reach its outbox")
        return 0


def work_until_signalled(app: Flask) -> None:
    """Work until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(app, stop)
