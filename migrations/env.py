"""Runs the migrations on the connection that `ambassadors.migrating` hands over."""

from typing import Any, Literal

from alembic import context

from ambassadors.core.db import Model
from ambassadors.core.types import UTCDateTime
from ambassadors.migrating import ours


def render(kind: str, thing: Any, autogenerate: Any) -> str | Literal[False]:
    """Write our column types as plain ones: a migration must not change when our code does."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,
    compare_type=True,
    include_object=ours,
    render_item=render,
)
context.run_migrations()
