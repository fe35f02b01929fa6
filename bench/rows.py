"""From objects that no session knows to rows, and rows to tables, fast."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table, func, insert, inspect, select, text

from ambassadors.core.db import Model, is_sqlite

Row = dict[str, Any]
Reader = tuple[str, str, Callable[[], Any]]  # a column, the attribute it is read from, its default

AT_ONCE = 5_000
# Tables whose numbers are given here, because other rows name them.
OWN_NUMBERS = ("subject", "account", "organisation")


def _default(column: Column[Any]) -> Callable[[], Any]:
    default: Any = column.default
    if default is None:
        return lambda: None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


@lru_cache(maxsize=64)
def _readers(model: type[Model]) -> tuple[tuple[Table, tuple[Reader, ...]], ...]:
    """Return the tables of a model, a parent's before its child's, and how each column is read."""
    mapper = inspect(model)
    found = []
    for one in reversed(list(mapper.iterate_to_root())):
        table = one.local_table
        assert isinstance(table, Table)
        columns = [column for column in table.columns if not _numbered_by_database(table, column)]
        keys = (
            (column.name, mapper.get_property_by_column(column).key, _default(column)) for column in columns
        )
        found.append((table, tuple(keys)))
    return tuple(found)


def _numbered_by_database(table: Table, column: Column[Any]) -> bool:
    return column is table.autoincrement_column and table.name not in OWN_NUMBERS


def _row(item: Model, readers: Iterable[Reader]) -> Row:
    row = {}
    for column, key, default in readers:
        value = getattr(item, key)
        row[column] = default() if value is None else value
    return row


def insert_objects(connection: Connection, items: Sequence[Model]) -> None:
    """Insert objects made by their models and known to no session, table by table."""
    rows: dict[Table, list[Row]] = defaultdict(list)
    for item in items:
        for table, readers in _readers(type(item)):
            rows[table].append(_row(item, readers))
    for table in Model.metadata.sorted_tables:  # a parent's rows before its children's
        if table in rows:
            insert_rows(connection, table, rows[table])


def insert_rows(connection: Connection, table: Any, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns."""
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(table), rows[start : start + AT_ONCE])


def next_number(connection: Connection, model: Any) -> int:
    """Return the first number that no row of a table bears."""
    return (connection.scalar(select(func.max(model.id))) or 0) + 1


def follow_numbers(connection: Connection) -> None:
    """Let PostgreSQL go on counting after the numbers given here."""
    if is_sqlite(connection):
        return
    for table in OWN_NUMBERS:
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        )
