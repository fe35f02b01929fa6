"""Cells, one or all, and what was published in them before."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell, CellDraft, CellRevision
from ambassadors.territories.models import Territory


def of_edition(column: ColumnElement[int | None], edition_id: int | None) -> ColumnElement[bool]:
    """Match the cells of one edition, or those that speak to everybody."""
    return column.is_(None) if edition_id is None else column == edition_id


def cell_at(
    territory_id: int, theme: str, edition_id: int | None = None, *, lock: bool = False
) -> Cell | None:
    """Return a cell, or None where nothing was ever published; locked against another editor if asked."""
    statement = select(Cell).where(
        Cell.territory_id == territory_id,
        Cell.theme == theme,
        of_edition(Cell.edition_id, edition_id),  # type: ignore[arg-type]  # an instrumented column
    )
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(statement)


def lock_territory(territory_id: int) -> None:
    """Hold a territory until the end of the transaction: two first publications of a cell follow each other."""
    db.session.execute(
        select(Territory.id).where(Territory.id == territory_id).with_for_update(key_share=True)
    )


def versions_before(cell_id: int, before: int | None, most: int) -> Sequence[CellRevision]:
    """Return the newest versions of a cell under a number, newest first, with who published them."""
    statement = (
        select(CellRevision)
        .where(CellRevision.cell_id == cell_id)
        .order_by(CellRevision.number.desc())
        .options(joinedload(CellRevision.author))
        .limit(most)
    )
    if before is not None:
        statement = statement.where(CellRevision.number < before)
    return db.session.scalars(statement).all()


def last_number(cell_id: int) -> int:
    """Return the number of the newest revision of a cell; 0 where there is none."""
    newest = select(func.max(CellRevision.number)).where(CellRevision.cell_id == cell_id)
    return db.session.scalar(newest) or 0


def draft_at(territory_id: int, theme: str, edition_id: int | None, account_id: int) -> CellDraft | None:
    """Return what an account is writing in a cell."""
    return db.session.scalar(
        select(CellDraft).where(
            CellDraft.territory_id == territory_id,
            CellDraft.theme == theme,
            of_edition(CellDraft.edition_id, edition_id),  # type: ignore[arg-type]  # an instrumented column
            CellDraft.account_id == account_id,
        )
    )


def drafts_of(territory_id: int, account_id: int) -> set[str]:
    """Return the themes in which an account has something unpublished."""
    chosen = select(CellDraft.theme).where(
        CellDraft.territory_id == territory_id,
        CellDraft.edition_id.is_(None),
        CellDraft.account_id == account_id,
    )
    return set(db.session.scalars(chosen))


def all_drafts_of(account_id: int) -> Sequence[CellDraft]:
    """Return everything an account is writing in dossiers."""
    return db.session.scalars(
        select(CellDraft).where(CellDraft.account_id == account_id).order_by(CellDraft.id)
    ).all()


def keys_in_history(cell_id: int) -> set[str]:
    """Return the keys of every picture that a version of a cell shows: their files stay as long as it does."""
    contents = db.session.scalars(select(CellRevision.content).where(CellRevision.cell_id == cell_id))
    return {picture["key"] for content in contents for picture in content.get("pictures") or ()}


def revision_of(cell_id: int, number: int) -> CellRevision | None:
    """Return one version of a cell."""
    return db.session.get(CellRevision, (cell_id, number))
