"""Alembic, apart: the web never imports it."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from ambassadors.core.db import Model, is_sqlite
from ambassadors.core.guards import make_guards
from config import ROOT


class BrokenLinks(RuntimeError):
    """A migration left rows that point nowhere; it was not committed."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's settings, on a connection of ours."""
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    settings.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    settings.attributes["connection"] = connection
    return settings


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to a revision, then make every trigger and virtual table again.

    On SQLite foreign keys are off meanwhile: a batch rebuilds tables, and with them on it deletes the rows
    of every child without an error.
    """
    with engine.connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                command.upgrade(alembic_config(connection), revision)
                make_guards(connection)
                _check_links(connection)
        finally:
            _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    if is_sqlite(connection):
        driver = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")  # type: ignore[union-attr]  # sqlite3's


def _check_links(connection: Connection) -> None:
    if is_sqlite(connection):
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise BrokenLinks(f"{len(broken)} lignes sans parent : {broken[:5]}")


def differences(connection: Connection) -> list[object]:
    """Return what the models have that the migrations do not make, and the reverse."""
    context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
    return list(compare_metadata(context, Model.metadata))


def ours(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """Leave out what the guards make: the full-text tables and index."""
    return not (reflected and str(name).startswith(("search_fts", "ix_search_fts", "alembic_")))


def revise(engine: Engine, message: str) -> Path:
    """Write a migration from what differs."""
    with engine.connect() as connection:
        script = command.revision(alembic_config(connection), message=message, autogenerate=True)
    return Path(script.path)  # type: ignore[union-attr]  # one script for one message
