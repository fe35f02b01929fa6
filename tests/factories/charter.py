"""Charters, published as their managers do."""

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.charter.models import CharterVersion
from ambassadors.charter.queries import charter_of
from ambassadors.charter.service import accept_charter, publish_charter
from ambassadors.territories.models import Territory

PROMISE = "Je raconte ce que j’ai vécu, le difficile compris. " * 6


def a_charter(
    territory: Territory, author: Account, text: str = PROMISE.strip(), note: str = ""
) -> CharterVersion:
    """Publish the next version of a territory's charter."""
    standing = charter_of(territory.id)
    actor = Actor(author.id, author.name, is_admin=True)
    return publish_charter(actor, territory, text, note, seen=standing.number if standing else 0)


def accepted(territory: Territory, account: Account) -> None:
    """Let somebody accept the version that stands."""
    standing = charter_of(territory.id)
    accept_charter(account.as_actor(), territory, standing.number if standing else 0)
