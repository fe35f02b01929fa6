"""The photos of a testimonial: added, captioned, put in order, removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.outbox import enqueue
from ambassadors.core.picture import StoredPicture
from ambassadors.core.renditions import every_key
from ambassadors.moderation.drafts import Deleted
from ambassadors.moderation.history import revise
from ambassadors.moderation.leaving import Anonymised

from .models import Testimonial
from .photo import MOST, RIGHTS_VERSION, Photo
from .saving import take_version


class TooMany(ValueError):
    """More photos than a testimonial may hold."""


@dataclass(frozen=True)
class Caption:
    """What an author says of a photo, and the place they give it."""

    photo: Photo
    alt: str
    credit: str
    decorative: bool
    rights: bool
    position: int


def may_hold(item: Testimonial, more: int) -> bool:
    """Tell whether a testimonial may hold this many more photos."""
    return len(item.photos) + more <= MOST


def add_photos(actor: Actor, item: Testimonial, pictures: Iterable[StoredPicture]) -> list[Photo]:
    """Add stored pictures at the end; the worker makes their renditions."""
    authorize(actor, Action.SUBMISSION_EDIT, item)
    _lock(item)
    added = [
        Photo(position=len(item.photos) + rank, key=stored.key, width=stored.width, height=stored.height)
        for rank, stored in enumerate(pictures)
    ]
    if not may_hold(item, len(added)):
        raise TooMany
    item.photos.extend(added)
    db.session.flush()
    for photo in added:
        enqueue("pictures.derive", {"photo": photo.id}, key=f"pictures.derive:{photo.key}")
    return added


def caption_photos(actor: Actor, item: Testimonial, captions: Sequence[Caption]) -> None:
    """Write what is said of each photo still there, and put them in the order asked for."""
    authorize(actor, Action.SUBMISSION_EDIT, item)
    _lock(item)
    captions = [caption for caption in captions if caption.photo in item.photos]
    for caption in captions:
        photo = caption.photo
        photo.alt, photo.credit, photo.decorative = caption.alt, caption.credit, caption.decorative
        if not caption.rights:
            photo.rights_at, photo.rights_version = None, ""
        elif photo.rights_at is None:
            photo.rights_at, photo.rights_version = now(), RIGHTS_VERSION
    wanted = {caption.photo.id: caption.position for caption in captions}
    _number(item, sorted(item.photos, key=lambda photo: (wanted.get(photo.id, MOST), photo.position)))


def move_photo(actor: Actor, item: Testimonial, photo: Photo, step: int) -> None:
    """Move a photo up (-1) or down (1) by one place."""
    authorize(actor, Action.SUBMISSION_EDIT, item)
    order = list(item.photos)
    here = order.index(photo)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    _number(item, order)


def remove_photo(actor: Actor, item: Testimonial, photo: Photo) -> None:
    """Remove a photo and its files; of a published text too, at once: somebody may ask not to be shown.

    One that another page has removed a moment before is no error.
    """
    _lock(item)
    if photo not in item.photos:
        return
    if item.status == "published":
        authorize(actor, Action.SUBMISSION_PROPOSE_EDIT, item)
        take_version(item, item.version)
    else:
        authorize(actor, Action.SUBMISSION_EDIT, item)
    _delete_files([photo])
    item.photos.remove(photo)
    _number(item, item.photos)
    db.session.flush()
    if item.status == "published":
        revise(actor, item)


@subscribe(Deleted)
def forget_files(event: Deleted) -> None:
    """Let the files of a draft follow it."""
    if isinstance(event.item, Testimonial):
        _delete_files(event.item.photos)


@subscribe(Anonymised)
def forget_retired_photos(event: Anonymised) -> None:
    """Let the photos of a text that went with its author's account go too: they are of people."""
    item = event.item
    if isinstance(item, Testimonial) and item.status == "retired":
        _delete_files(item.photos)
        item.photos.clear()
        db.session.flush()


def _delete_files(photos: Sequence[Photo]) -> None:
    """Ask the worker to delete files: it does so after the commit, or not at all."""
    keys = [key for photo in photos for key in every_key(photo.key)]
    if keys:
        enqueue("pictures.delete", {"keys": keys})


def _number(item: Testimonial, order: Sequence[Photo]) -> None:
    for position, photo in enumerate(order):
        photo.position = position
    db.session.flush()
    db.session.expire(item, ["photos"])


def _lock(item: Testimonial) -> None:
    """Let two sendings of photos follow each other, so that neither passes the limit nor a submission."""
    db.session.refresh(item, ["version", "photos"], with_for_update=True)
