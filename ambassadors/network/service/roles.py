"""Roles given, changed and ended. Whoever it concerns is told: nobody's role ends in silence."""

from dataclasses import dataclass
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import authorize
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now, today
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.network.models import Organisation, Profile
from ambassadors.network.queries.organisations import organisation_in
from ambassadors.network.queries.own import lock_account, profile_of
from ambassadors.network.queries.team import count_managers, lock_circle, membership_as
from ambassadors.territories.models import Territory

SAID = ("themes", "segments", "disclosure")


class LastManager(Exception):
    """Nobody would run the territory any more: only the administrator may do that."""


class AlreadyHeld(ValueError):
    """This person holds this role already."""


class NeedsOrganisation(ValueError):
    """A partner speaks for an organisation of the territory, and none was given."""


@dataclass(frozen=True)
class RoleBegun:
    """Somebody holds a role from now on, whatever the road: given, accepted or applied for."""

    membership: Membership


@dataclass(frozen=True)
class RoleGiven:
    """Somebody was given a role at once, without an invitation to accept."""

    membership: Membership
    territory: Territory
    account: Account
    actor: Actor


@dataclass(frozen=True)
class RoleChanged:
    """Somebody's role became another one, or speaks for another organisation."""

    former: str
    membership: Membership
    territory: Territory
    account: Account
    actor: Actor


@dataclass(frozen=True)
class RoleEnded:
    """Somebody's role ended."""

    membership: Membership
    territory: Territory
    account: Account
    actor: Actor


def check_organisation(territory_id: int, role: str, organisation_id: int | None) -> None:
    """Raise NeedsOrganisation where a partner would speak for nothing of this territory."""
    found: Organisation | None = organisation_in(territory_id, organisation_id) if organisation_id else None
    if found is None and (organisation_id or role == Role.PARTNER):
        raise NeedsOrganisation(role)


def begin_role(
    account_id: int, territory_id: int, role: str, granted_by_id: int | None, **more: Any
) -> Membership:
    """Write a role down; one that had ended begins again today. The caller has checked the right to."""
    lock_account(account_id)
    membership = membership_as(account_id, territory_id, role)
    if membership is None:
        membership = Membership(account_id=account_id, territory_id=territory_id, role=role)
        db.session.add(membership)
        _begin(membership, granted_by_id)
    elif membership.ended_at is not None:
        _begin(membership, granted_by_id)
    for name, value in more.items():
        setattr(membership, name, value)
    if profile_of(account_id) is None:
        db.session.add(Profile(account_id=account_id))
    db.session.flush()
    publish(RoleBegun(membership))
    return membership


def _begin(membership: Membership, granted_by_id: int | None) -> None:
    membership.since, membership.ended_at, membership.granted_by_id = today(), None, granted_by_id


def give_role(
    actor: Actor, territory: Territory, account: Account, role: str, organisation_id: int | None = None
) -> Membership:
    """Give somebody a role at once, and tell them; raise AlreadyHeld or NeedsOrganisation."""
    authorize(actor, Action.TEAM_MANAGE, territory)
    check_organisation(territory.id, role, organisation_id)
    lock_circle(territory.id)
    held = membership_as(account.id, territory.id, role)
    if held and held.ended_at is None:
        raise AlreadyHeld(role)
    membership = begin_role(account.id, territory.id, role, actor.account_id, organisation_id=organisation_id)
    publish(RoleGiven(membership, territory, account, actor))
    return membership


def end_role(actor: Actor, membership: Membership) -> None:
    """End a role; what its holder wrote stays. Raise LastManager where nobody would run the territory."""
    authorize(actor, Action.TEAM_MANAGE, membership)
    lock_circle(membership.territory_id)
    db.session.refresh(membership)
    if membership.ended_at is not None:
        return
    _check_manager_stays(actor, membership)
    membership.ended_at = now()
    db.session.flush()
    publish(RoleEnded(membership, *_whose(membership), actor))


def change_role(
    actor: Actor, membership: Membership, role: str, organisation_id: int | None = None
) -> Membership:
    """Turn a role into another one, what its holder can speak of kept; raise LastManager or AlreadyHeld."""
    authorize(actor, Action.TEAM_MANAGE, membership)
    check_organisation(membership.territory_id, role, organisation_id)
    lock_circle(membership.territory_id)
    db.session.refresh(membership)
    former = membership.role
    if role == former:
        if membership.organisation_id == organisation_id:
            raise AlreadyHeld(role)
        membership.organisation_id = organisation_id
        changed = membership
    else:
        changed = _replace(actor, membership, role, organisation_id)
    db.session.flush()
    publish(RoleChanged(former, changed, *_whose(changed), actor))
    return changed


def _replace(actor: Actor, membership: Membership, role: str, organisation_id: int | None) -> Membership:
    """Begin the new role and end the former one, which stays as history."""
    held = membership_as(membership.account_id, membership.territory_id, role)
    if held and held.ended_at is None:
        raise AlreadyHeld(role)
    _check_manager_stays(actor, membership)
    said = {name: getattr(membership, name) for name in SAID}
    account_id, territory_id = membership.account_id, membership.territory_id
    begun = begin_role(
        account_id, territory_id, role, actor.account_id, organisation_id=organisation_id, **said
    )
    membership.ended_at = now()
    return begun


def may_end(actor: Actor, membership: Membership) -> bool:
    """Tell whether ending this role leaves somebody to run the territory, or the administrator decides."""
    if actor.is_admin or membership.role != Role.MANAGER:
        return True
    return count_managers(membership.territory_id) > 1


def _check_manager_stays(actor: Actor, membership: Membership) -> None:
    if not may_end(actor, membership):
        raise LastManager(membership.territory_id)


def _whose(membership: Membership) -> tuple[Territory, Account]:
    return (
        db.session.get_one(Territory, membership.territory_id),
        db.session.get_one(Account, membership.account_id),
    )
