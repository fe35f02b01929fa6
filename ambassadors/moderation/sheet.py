"""An item of the queue with all that helps to decide on it, and rows of lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now

from .differences import Difference, differences
from .edit import Edit
from .history import decisions_on, revision_of
from .models import Decision, Submission
from .notes import NOTE_LABELS
from .queue import Past, names_of, others_by, pasts_of
from .transitions import KINDS, PAST_LABELS, REASONS, Kind

LATE = timedelta(days=2)

TONES = {
    "submit": ("info", "send"),
    "withdraw": ("neutral", "undo"),
    "return": ("warning", "pen"),
    "approve": ("success", "check"),
    "reject": ("danger", "x"),
    "unpublish": ("danger", "eye-off"),
    "restore": ("success", "eye"),
    "retire": ("neutral", "inbox"),
}


@dataclass(frozen=True)
class Row:
    """A contribution in a list."""

    item: Submission
    past: Past = field(default_factory=Past)
    mine: bool = False

    @property
    def kind(self) -> Kind:
        """Return what this kind is called."""
        return KINDS[self.item.kind]

    @property
    def is_late(self) -> bool:
        """Tell whether it has waited longer than its author should."""
        return self.item.submitted_at is not None and now() - self.item.submitted_at > LATE


@dataclass(frozen=True)
class Line:
    """A line of the log as people read it."""

    label: str
    at: datetime
    actor: str | None
    by_team: bool
    statement: str
    reason: str | None
    law: str | None
    tone: str
    icon: str
    revision: int | None


@dataclass(frozen=True)
class Sheet:
    """An item, where it stands, who wrote it, what changed, what was decided."""

    row: Row
    lines: list[Line]
    others: Sequence[Submission]
    changes: list[Difference]


def rows_of(items: Sequence[Submission], actor: Actor) -> list[Row]:
    """Return contributions as rows, each with its author's past in the territory they share."""
    if not items:
        return []
    pasts = pasts_of((item.author_id for item in items), items[0].territory_id)
    return [Row(item, pasts[item.author_id], item.author_id == actor.account_id) for item in items]


def sheet_of(item: Submission, actor: Actor) -> Sheet:
    """Return all that helps to decide on an item."""
    log = decisions_on(item)
    return Sheet(rows_of([item], actor)[0], lines_of(log), others_by(item), changes_of(item, log))


def lines_of(log: Sequence[Decision]) -> list[Line]:
    """Return the log of an item in words."""
    names = names_of(log)
    return [_line(decision, names) for decision in log]


def _line(decision: Decision, names: dict[int, str]) -> Line:
    name = decision.transition
    tone, icon = TONES.get(name, ("neutral", "history"))
    return Line(
        label=PAST_LABELS.get(name) or NOTE_LABELS[name],
        at=decision.at,
        actor=names.get(decision.actor_id or 0),
        by_team=name not in ("submit", "withdraw", "retire"),
        statement=decision.statement,
        reason=REASONS.get(decision.reason_code or ""),
        law=decision.law,
        tone=tone,
        icon=icon,
        revision=decision.revision,
    )


def changes_of(item: Submission, log: Iterable[Decision]) -> list[Difference]:
    """Return what an edit changes, or what changed since the author was asked for changes."""
    if isinstance(item, Edit):
        if item.status == "approved":
            return []
        return differences(item.target.readable(item.target.snapshot()), item.target.readable(item.whole))
    judged = [decision for decision in log if decision.transition in ("return", "submit")]
    asked = [number for number, decision in enumerate(judged) if decision.transition == "return"]
    if not asked or judged[-1].transition == "return":
        return []
    former = revision_of(item, judged[asked[-1]].revision or 0)
    if former is None:
        return []
    return differences(item.readable(former.content), item.readable(item.snapshot()))
