"""Verbs on places: loading a year of the official geography."""

from pathlib import Path

from sqlalchemy.orm import Session

from ambassadors.places.edition import SHIPPED, BrokenEdition, Edition, checksum_of, read_edition
from ambassadors.places.loading import Loading, Progress
from ambassadors.places.models import Level
from ambassadors.places.queries import count_by_level, is_loaded


def silent(step: str, done: int, total: int) -> None:
    """Show nothing."""


def load_places(session: Session, progress: Progress = silent, source: Path = SHIPPED) -> dict[Level, int]:
    """Load an edition unless it is loaded already, and return how many places of each level there are."""
    if not is_loaded(session, checksum_of(source)):
        edition = read_edition(source)
        Loading(session, progress, edition).run()
        check_counts(session, edition)
    return count_by_level(session)


def check_counts(session: Session, edition: Edition) -> None:
    """Refuse a loading that does not hold exactly the places of the file."""
    announced = {
        Level.REGION: len(edition.regions),
        Level.DEPARTEMENT: len(edition.departements),
        Level.EPCI: len(edition.epci),
        Level.COMMUNE: len(edition.communes),
    }
    loaded = count_by_level(session)
    if loaded != announced:
        raise BrokenEdition(f"{edition.year}: loaded {loaded}, the file holds {announced}")
