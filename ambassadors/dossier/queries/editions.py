"""Editions: all of them, and those a territory has opened."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ambassadors.core.db import db
from ambassadors.dossier.edition import Edition, TerritoryEdition


def all_editions() -> Sequence[Edition]:
    """Return every edition, in the administrator's order."""
    return db.session.scalars(select(Edition).order_by(Edition.position, Edition.id)).all()


def edition_by_slug(slug: str) -> Edition | None:
    """Return an edition by its slug."""
    return db.session.scalar(select(Edition).where(Edition.slug == slug))


def editions_open_in(territory_id: int) -> list[Edition]:
    """Return the editions a territory has opened, in the administrator's order."""
    return list(
        db.session.scalars(
            select(Edition)
            .join(TerritoryEdition, TerritoryEdition.edition_id == Edition.id)
            .where(TerritoryEdition.territory_id == territory_id)
            .order_by(Edition.position, Edition.id)
        )
    )


def opened_in(territory_id: int) -> Sequence[TerritoryEdition]:
    """Return the editions as a territory opened them, in the administrator's order."""
    return db.session.scalars(
        select(TerritoryEdition)
        .join(Edition)
        .where(TerritoryEdition.territory_id == territory_id)
        .options(joinedload(TerritoryEdition.edition))
        .order_by(Edition.position, Edition.id)
    ).all()


def open_edition(territory_id: int, slug: str) -> TerritoryEdition | None:
    """Return an edition as a territory opened it."""
    return db.session.scalar(
        select(TerritoryEdition)
        .join(Edition)
        .where(TerritoryEdition.territory_id == territory_id, Edition.slug == slug)
        .options(joinedload(TerritoryEdition.edition))
    )


def edition_open_in(territory_id: int, edition_id: int) -> Edition | None:
    """Return an edition by its number, where a territory has opened it."""
    return db.session.scalar(
        select(Edition)
        .join(TerritoryEdition, TerritoryEdition.edition_id == Edition.id)
        .where(TerritoryEdition.territory_id == territory_id, Edition.id == edition_id)
    )
