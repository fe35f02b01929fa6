"""How a territory sees itself and whom it wants to welcome: written by its managers, for them alone."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.positioning import Positioning
from ambassadors.dossier.queries.cells import lock_territory
from ambassadors.dossier.queries.positioning import positioning_of
from ambassadors.territories.grid import SEGMENTS
from ambassadors.territories.models import Territory

from .publishing import Overtaken

MOST_TARGETS = 4  # few are chosen, and followed


@dataclass(frozen=True)
class Target:
    """A public that the territory chose: who, what it needs of them, by when."""

    segment: str
    need: str
    by: date

    def stored(self) -> dict[str, Any]:
        """Return it as it is kept in JSON."""
        return asdict(self) | {"by": self.by.isoformat()}

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Target":
        """Read it back."""
        return cls(row["segment"], row["need"], date.fromisoformat(row["by"]))


@dataclass(frozen=True)
class PositioningSaid:
    """What is written of a positioning."""

    awareness: str
    image: str
    identity: str
    differentiators: str
    targets: tuple[Target, ...] = ()


def save_positioning(actor: Actor, territory: Territory, said: PositioningSaid, version: int) -> Positioning:
    """Write the positioning from the version it was opened on (0: none yet); raise Overtaken where it moved since."""
    authorize(actor, Action.DOSSIER_STEER, territory)
    segments = [target.segment for target in said.targets]
    if (
        len(segments) > MOST_TARGETS
        or len(set(segments)) < len(segments)
        or not set(segments) <= set(SEGMENTS)
    ):
        raise ValueError(said.targets)
    lock_territory(territory.id)
    found = positioning_of(territory.id, fresh=True)
    if (found.version if found else 0) != version:
        raise Overtaken
    if found is None:
        found = Positioning(territory_id=territory.id, version=0)
        db.session.add(found)
    for name in ("awareness", "image", "identity", "differentiators"):
        setattr(found, name, getattr(said, name))
    found.targets = [target.stored() for target in said.targets]
    found.version, found.saved_at, found.saved_by_id = version + 1, now(), actor.account_id
    db.session.flush()
    return found
