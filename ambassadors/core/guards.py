"""What the database itself enforces and Alembic does not see: triggers, virtual tables.

A batch migration on SQLite rebuilds a table and drops its triggers without a word; so they are all made
again, from here, after every migration.
"""

from collections.abc import Callable

from sqlalchemy import Connection, text

from .db import is_sqlite

Maker = Callable[[Connection], None]

_makers: list[Maker] = []

_REFUSE = "une ligne du journal des décisions ne change plus"


def guard(maker: Maker) -> Maker:
    """Register a function that makes what Alembic does not see; it must be safe to run twice."""
    _makers.append(maker)
    return maker


def make_guards(connection: Connection) -> None:
    """Make every trigger and virtual table again."""
    for maker in _makers:
        maker(connection)


def refuse_changes(connection: Connection, table: str) -> None:
    """Let rows be added to a table and nothing else: no UPDATE, no DELETE, no TRUNCATE."""
    if is_sqlite(connection):
        for verb in ("update", "delete"):
            name = f"tr_{table}_no_{verb}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
            connection.execute(
                text(
                    f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
                )
            )
        return
    function = f"fn_{table}_no_change"
    connection.execute(
        text(
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSE}'; END $$"
        )
    )
    for verb, scope in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        name = f"tr_{table}_no_{verb}"
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
        connection.execute(
            text(
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {scope} EXECUTE FUNCTION {function}()"
            )
        )
