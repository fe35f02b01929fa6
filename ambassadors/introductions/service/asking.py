"""Asking a territory to be accompanied."""

from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.introductions.consent import Consent
from ambassadors.introductions.events import Asked
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.record import Event
from ambassadors.introductions.states import ASKED, NEW
from ambassadors.territories.models import Territory

Content = dict[str, Any]

SAID = ("theme", "phone", "project", "household", "jobs", "horizon", "origin_id")


def ask(actor: Actor, territory: Territory, content: Content, name: str | None = None) -> Introduction:
    """Put a mover's request on a territory's desk, with each agreement as it was ticked."""
    authorize(actor, Action.INTRODUCTION_ASK, territory)
    introduction = Introduction(
        territory=territory,
        author_id=actor.account_id,
        name=name or actor.name,
        state=NEW,
        consents=[Consent(kind=kind) for kind in content["consents"]],
        **{field: content[field] for field in SAID},
    )
    db.session.add(introduction)
    db.session.flush()
    db.session.add(
        Event(introduction_id=introduction.id, what=ASKED, state=NEW, actor_id=introduction.author_id)
    )
    publish(Asked(introduction))
    return introduction
