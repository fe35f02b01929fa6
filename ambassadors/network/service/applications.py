"""Asking to become an ambassador: through the queue, like every contribution; accepted, it makes the role."""

from dataclasses import dataclass
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import authorize
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.speaking import mover
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish, subscribe
from ambassadors.moderation.engine import Moved, Stale, transition
from ambassadors.moderation.history import last_decision
from ambassadors.network.models import Application
from ambassadors.network.queries.own import lock_account, open_application, profile_of
from ambassadors.territories.models import Territory

from .roles import begin_role


class AlreadyApplied(ValueError):
    """This person speaks here already, or has an application that waits."""


@dataclass(frozen=True)
class Welcomed:
    """An application was accepted: the person is an ambassador now."""

    application: Application
    membership: Membership


def apply(actor: Actor, territory: Territory, content: dict[str, Any]) -> Application:
    """Send an application to a territory's queue; raise AlreadyApplied."""
    authorize(actor, Action.APPLICATION_CREATE, territory)
    lock_account(actor.account_id or 0)
    if Role.AMBASSADOR in actor.roles_in(territory.id) or open_application(
        actor.account_id or 0, territory.id
    ):
        raise AlreadyApplied
    application = Application(
        territory_id=territory.id, author_id=actor.account_id, **mover(actor.name).columns()
    )
    application.write(content)
    db.session.add(application)
    db.session.flush()
    transition(actor, application, "submit", version=application.version)
    return application


def rewrite(actor: Actor, application: Application, content: dict[str, Any], version: int) -> None:
    """Change an application taken back from the queue; raise Stale where it moved since."""
    authorize(actor, Action.SUBMISSION_EDIT, application)
    if application.version != version:
        raise Stale(last_decision(application))
    application.write(content)
    application.version += 1
    db.session.flush()


@subscribe(Moved)
def welcome(event: Moved) -> None:
    """Make an ambassador of somebody whose application was just accepted."""
    item = event.item
    if not isinstance(item, Application) or event.to_status != "approved":
        return
    membership = begin_role(
        item.author_id,
        item.territory_id,
        Role.AMBASSADOR.value,
        event.actor.account_id,
        themes=item.themes,
        segments=item.segments,
        disclosure=item.disclosure,
    )
    _fill_profile(item)
    publish(Welcomed(item, membership))


def _fill_profile(item: Application) -> None:
    """Start the profile with what the application said; what the person wrote there before stays."""
    profile = profile_of(item.author_id)
    if profile is None:
        return
    profile.from_place_id = profile.from_place_id or item.from_place_id
    profile.here_since = profile.here_since or item.here_since
    profile.updated_at = now()
    db.session.flush()
