"""The signature and the cover become blocks like the others: what is stored names them first, as it showed them."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "e6b3907ac15d"
down_revision = "a4f2c7d81b06"

OPENING = ("signature", "cover")
TERRITORY = sa.table("territory", sa.column("id", sa.Integer), sa.column("blocks", sa.JSON))
REVISION = sa.table(
    "brand_revision",
    sa.column("territory_id", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("content", sa.JSON),
)

Entry = Mapping[str, Any]


def upgrade() -> None:
    """Go forward: spaces that nobody composed follow the order of the platform and hold nothing to rewrite."""
    connection = op.get_bind()
    for one in connection.execute(sa.select(TERRITORY)).all():
        if one.blocks:
            here = TERRITORY.c.id == one.id
            connection.execute(sa.update(TERRITORY).where(here).values(blocks=_opened(one.blocks)))
    for one in connection.execute(sa.select(REVISION)).all():
        if one.content.get("blocks"):
            here = sa.and_(REVISION.c.territory_id == one.territory_id, REVISION.c.number == one.number)
            content = one.content | {"blocks": _opened(one.content["blocks"])}
            connection.execute(sa.update(REVISION).where(here).values(content=content))


def _opened(blocks: list[Entry]) -> list[Entry]:
    """Return a composition whose opening comes first; both were shown where nothing was said of them."""
    said = {one["kind"]: one for one in blocks}
    opening = [said.get(kind, {"kind": kind, "shown": True}) for kind in OPENING]
    return [*opening, *(one for one in blocks if one["kind"] not in OPENING)]


def downgrade() -> None:
    """Go back: the former code finds the switches of both wherever they are, and forgets their place."""
