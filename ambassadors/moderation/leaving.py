"""What becomes of somebody's contributions when they leave, and what they take away as a copy."""

from dataclasses import dataclass
from typing import Any

from ambassadors.accounts.closing import NOBODY
from ambassadors.accounts.events import AccountClosing, DataAsked
from ambassadors.core.db import db
from ambassadors.core.events import publish, subscribe

from .drafts import remove
from .engine import transition
from .history import decisions_on
from .models import Submission
from .queries import contributions_of
from .transitions import KINDS


@dataclass(frozen=True)
class Anonymised:
    """A contribution stays, without the name of who wrote it: whoever keeps that name lets it go."""

    item: Submission


@subscribe(AccountClosing)
def let_contributions_go(event: AccountClosing) -> None:
    """Take back what waits, delete what was never published, withdraw or unsign the rest."""
    for item in contributions_of(event.account_id):
        if "withdraw" in KINDS[item.kind].transitions and item.status == "submitted":
            transition(event.actor, item, "withdraw", version=item.version)
        if item.status in ("draft", "returned") and item.published_at is None:
            remove(event.actor, item)
            continue
        if item.status == "published" and not event.keep_texts:
            transition(event.actor, item, "retire", version=item.version)
        _unsign(item)


def _unsign(item: Submission) -> None:
    item.speaker_name = NOBODY
    db.session.flush()
    publish(Anonymised(item))


@subscribe(DataAsked)
def add_contributions(event: DataAsked) -> None:
    """Add every contribution with its text, its dates and what was decided about it."""
    event.parts["contributions"] = [_copy(item) for item in contributions_of(event.account_id)]


def _copy(item: Submission) -> dict[str, Any]:
    dates = {"cree_le": item.created_at, "envoye_le": item.submitted_at, "publie_le": item.published_at}
    return {
        "numero": item.id,
        "nature": KINDS[item.kind].label,
        "territoire": item.territory.name,
        "statut": item.status,
        "signature": item.speaker_name,
        "texte": item.snapshot(),
        "decisions": [
            {
                "le": line.at.isoformat(timespec="seconds"),
                "de": line.from_status,
                "vers": line.to_status,
                "motif": line.reason_code,
                "expose": line.statement,
            }
            for line in decisions_on(item)
        ],
    } | {name: at.isoformat(timespec="seconds") if at else None for name, at in dates.items()}
