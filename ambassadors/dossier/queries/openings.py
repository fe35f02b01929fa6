"""The editions as a territory's managers see them: open or not, and what readers would find in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.edition import Edition, EditionRevision, TerritoryEdition
from ambassadors.territories.grid import THEMES


@dataclass(frozen=True)
class OfferedEdition:
    """An edition in a territory."""

    edition: Edition
    opened: TerritoryEdition | None
    special: list[str]  # the themes written for this public
    general: list[str]  # the others that are written for everybody

    @property
    def themes(self) -> list[str]:
        """Return the themes it shows."""
        return [theme for theme in self.edition.themes if theme in THEMES]

    @property
    def readable(self) -> int:
        """Return how many of its themes have something to read."""
        return len(self.special) + len(self.general)

    @property
    def may_open(self) -> bool:
        """Tell whether it can be opened now."""
        return self.opened is None and self.edition.retired_at is None and self.readable > 0


def offered_in(territory_id: int, slug: str | None = None) -> list[OfferedEdition]:
    """Return the editions that are offered, and those that are open here though retired; or the one of a slug."""
    here = and_(TerritoryEdition.edition_id == Edition.id, TerritoryEdition.territory_id == territory_id)
    statement = (
        select(Edition, TerritoryEdition)
        .outerjoin(TerritoryEdition, here)
        .where(or_(Edition.retired_at.is_(None), TerritoryEdition.territory_id.is_not(None)))
        .order_by(Edition.position, Edition.id)
        .execution_options(populate_existing=True)
    )
    if slug is not None:
        statement = statement.where(Edition.slug == slug)
    cells = select(Cell.edition_id, Cell.theme).where(Cell.territory_id == territory_id, Cell.text != "")
    written = {(edition_id, theme) for edition_id, theme in db.session.execute(cells)}
    return [_offered(edition, opened, written) for edition, opened in db.session.execute(statement)]


def _offered(
    edition: Edition, opened: TerritoryEdition | None, written: set[tuple[int | None, str]]
) -> OfferedEdition:
    special = [theme for theme in edition.themes if (edition.id, theme) in written]
    general = [theme for theme in edition.themes if (None, theme) in written and theme not in special]
    return OfferedEdition(edition, opened, special, general)


def versions_before(
    territory_id: int, edition_id: int, before: int | None, most: int
) -> Sequence[EditionRevision]:
    """Return what an edition was in a territory, newest first, under a number, with who made it so."""
    statement = (
        select(EditionRevision)
        .where(EditionRevision.territory_id == territory_id, EditionRevision.edition_id == edition_id)
        .order_by(EditionRevision.number.desc())
        .options(joinedload(EditionRevision.author))
        .limit(most)
    )
    if before is not None:
        statement = statement.where(EditionRevision.number < before)
    return db.session.scalars(statement).all()


def last_number(territory_id: int, edition_id: int) -> int:
    """Return the number of the newest revision of an edition in a territory; 0 where there is none."""
    newest = select(func.max(EditionRevision.number)).where(
        EditionRevision.territory_id == territory_id, EditionRevision.edition_id == edition_id
    )
    return db.session.scalar(newest) or 0


def last_intro(territory_id: int, edition_id: int) -> str:
    """Return the introduction that an edition had last in a territory."""
    newest = versions_before(territory_id, edition_id, None, 1)
    return newest[0].intro if newest else ""


def revision_of(territory_id: int, edition_id: int, number: int) -> EditionRevision | None:
    """Return what an edition was in a territory after one act."""
    return db.session.get(EditionRevision, (territory_id, edition_id, number))
