"""Writing a draft over several sessions and devices, none of them overwriting another."""

from typing import Any

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.speaking import speakers_of
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.moderation.models import Submission
from ambassadors.territories.models import Territory

from .models import Testimonial


class SavedElsewhere(Exception):
    """The text was saved from another page since this one was opened: both are to be shown."""


def start(actor: Actor, territory: Territory) -> Testimonial:
    """Open an empty draft about a territory."""
    authorize(actor, Action.TESTIMONIAL_CREATE, territory)
    item = Testimonial(territory_id=territory.id, author_id=actor.account_id)
    item.write({"parts": {}, "title": ""})
    speakers = speakers_of(actor, territory.id)
    if speakers:
        write_speaker(item, speakers[0].columns())
    db.session.add(item)
    db.session.flush()
    return item


def write_speaker(item: Testimonial, columns: dict[str, Any]) -> None:
    """Keep in whose name this is told."""
    for name, value in columns.items():
        setattr(item, name, value)


def save(actor: Actor, item: Testimonial, content: dict[str, Any], version: int) -> None:
    """Write the text of a draft; raise SavedElsewhere where the page it comes from is out of date."""
    authorize(actor, Action.SUBMISSION_EDIT, item)
    take_version(item, version)
    item.write(content)
    item.saved_at = now()
    db.session.flush()


def take_version(item: Testimonial, version: int) -> None:
    """Move the version of a text from the one a page was opened on, or raise SavedElsewhere."""
    db.session.flush()
    taken = db.session.scalar(
        update(Submission)
        .where(Submission.id == item.id, Submission.version == version)
        .values(version=version + 1)
        .execution_options(synchronize_session=False)
        .returning(Submission.version)
    )
    db.session.refresh(item, ["version"])
    if taken is None:
        raise SavedElsewhere
