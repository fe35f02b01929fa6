"""What happens to requests, told inside the transaction that is under way."""

from dataclasses import dataclass

from ambassadors.access.actor import Actor
from ambassadors.territories.models import Territory

from .models import Introduction
from .proposal import Proposal


@dataclass(frozen=True)
class Asked:
    """A request reached its desk."""

    introduction: Introduction


@dataclass(frozen=True)
class Waits:
    """A request awaits somebody to follow it, again or at last; `but`: an account that is leaving."""

    introduction: Introduction
    but: int | None = None


@dataclass(frozen=True)
class Entrusted:
    """The requests of a territory that wait have changed hands, with its closing or its return."""

    territory: Territory


@dataclass(frozen=True)
class Stepped:
    """The desk took a step; `invites`: its mover is to be asked whether they would become an ambassador."""

    introduction: Introduction
    step: str
    actor: Actor
    invites: bool = False


@dataclass(frozen=True)
class Proposed:
    """A request was proposed to an ambassador."""

    proposal: Proposal


@dataclass(frozen=True)
class Written:
    """An ambassador wrote to the mover of a request."""

    proposal: Proposal
