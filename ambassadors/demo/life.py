"""How the demonstration's contributions get where they are: by the road that people take, at their own dates."""

from datetime import datetime, timedelta

from ambassadors.access.actor import Actor
from ambassadors.core.clock import standing_at
from ambassadors.moderation.engine import Reason, transition
from ambassadors.moderation.models import Submission

from .reading import Row

ROAD = {
    "draft": (),
    "submitted": ("submit",),
    "returned": ("submit", "return"),
    "published": ("submit", "approve"),
    "approved": ("submit", "approve"),
    "rejected": ("submit", "reject"),
    "unpublished": ("submit", "approve", "unpublish"),
    "retired": ("submit", "approve", "retire"),
}
REVIEW = timedelta(hours=7)
ONLINE = timedelta(days=40)
SPOKEN = "Cette contribution ne répond pas à la charte du site, relisez-la avant de la proposer à nouveau."


def bring(item: Submission, row: Row, last: datetime, author: Actor, decider: Actor) -> None:
    """Move an item to the status of its row; `last` is when its last step happened."""
    steps = ROAD[row.get("status", "published")]
    waits = {"approve": REVIEW, "reject": REVIEW, "return": REVIEW, "unpublish": ONLINE, "retire": ONLINE}
    at = last - sum((waits.get(step, timedelta()) for step in steps), timedelta())
    for step in steps:
        at += waits.get(step, timedelta())
        with standing_at(at):
            actor = author if step in ("submit", "retire") else decider
            transition(actor, item, step, reason=_reason(step, row), version=item.version)


def _reason(step: str, row: Row) -> Reason | None:
    if step not in ("return", "reject", "unpublish"):
        return None
    default = "qualite" if step == "return" else "hors-sujet"
    return Reason(row.get("reason", default), row.get("statement", SPOKEN), row.get("law", ""))
