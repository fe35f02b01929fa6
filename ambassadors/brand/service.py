"""Editing a brand space: editorial work of its managers, published at once, kept as history, revertible."""

from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.moderation.editorial import log_edit
from ambassadors.moderation.models import Subject
from ambassadors.territories.models import Territory
from ambassadors.territories.service import write_space

from .models import WORDS, BrandRevision
from .queries import last_number, subject_of


class Overtaken(Exception):
    """Somebody else published the brand space since this editor was opened."""


def content_of(territory: Territory) -> dict[str, Any]:
    """Return the brand space as it stands."""
    return {name: getattr(territory, name) for name in WORDS}


def publish(
    actor: Actor, territory: Territory, values: dict[str, Any], version: int, *, act: str = "publish"
) -> None:
    """Publish a brand space; raise Overtaken where it moved since `version`."""
    authorize(actor, Action.BRAND_EDIT, territory)
    db.session.refresh(territory, ["version"], with_for_update=True)  # two managers at once: one waits here
    if territory.version != version:
        raise Overtaken
    number = last_number(territory.id)
    if number == 0:
        _keep(actor, territory, number)
        number = 1
    write_space(territory, values)
    territory.version += 1
    _keep(actor, territory, number)
    log_edit(actor, "brand", _subject(territory.id), territory.id, number + 1, act=act)


def revert(actor: Actor, territory: Territory, revision: BrandRevision) -> None:
    """Publish again what a revision holds."""
    former = {name: revision.content[name] for name in WORDS if name in revision.content}
    publish(actor, territory, former, territory.version, act="revert")


def _subject(territory_id: int) -> int:
    """Return the id under which the log speaks of a brand space: one a territory, held by the lock on it."""
    subject = subject_of(territory_id)
    if subject is None:
        subject = Subject(kind="brand", territory_id=territory_id)
        db.session.add(subject)
        db.session.flush()
    return subject.id


def _keep(actor: Actor, territory: Territory, after: int) -> None:
    db.session.add(
        BrandRevision(
            territory_id=territory.id,
            number=after + 1,
            content=content_of(territory),
            author_id=actor.account_id or 0,
        )
    )
    db.session.flush()
