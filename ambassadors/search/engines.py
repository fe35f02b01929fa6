"""The one thing the two databases say differently: which documents hold these stems."""

from sqlalchemy import ColumnElement, cast, column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import Dialect

from .models import SearchDocument

_fts = table("search_fts", column("rowid"))

# Letter for letter the expression of the index: with a parameter in it, a prepared statement would not use it.
_VECTOR = func.array_to_tsvector(func.string_to_array(SearchDocument.stems, literal_column("' '")))


def holds(dialect: Dialect, words: list[str], *, every: bool) -> ColumnElement[bool]:
    """Return the condition that a document holds all (or any) of these stems: letters and digits only."""
    if dialect.name == "sqlite":
        joined = (" AND " if every else " OR ").join(f'"{word}"' for word in words)
        matching = select(_fts.c.rowid).where(text("search_fts MATCH :words").bindparams(words=joined))
        return SearchDocument.id.in_(matching)
    joined = (" & " if every else " | ").join(f"'{word}'" for word in words)
    condition: ColumnElement[bool] = _VECTOR.op("@@", is_comparison=True)(cast(joined, TSQUERY))
    return condition
