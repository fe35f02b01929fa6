"""The positioning of a territory, where one was written."""

from ambassadors.core.db import db
from ambassadors.dossier.positioning import Positioning


def positioning_of(territory_id: int, *, fresh: bool = False) -> Positioning | None:
    """Return what a territory's managers wrote of it; `fresh`: as it stands now, whatever was read before."""
    return db.session.get(Positioning, territory_id, populate_existing=fresh)
