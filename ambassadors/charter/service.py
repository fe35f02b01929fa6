"""Publishing a charter and accepting it."""

from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import NotAllowed, authorize
from ambassadors.charter.models import CharterAcceptance, CharterVersion
from ambassadors.charter.queries import acceptance_of, charter_of, role_asked
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.core.text import to_html
from ambassadors.moderation.editorial import log_act
from ambassadors.territories.models import Territory


class Overtaken(Exception):
    """Another version was published since this one was read."""


class NothingChanged(ValueError):
    """The text is the one that stands: nobody is asked again for nothing."""


@dataclass(frozen=True)
class CharterPublished:
    """A version stands from now on, in the transaction that is under way."""

    version: CharterVersion
    territory: Territory
    actor: Actor


def publish_charter(
    actor: Actor, territory: Territory, text: str, note: str = "", *, seen: int = 0
) -> CharterVersion:
    """Publish a version after the one that was seen (0: the first); raise Overtaken or NothingChanged."""
    authorize(actor, Action.CHARTER_EDIT, territory)
    db.session.refresh(territory, ["version"], with_for_update=True)  # two managers at once: one waits here
    standing = charter_of(territory.id)
    if seen != (standing.number if standing else 0):
        raise Overtaken
    if standing is not None and standing.text == text:
        raise NothingChanged
    version = CharterVersion(
        territory_id=territory.id,
        number=seen + 1,
        text=text,
        text_html=to_html(text),
        note=note,
        author_id=actor.account_id or 0,
    )
    db.session.add(version)
    db.session.flush()
    log_act(actor, "charter", territory.id, "publish", {}, revision=version.number)
    publish(CharterPublished(version, territory, actor))
    return version


def accept_charter(actor: Actor, territory: Territory, number: int) -> CharterVersion:
    """Write down that the actor accepts the version that stands; raise Overtaken where it is another by now."""
    authorize(actor, Action.CHARTER_ACCEPT, territory)
    standing, role = charter_of(territory.id), role_asked(actor.account_id or 0, territory.id)
    if role is None:
        raise NotAllowed(Action.CHARTER_ACCEPT.value)
    if standing is None or standing.number != number:
        raise Overtaken
    if acceptance_of(role.id, standing.id) is None:
        db.session.add(CharterAcceptance(membership_id=role.id, version_id=standing.id))
        db.session.flush()
    return standing
