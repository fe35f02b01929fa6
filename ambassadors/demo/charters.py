"""The demonstration's charters, and who has accepted them."""

from datetime import datetime, timedelta

from ambassadors.access.actor import Role
from ambassadors.accounts.models import Account
from ambassadors.charter.proposed import proposed_charter
from ambassadors.charter.queries import charter_of
from ambassadors.charter.service import accept_charter, publish_charter
from ambassadors.core.clock import PARIS, standing_at

from .cast import Cast
from .reading import Row, instant


def make_charter(cast: Cast, slug: str, row: Row) -> None:
    """Publish one version, and let all but the silent ones accept it, one a day."""
    territory = cast.territories[slug]
    text = proposed_charter(territory.name, territory.at_name, territory.of_name)
    for passage in row.get("without", []):
        text = text.replace(passage, "")
    standing = charter_of(territory.id)
    author = cast.people[row["author"]].as_actor()
    with standing_at(instant(row["at"])):
        version = publish_charter(
            author, territory, text, row.get("note", ""), seen=standing.number if standing else 0
        )
    for days, account in enumerate(_asked(cast, territory.id, row.get("silent", [])), 1):
        at = max(instant(row["at"]), _joined(account, territory.id)) + timedelta(days=days, hours=days % 7)
        with standing_at(at):
            accept_charter(account.as_actor(), territory, version.number)


def _asked(cast: Cast, territory_id: int, silent: list[str]) -> list[Account]:
    return [
        account
        for key, account in cast.people.items()
        if key not in silent and Role.AMBASSADOR in account.as_actor().roles_in(territory_id)
    ]


def _joined(account: Account, territory_id: int) -> datetime:
    since = min(held.since for held in account.memberships if held.territory_id == territory_id)
    return datetime(since.year, since.month, since.day, 18, tzinfo=PARIS)
