"""The real site on a port of its own, with demonstration data, for what only a browser sees."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, insert, update

from ambassadors import wiring
from ambassadors.core.clock import now
from ambassadors.core.outbox import OutboxRow
from ambassadors.core.schedule import key_of
from ambassadors.demo.queries import PICTURES
from tools.browser import ARGUMENTS, chromium
from tools.processes import Children

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "demonstration-2026"
PATIENCE = 60.0


@dataclass(frozen=True)
class LiveSite:
    """Where it listens, where its files are, and the environment of its commands."""

    address: str
    folder: Path
    env: Mapping[str, str]

    def flask(self, *arguments: str) -> str:
        """Run one of its commands; return what it printed."""
        command = [sys.executable, "-m", "flask", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=dict(self.env), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def mails(self) -> list[EmailMessage]:
        """Return the mails sent so far, oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        parser = BytesParser(policy=policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in files]


@contextmanager
def live_site(
    folder: Path, database_url: str = "", *, pictures: bool = True, **settings: str
) -> Iterator[LiveSite]:
    """Prepare a database (SQLite in the folder unless told otherwise), serve it with its worker, stop both."""
    folder.mkdir(parents=True, exist_ok=True)
    port = str(free_port())
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "FLASK_APP": "ambassadors.commands",
        "APP_ENV": "development",
        "DEMO": "on",
        "DEMO_PASSWORD": PASSWORD,
        "RATE_LIMITS": "off",
        "SECRET_KEY": "for-a-live-test-only-" + "0123456789abcdef" * 2,
        "INSTANCE_PATH": str(folder),
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'live.db'}",
        "PORT": port,
        "SITE_URL": f"http://127.0.0.1:{port}",
    } | settings
    site = LiveSite(env["SITE_URL"], folder, env)
    site.flask("prepare")
    if not pictures:
        put_off_pictures(env["DATABASE_URL"])
    children = Children(env)
    try:
        threads = "1" if env["DATABASE_URL"].startswith("sqlite") else "2"
        options = ("--interface", "wsgi", "--port", port, "--blocking-threads", threads, "--no-ws")
        children.start("site", sys.executable, "-m", "granian", *options, "wsgi:app")
        children.start("worker", sys.executable, "-m", "flask", "worker")
        wait_for(children, int(port))
        yield site
    finally:
        children.stop()


def put_off_pictures(database_url: str) -> None:
    """Spare the worker the renditions of the demonstration's pictures, and its dossiers on paper."""
    wiring.wire_handlers()
    engine, late = create_engine(database_url), now() + timedelta(days=1)
    every_dossier = {
        "kind": "dossier.print_every",
        "payload": {},
        "attempts": 0,
        "created_at": now(),
        "due_at": late,
    }
    with engine.begin() as connection:
        connection.execute(update(OutboxRow).where(OutboxRow.kind.in_(PICTURES)).values(due_at=late))
        connection.execute(insert(OutboxRow).values(key=key_of("dossier.print_every"), **every_dossier))
    engine.dispose()


@contextmanager
def real_browser() -> Iterator[Browser]:
    """Start a Chromium; without one the test is skipped, or fails where REQUIRE_BROWSER is set."""
    path = chromium()
    if path is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(
            "no Chromium (apt install chromium)"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


def free_port() -> int:
    """Ask the system for a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(children: Children, port: int) -> None:
    """Wait until the site answers."""
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        assert not children.dead(), f"stopped: {children.dead()}"
        assert time.monotonic() < deadline, "the site does not answer"
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Tell whether the health page answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
