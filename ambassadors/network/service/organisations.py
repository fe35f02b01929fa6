"""Organisations of a territory, written down by its managers."""

from dataclasses import dataclass

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.membership import Membership
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue
from ambassadors.core.slugs import slugify
from ambassadors.moderation.editorial import log_act
from ambassadors.network.models import Invitation, Organisation
from ambassadors.network.queries.organisations import holding, names_in
from ambassadors.network.queries.team import lock_circle
from ambassadors.territories.models import Territory


class NameTaken(ValueError):
    """The territory has an organisation of this name."""


class Overtaken(Exception):
    """Somebody else changed the organisation since its form was opened."""


class Held(ValueError):
    """People, a theme or texts rest on the organisation."""


@dataclass(frozen=True)
class Described:
    """What is written of an organisation."""

    name: str
    kind: str
    logo_key: str | None


def create_organisation(actor: Actor, territory: Territory, said: Described) -> Organisation:
    """Add an organisation to a territory; raise NameTaken."""
    authorize(actor, Action.TEAM_MANAGE, territory)
    organisation = Organisation(territory_id=territory.id)
    _write(organisation, said)
    db.session.add(organisation)
    db.session.flush()
    _log(actor, organisation, "add")
    return organisation


def edit_organisation(actor: Actor, organisation: Organisation, said: Described, version: int) -> None:
    """Change what is written of an organisation from the version it was opened on; raise Overtaken, NameTaken."""
    authorize(actor, Action.TEAM_MANAGE, organisation)
    lock_circle(organisation.territory_id)
    db.session.refresh(organisation)
    if organisation.version != version:
        raise Overtaken
    _write(organisation, said)
    organisation.version += 1
    db.session.flush()
    _log(actor, organisation, "change")


def remove_organisation(actor: Actor, organisation: Organisation) -> None:
    """Take an organisation out of a territory; raise Held where something rests on it.

    Roles that ended and invitations that were answered speak of it no more.
    """
    authorize(actor, Action.TEAM_MANAGE, organisation)
    lock_circle(organisation.territory_id)
    db.session.refresh(organisation)
    if holding(organisation.id).anything:
        raise Held
    for past in (Membership, Invitation):
        db.session.execute(
            update(past).where(past.organisation_id == organisation.id).values(organisation_id=None)
        )
    _log(actor, organisation, "remove")
    if organisation.logo_key:
        enqueue("pictures.delete", {"keys": [organisation.logo_key]})
    db.session.delete(organisation)
    db.session.flush()


def _log(actor: Actor, organisation: Organisation, act: str) -> None:
    log_act(actor, "organisation", organisation.territory_id, act, {"organisation": organisation.id})


def _write(organisation: Organisation, said: Described) -> None:
    lock_circle(organisation.territory_id)
    others = names_in(organisation.territory_id, organisation.id)
    if slugify(said.name) in {slugify(name) for name in others}:
        raise NameTaken(said.name)
    organisation.name, organisation.kind, organisation.logo_key = said.name, said.kind, said.logo_key
