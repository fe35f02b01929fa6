"""What the worker does of photos, and what the clock asks of authors."""

from datetime import timedelta
from typing import Any

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.derivatives import derive
from ambassadors.core.outbox import Permanent, handles
from ambassadors.core.schedule import every
from ambassadors.core.storage import delete

from .mails import ask_still_true
from .photo import Photo
from .queries import to_ask_again

every(timedelta(days=1), "testimonials.ask_still_true")


@handles("pictures.derive")
def derive_photo(payload: dict[str, Any], key: str) -> None:
    """Make the renditions of a photo, unless it was removed meanwhile."""
    photo = db.session.get(Photo, payload["photo"])
    if photo is None:
        return
    original = photo.key
    db.session.commit()  # encoding takes seconds: the database is not locked meanwhile
    try:
        derive(original)
    except FileNotFoundError as gone:
        raise Permanent(f"fichier absent : {original}") from gone
    photo.derived_at = now()


@handles("pictures.delete")
def delete_pictures(payload: dict[str, Any], key: str) -> None:
    """Remove files that no row names any more."""
    delete(payload["keys"])


@handles("testimonials.ask_still_true")
def ask_authors(payload: dict[str, Any], key: str) -> None:
    """Ask the authors of ageing testimonials, once for each age, whether all is still true."""
    for item in to_ask_again():
        ask_still_true(item)
