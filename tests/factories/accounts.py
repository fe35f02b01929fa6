"""Accounts and their roles."""

from itertools import count

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.territories.models import Territory

_numbers = count(1)


def an_account(name: str = "Claire Morel", email: str | None = None, **values: object) -> Account:
    """Make a confirmed account."""
    account = Account(
        email=email or f"personne{next(_numbers)}@demo.example",
        name=name,
        **({"confirmed_at": now()} | values),
    )
    db.session.add(account)
    db.session.flush()
    return account


def a_member(territory: Territory, role: str, name: str = "Claire Morel", **values: object) -> Account:
    """Make an account that holds a role in a territory."""
    account = an_account(name)
    db.session.add(Membership(account_id=account.id, territory_id=territory.id, role=role, **values))
    db.session.flush()
    db.session.expire(account, ["memberships"])
    return account


def an_admin() -> Account:
    """Make an administrator."""
    return an_account("Administration", is_admin=True)
