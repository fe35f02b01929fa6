"""The editions as the administration keeps them, with where each is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition, TerritoryEdition


@dataclass(frozen=True)
class KeptEdition:
    """An edition, and in how many territories readers find it."""

    edition: Edition
    open_in: int


def kept_editions() -> list[KeptEdition]:
    """Return every edition in its order, the retired ones last."""
    open_in = (
        select(func.count())
        .select_from(TerritoryEdition)
        .where(TerritoryEdition.edition_id == Edition.id)
        .scalar_subquery()
    )
    statement = select(Edition, open_in).order_by(
        Edition.retired_at.is_not(None), Edition.position, Edition.id
    )
    return [KeptEdition(edition, number) for edition, number in db.session.execute(statement)]


def territories_with(edition_id: int) -> int:
    """Return in how many territories an edition is open."""
    found = (
        select(func.count()).select_from(TerritoryEdition).where(TerritoryEdition.edition_id == edition_id)
    )
    return db.session.scalar(found) or 0


def lock_editions() -> Sequence[Edition]:
    """Hold every edition until the end of the transaction, as they stand now."""
    statement = select(Edition).order_by(Edition.id).with_for_update()
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()
