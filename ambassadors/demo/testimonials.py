"""The demonstration's testimonials and their painted pictures."""

from datetime import timedelta

from ambassadors.core.clock import standing_at
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue
from ambassadors.core.storage import put
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import Photo

from .cast import Cast, place_id
from .life import bring
from .paintings import paint
from .reading import Row, instant

WIDTH, HEIGHT = 1200, 800
WRITING = timedelta(days=6)


def make_testimonial(cast: Cast, slug: str, row: Row) -> Testimonial:
    """Make one testimonial, with its pictures, in its status."""
    territory, author = cast.territories[slug], cast.people[row["author"]]
    last = instant(row["published_at"])
    with standing_at(last - WRITING):
        item = Testimonial(
            territory_id=territory.id,
            author_id=author.id,
            speaker_name=author.name,
            speaker_role="ambassador",
        )
        item.write(_words(row))
        db.session.add(item)
        db.session.flush()
        for position, photo in enumerate(row.get("photos", [])):
            _paint(item, position, photo)
    bring(item, row, last, author.as_actor(), cast.decider(slug, author))
    return item


def _words(row: Row) -> Row:
    parts = {prompt: text.strip() for prompt, text in row.get("parts", {}).items()}
    names = (
        "title",
        "move_year",
        "household",
        "occupation_before",
        "occupation_after",
        "themes",
        "segments",
        "disclosure",
    )
    return {name: row[name] for name in names if name in row} | {
        "lead": row.get("lead", "").strip(),
        "origin_id": place_id(row.get("origin", {}).get("code")),
        "destination_id": place_id(row.get("destination")),
        "parts": parts,
    }


def _paint(item: Testimonial, position: int, row: Row) -> None:
    data = paint(row["kind"], f"{item.slug}-{position}", WIDTH, HEIGHT)
    key = put(data, "photos", "jpg")
    photo = Photo(
        testimonial_id=item.id,
        position=position,
        key=key,
        width=WIDTH,
        height=HEIGHT,
        alt=row["alt"],
        credit=row.get("credit", ""),
        rights_at=item.created_at,
    )
    db.session.add(photo)
    db.session.flush()
    enqueue("pictures.derive", {"photo": photo.id}, key=f"pictures.derive:{key}")
