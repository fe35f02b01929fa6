"""Photos and lines as the components of the templates want them."""

from datetime import datetime
from textwrap import shorten
from typing import Any

from ambassadors.core.renditions import MEDIA_TYPES, rendition_key, widths_of
from ambassadors.core.storage import media_path
from ambassadors.territories.models import Territory

from .photo import Photo
from .queries import card_picture

LONGEST_LEAD = 180  # characters on a card


def landscape(territory: Territory, number: int, slug: str) -> str:
    """Return the address of the landscape drawn for a testimonial that has no photo."""
    return f"/paysages/{territory.colour[1:].lower()}/{number}-{slug}.svg"


def figure(photo: Photo) -> dict[str, Any]:
    """Return a photo with the sizes a browser may choose from, once the worker has made them."""
    shown: dict[str, Any] = {
        "href": media_path(photo.key),
        "alt": "" if photo.decorative else photo.alt,
        "width": photo.width,
        "height": photo.height,
        "credit": photo.credit,
    }
    if photo.derived_at is None:
        return shown
    return shown | {
        "href": media_path(rendition_key(photo.key, widths_of(photo.width)[-1], "jpg")),
        "srcset": _srcset(photo, "jpg"),
        "sources": [(MEDIA_TYPES[extension], _srcset(photo, extension)) for extension in ("avif", "webp")],
    }


def _srcset(photo: Photo, extension: str) -> str:
    return ", ".join(
        f"{media_path(rendition_key(photo.key, width, extension))} {min(width, photo.width)}w"
        for width in widths_of(photo.width)
    )


def thumbnail(photo: Photo) -> str:
    """Return the address of a small version of a photo, where there is one."""
    return media_path(card_picture(photo.key, photo.width, photo.derived_at) or photo.key)


def card(row: Any, territory: Territory) -> dict[str, Any]:
    """Return a line of a list as a card: its first photo, else the landscape of its own."""
    derived_at: datetime | None = row.photo_derived_at
    key = card_picture(row.photo_key, row.photo_width, derived_at)
    return {
        "href": f"/temoignages/{row.id}-{row.slug}",
        "title": row.title,
        "lead": shorten(row.lead, LONGEST_LEAD, placeholder="…"),
        "author": row.speaker_name,
        "date": row.published_at,
        "territory_name": _move(row.origin, row.move_year),
        "image_href": media_path(key) if key else landscape(territory, row.id, row.slug),
        "image_alt": "",
    }


def _move(origin: str | None, year: int | None) -> str:
    """Return the move in a few words: «De Montreuil, en 2019»."""
    start = f"Depuis {origin}" if origin else ""
    return ", ".join(
        filter(None, (start, f"en {year}" if year and start else f"Arrivée en {year}" if year else ""))
    )
