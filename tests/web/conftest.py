"""Sites of their own for what depends on settings: production, a database that is away."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from ambassadors import create_app, migrating
from ambassadors.core.db import db
from ambassadors.web.limits import limiter
from config import Settings
from tests.factories.settings import production_env

Make = Callable[..., Flask]


@pytest.fixture
def production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """A function that builds a production site; its database is nowhere unless it is given one."""
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)  # one object for every application of a process
    handlers = list(logging.getLogger().handlers)
    made = []

    def make(**changes: str) -> Flask:
        made.append(create_app(Settings.from_env(production_env(**changes)), tmp_path))
        return made[-1]

    yield make
    logging.getLogger().handlers = handlers
    for site in made:
        with site.app_context():
            db.engine.dispose()


@pytest.fixture
def live(production: Make, tmp_path: Path) -> Flask:
    """A production site with a database of its own."""
    site = production(DATABASE_URL=f"sqlite:///{tmp_path / 'production.db'}")
    with site.app_context():
        migrating.upgrade(db.engine)
    return site
