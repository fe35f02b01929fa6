"""What somebody of the desk may read of a request: what its mover agreed to share with them, and no more.

Without an agreement that covers them they see its theme, its state and its dates.
"""

from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from ambassadors.places.models import Place

from .consent import AMBASSADOR, PHONE
from .models import Introduction

UNSHARED = "Une demande qui n’est pas partagée avec vous"
WITHDRAWN, EXPIRED = "Demande retirée", "Demande effacée"


@dataclass(frozen=True)
class Sight:
    """A request as one pair of eyes sees it."""

    introduction: Introduction
    is_shared: bool

    @property
    def heading(self) -> str:
        """Return what it is called where there is no name to call it by, else the name."""
        if self.introduction.wiped_at:
            return WITHDRAWN if self.introduction.withdrawn_at else EXPIRED
        return self.name or UNSHARED

    @property
    def theme(self) -> str:
        """Return its theme, which everybody who follows it reads."""
        return self.introduction.theme

    @property
    def name(self) -> str:
        """Return the mover's name."""
        return self.introduction.name if self.is_shared else ""

    @property
    def email(self) -> str:
        """Return where to write to them."""
        author = self.introduction.author
        return (author.email or "") if self.is_shared and author else ""

    @property
    def phone(self) -> str:
        """Return their number, where it was agreed."""
        return self.introduction.phone if self.is_shared and PHONE in self.introduction.granted else ""

    @property
    def project(self) -> str:
        """Return what they tell of their project."""
        return self.introduction.project if self.is_shared else ""

    @property
    def household(self) -> str:
        """Return who would come."""
        return self.introduction.household if self.is_shared else ""

    @property
    def jobs(self) -> str:
        """Return the jobs they look for."""
        return self.introduction.jobs if self.is_shared else ""

    @property
    def horizon(self) -> str | None:
        """Return when they would move."""
        return self.introduction.horizon if self.is_shared else None

    @property
    def origin(self) -> Place | None:
        """Return where they live now."""
        return self.introduction.origin if self.is_shared else None

    @property
    def takes_ambassadors(self) -> bool:
        """Tell whether an ambassador may be put in touch."""
        return self.is_shared and AMBASSADOR in self.introduction.granted


def sight_of(actor: Actor, introduction: Introduction) -> Sight:
    """Return what an actor who follows a request may read of its mover."""
    return Sight(introduction, can(actor, Action.INTRODUCTION_READ, introduction))
