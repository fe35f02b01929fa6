"""What is in a toolbox."""

from collections.abc import Sequence

from sqlalchemy import func, select

from ambassadors.core.db import db
from ambassadors.toolbox.models import KINDS, Tool


def tools_of(territory_id: int) -> dict[str, list[Tool]]:
    """Return the things of a territory's toolbox by kind, in their order."""
    found: dict[str, list[Tool]] = {kind: [] for kind in KINDS}
    rows = select(Tool).where(Tool.territory_id == territory_id).order_by(Tool.position, Tool.id)
    for tool in db.session.scalars(rows):
        found[tool.kind].append(tool)
    return found


def tool_in(territory_id: int, tool_id: int) -> Tool | None:
    """Return one thing of a territory's toolbox; another territory's is not found."""
    return db.session.scalar(select(Tool).where(Tool.id == tool_id, Tool.territory_id == territory_id))


def count_in(territory_id: int) -> int:
    """Count the things of a toolbox."""
    return db.session.scalar(select(func.count()).where(Tool.territory_id == territory_id)) or 0


def last_position(territory_id: int) -> int:
    """Return the last place taken in a toolbox; 0 in an empty one."""
    return db.session.scalar(select(func.max(Tool.position)).where(Tool.territory_id == territory_id)) or 0


def of_kind(territory_id: int, kind: str) -> Sequence[Tool]:
    """Return the things of one kind, in their order."""
    return db.session.scalars(
        select(Tool)
        .where(Tool.territory_id == territory_id, Tool.kind == kind)
        .order_by(Tool.position, Tool.id)
    ).all()
