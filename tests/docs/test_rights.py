"""On PostgreSQL the site's own role may read and write, and cannot touch the log of decisions."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from ambassadors.core.db import db, is_sqlite
from config import ROOT

RIGHTS = (ROOT / "deploy" / "postgresql" / "rights.sql").read_text(encoding="utf-8")


def rights_of(role: str) -> list[str]:
    """Return the statements of the file, for another role."""
    lines = [line for line in RIGHTS.splitlines() if not line.startswith("--")]
    statements = "\n".join(lines).replace("ambassadeurs;", f'"{role}";').split(";")
    return [statement for statement in statements if statement.strip()]


@pytest.fixture
def as_the_site(app: Flask) -> Iterator[Connection]:
    """A connection of a role that has the rights of the site's and no others; all of it is undone."""
    if is_sqlite(db.engine):
        pytest.skip("SQLite has no roles")
    role = f"site_{uuid4().hex[:12]}"
    with db.engine.connect() as connection, connection.begin() as undone:
        connection.execute(text(f'CREATE ROLE "{role}"'))
        # A role that may create others is not theirs to put on unasked; a superuser would not notice.
        connection.execute(text(f'GRANT "{role}" TO CURRENT_USER'))
        for statement in rights_of(role):
            connection.execute(text(statement))
        connection.execute(text(f'SET LOCAL ROLE "{role}"'))
        yield connection
        undone.rollback()


def refused(connection: Connection, statement: str) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(text(statement))
    except ProgrammingError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def test_the_site_reads_and_writes(as_the_site: Connection) -> None:
    for statement in (
        "SELECT count(*) FROM decision",
        "UPDATE account SET name = name",
        "DELETE FROM receipt",
        "INSERT INTO receipt (digest, at) VALUES ('x', now())",
        "SELECT version_num FROM alembic_version",
    ):
        assert not refused(as_the_site, statement), statement


def test_the_site_cannot_touch_the_log_nor_the_tables(as_the_site: Connection) -> None:
    for statement in (
        "UPDATE decision SET statement = 'x'",
        "DELETE FROM decision",
        "TRUNCATE decision",
        "ALTER TABLE decision DISABLE TRIGGER ALL",
        "DROP TRIGGER tr_decision_no_update ON decision",
        "TRUNCATE account CASCADE",
        "DROP TABLE receipt",
        "CREATE TABLE something (id int)",
        "UPDATE alembic_version SET version_num = 'x'",
    ):
        assert refused(as_the_site, statement), statement
