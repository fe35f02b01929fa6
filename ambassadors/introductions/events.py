"""What happens to requests, told inside the transaction that is under way."""

from dataclasses import dataclass

from ambassadors.access.actor import Actor

from .models import Introduction


@dataclass(frozen=True)
class Asked:
    """A request reached its desk."""

    introduction: Introduction


@dataclass(frozen=True)
class Stepped:
    """The desk took a step; `invites`: its mover is to be asked whether they would become an ambassador."""

    introduction: Introduction
    step: str
    actor: Actor
    invites: bool = False
