"""Organisations of a territory, written down by its managers."""

from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.core.slugs import slugify
from ambassadors.network.models import Organisation
from ambassadors.network.queries.organisations import names_in
from ambassadors.network.queries.team import lock_circle
from ambassadors.territories.models import Territory


class NameTaken(ValueError):
    """The territory has an organisation of this name."""


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
    return organisation


def edit_organisation(actor: Actor, organisation: Organisation, said: Described) -> None:
    """Change what is written of an organisation; raise NameTaken."""
    authorize(actor, Action.TEAM_MANAGE, organisation)
    _write(organisation, said)
    db.session.flush()


def _write(organisation: Organisation, said: Described) -> None:
    lock_circle(organisation.territory_id)
    others = names_in(organisation.territory_id, organisation.id)
    if slugify(said.name) in {slugify(name) for name in others}:
        raise NameTaken(said.name)
    organisation.name, organisation.kind, organisation.logo_key = said.name, said.kind, said.logo_key
