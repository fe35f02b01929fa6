"""Who answers for a theme: chosen by the managers, somebody of the desk or an organisation of the territory."""

from typing import Any

from sqlalchemy import delete, update

from ambassadors.access.actions import Action
from ambassadors.access.actor import DESK, Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.dossier.events import DossierChanged
from ambassadors.dossier.queries.owners import (
    holds_desk_role,
    is_organisation_of,
    owner_of,
    territories_where,
)
from ambassadors.moderation.editorial import log_act
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory


class NotOfTheDesk(ValueError):
    """The person has no role of the desk here, or the organisation is another territory's."""


def set_owner(
    actor: Actor,
    territory: Territory,
    theme: str,
    account_id: int | None,
    organisation_id: int | None,
) -> None:
    """Make a person and/or an organisation answer for a theme; with neither, nobody does."""
    authorize(actor, Action.DOSSIER_STEER, territory)
    if theme not in THEMES:
        raise ValueError(theme)
    if account_id and not holds_desk_role(account_id, territory.id, DESK):
        raise NotOfTheDesk("Cette personne n’a pas de rôle au bureau de ce territoire.")
    if organisation_id and not is_organisation_of(organisation_id, territory.id):
        raise NotOfTheDesk("Cet acteur local n’est pas de ce territoire.")
    owner = owner_of(territory.id, theme)
    if owner and (owner.account_id, owner.organisation_id) == (account_id, organisation_id):
        return
    before = (owner.account_id, owner.organisation_id) if owner else (None, None)
    if owner:
        db.session.delete(owner)
        db.session.flush()
    if account_id or organisation_id:
        db.session.add(
            ThemeOwner(
                territory_id=territory.id,
                theme=theme,
                account_id=account_id,
                organisation_id=organisation_id,
                since=today(),
            )
        )
    db.session.flush()
    names = ("account", "organisation")
    about: dict[str, Any] = {"theme": theme, "from": dict(zip(names, before, strict=True))}
    about["to"] = dict(zip(names, (account_id, organisation_id), strict=True))
    log_act(actor, "owner", territory.id, "change", about)
    publish(DossierChanged(territory.id))


def release(account_id: int, territory_id: int | None = None) -> None:
    """Let somebody answer for nothing any more, in one territory or in all; an organisation goes on without them."""
    theirs = ThemeOwner.account_id == account_id
    here = theirs if territory_id is None else theirs & (ThemeOwner.territory_id == territory_id)
    touched = territories_where(here)
    db.session.execute(
        update(ThemeOwner).where(here, ThemeOwner.organisation_id.is_not(None)).values(account_id=None)
    )
    db.session.execute(delete(ThemeOwner).where(here))
    for number in touched:
        publish(DossierChanged(number))
