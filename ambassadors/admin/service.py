"""Verbs of the administration: what a territory covers, who runs it, mails sent again, administrators."""

from sqlalchemy import update

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import authorize
from ambassadors.accounts.links import RESET, issue
from ambassadors.accounts.models import Account
from ambassadors.accounts.queries import account_by_email
from ambassadors.accounts.service import find_or_create_by_email
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import publish
from ambassadors.core.outbox import OutboxRow
from ambassadors.network.addressees import Addressee
from ambassadors.network.service.invitations import Offer, Outcome, invite
from ambassadors.network.service.roles import give_role
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory, TerritoryPlace
from ambassadors.territories.service import TerritoryWritten

from .mails import choose_password


class AlreadyThere(ValueError):
    """The territory covers this place already."""


def cover(actor: Actor, territory: Territory, place: Place) -> None:
    """Let a territory cover one more place; raise AlreadyThere."""
    authorize(actor, Action.TERRITORY_CREATE, territory)
    covered = db.session.get(TerritoryPlace, (territory.id, place.id))
    if place.id == territory.place_id or covered:
        raise AlreadyThere(place.name)
    db.session.add(TerritoryPlace(territory_id=territory.id, place_id=place.id))
    db.session.flush()
    publish(TerritoryWritten(territory))


def uncover(actor: Actor, territory: Territory, place_id: int) -> None:
    """Let a territory no longer cover an additional place; one that is gone already is no error."""
    authorize(actor, Action.TERRITORY_CREATE, territory)
    row = db.session.get(TerritoryPlace, (territory.id, place_id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        publish(TerritoryWritten(territory))


def name_manager(actor: Actor, territory: Territory, email: str) -> Outcome | Account:
    """Let somebody run a territory: at once where they have an account, else by an invitation to accept.

    Raise AlreadyHeld where they do already.
    """
    authorize(actor, Action.TERRITORY_CREATE, territory)
    account = account_by_email(email)
    if account is not None and account.confirmed_at is not None:
        give_role(actor, territory, account, Role.MANAGER.value)
        return account
    return invite(actor, territory, [Addressee(email, email)], Offer(Role.MANAGER.value))[0]


def retry(actor: Actor, row_id: int) -> bool:
    """Let a dead letter leave again from now on; False where it is not dead any more."""
    authorize(actor, Action.ADMIN_USE, actor)
    woken = db.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.dead_at.is_not(None), OutboxRow.done_at.is_(None))
        .values(dead_at=None, attempts=0, due_at=now(), leased_until=None, owner=None)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    ).first()
    return woken is not None


def make_administrator(email: str, name: str) -> Account:
    """Make an administrator of an address, a new account or not, and mail a link to choose the password.

    Only the command line comes here: whoever may run it holds the server.
    """
    account = find_or_create_by_email(email, name)
    account.is_admin = True
    db.session.flush()
    choose_password(account, issue(RESET, account.email or "", account.id))
    return account
