"""One line for each request: enough to look after the site, nothing about who visits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import ROOT
from tests.factories.settings import production_env

TOKEN = "a-secret-that-opens-an-account"
SHOWN = {
    "/territoires": "/territoires",
    f"/connexion/lien/{TOKEN}": "/connexion/lien/…",
    f"/connexion/lien/{TOKEN}/encore": "/connexion/…",
    "/ambassadeurs/12-claire-morel": "/ambassadeurs/12",
    "/territoires/aveyron/questions?texte=Claire+Morel": "/territoires/aveyron/questions",
    "/recherche?q=claire@site.example": "/recherche",
}
SILENT = ("/healthz", "/readyz", "/static/css/base.css")
FAULT = "/essai"
VISIT = """
import sys
from ambassadors import create_app, migrating
from ambassadors.core.db import db
from ambassadors.web.access import public

site = create_app()
site.add_url_rule("/essai", "essai", public(lambda: str(1 / 0)))
with site.app_context():
    migrating.upgrade(db.engine)
visitor = {"Host": "site.example", "User-Agent": "Morel", "X-Forwarded-For": "203.0.113.9", "Cookie": "a=b"}
for path in sys.argv[1:]:
    site.test_client().get(path, headers=visitor)
"""


def visit(folder: Path, **changes: str) -> str:
    """Visit each address on a site of its own process; return what it wrote."""
    env = production_env(DATABASE_URL=f"sqlite:///{folder / 'logs.db'}", INSTANCE_PATH=str(folder)) | changes
    done = subprocess.run(
        [sys.executable, "-c", VISIT, *SHOWN, *SILENT, FAULT],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The log of a production site, read as JSON."""
    return [json.loads(line) for line in visit(tmp_path_factory.mktemp("logs")).splitlines()]


def test_one_line_a_request_and_none_for_supervisors(lines: list[dict[str, Any]]) -> None:
    assert [line["path"] for line in lines if "path" in line] == [*SHOWN.values(), FAULT]


def test_a_line_tells_what_matters(lines: list[dict[str, Any]]) -> None:
    line = lines[0]
    assert {"method", "path", "status", "ms", "queries", "timestamp", "level"} <= set(line)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/territoires", 200)
    assert line["ms"] > 0 and 1 <= line["queries"] <= 4


def test_no_line_tells_who(lines: list[dict[str, Any]]) -> None:
    whole = json.dumps(lines)
    assert not [word for word in (TOKEN, "claire", "Morel", "203.0.113.9", "a=b") if word in whole]


def test_a_fault_is_told_with_its_cause(lines: list[dict[str, Any]]) -> None:
    cause, line = lines[-2:]
    assert "ZeroDivisionError" in cause["exception"] and cause["level"] == "error"
    assert line["status"] == 500


def test_a_developer_reads_prose(tmp_path: Path) -> None:
    told = visit(tmp_path, APP_ENV="development", SITE_URL="http://127.0.0.1:5000")
    assert "requête" in told and "path=/territoires" in told and not told.startswith("{")
