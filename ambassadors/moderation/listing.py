"""Keeps the facet rows, under which readers list what is published, equal to what is published."""

from sqlalchemy import delete

from ambassadors.core.db import db
from ambassadors.core.events import subscribe

from .editing import Edited
from .engine import Moved
from .models import Facet, Submission


@subscribe(Moved)
def relist(event: Moved) -> None:
    """List an item that was just published, unlist one that is public no more."""
    if event.item.status == "published" or event.from_status == "published":
        refill(event.item)


@subscribe(Edited)
def relist_edited(event: Edited) -> None:
    """List an item under what its new text says."""
    refill(event.item)


def refill(item: Submission) -> None:
    """Write the facet rows of an item anew."""
    db.session.execute(delete(Facet).where(Facet.submission_id == item.id))
    if item.status != "published" or item.published_at is None:
        return
    db.session.add_all(
        Facet(
            submission_id=item.id,
            facet=facet,
            value=value,
            territory_id=item.territory_id,
            kind=item.kind,
            published_at=item.published_at,
        )
        for facet, value in item.facets()
    )
