"""What is heavy stays out of the web worker's start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.static

HEAVY = ("alembic", "flask_alembic", "PIL", "authlib", "weasyprint", "css_inline", "playwright", "pytest")
START = "import sys, wsgi; print(*sorted(name for name in sys.modules if '.' not in name))"


def test_the_web_starts_without_heavy_libraries(tmp_path: Path) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "APP_ENV": "test",
        "SECRET_KEY": "for-tests-only-" + "0123456789abcdef" * 2,
        "INSTANCE_PATH": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}",
    }
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "flask" in loaded
    assert not loaded & set(HEAVY)
