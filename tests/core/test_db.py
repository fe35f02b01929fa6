"""What the database promises."""

import pytest
from flask import Flask
from sqlalchemy import text

from ambassadors import migrating
from ambassadors.core.db import db


def test_sqlite_keeps_what_it_acknowledged(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("these are SQLite's settings")
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }
    found = {name: db.session.execute(text(f"PRAGMA {name}")).scalar() for name in expected}
    assert found == expected


def test_models_equal_migrations(app: Flask) -> None:
    assert migrating.differences(db.session.connection()) == []
