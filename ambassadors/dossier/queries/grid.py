"""The grid of a territory in one statement: for each theme, what is published and who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, false, literal, select, union_all
from sqlalchemy.orm import aliased

from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell

from .owners import OWNER_COLUMNS, Owner, with_people


@dataclass(frozen=True)
class GridCell:
    """A theme: the cell for everybody, the one of an edition, and the contact owner."""

    own: Cell | None
    special: Cell | None
    owner: Owner | None


def grid_of(territory_id: int, themes: Sequence[str], edition_id: int | None = None) -> dict[str, GridCell]:
    """Return the grid of some themes by theme; without an edition, `special` stays empty."""
    grid = union_all(*(select(literal(theme).label("theme")) for theme in themes)).subquery()
    special = aliased(Cell)
    of_edition = special.edition_id == edition_id if edition_id is not None else false()
    statement = (
        select(grid.c.theme.label("listed"), Cell, special, *OWNER_COLUMNS)
        .select_from(grid)
        .outerjoin(
            Cell,
            and_(
                Cell.territory_id == territory_id,
                Cell.theme == grid.c.theme,
                Cell.edition_id.is_(None),
                Cell.version > 0,
            ),
        )
        .outerjoin(
            special, and_(special.territory_id == territory_id, special.theme == grid.c.theme, of_edition)
        )
        .outerjoin(
            ThemeOwner, and_(ThemeOwner.territory_id == territory_id, ThemeOwner.theme == grid.c.theme)
        )
    )
    return {
        row[0]: GridCell(row[1], row[2], Owner.of(row[3:]))
        for row in db.session.execute(with_people(statement))
    }
