"""What somebody of the desk may read of a request: what its mover agreed to share with them, and no more."""

from dataclasses import dataclass

from ambassadors.access.actor import Actor, Role

from .consent import AMBASSADOR, OWNER, PHONE, TEAM
from .models import Introduction

UNNAMED = "Une personne qui n’a pas partagé son nom"
WITHDRAWN, EXPIRED = "Demande retirée", "Demande effacée"


@dataclass(frozen=True)
class Sight:
    """A request as one pair of eyes sees it."""

    introduction: Introduction
    name: str
    email: str
    phone: str

    @property
    def takes_ambassadors(self) -> bool:
        """Tell whether an ambassador may be put in touch."""
        return AMBASSADOR in self.introduction.granted

    @property
    def is_named(self) -> bool:
        """Tell whether the name may be read."""
        return bool(self.email)


def sight_of(actor: Actor, introduction: Introduction) -> Sight:
    """Return what an actor who follows a request may read of its mover."""
    granted, author = introduction.granted, introduction.author
    at_team = actor.is_admin or Role.MANAGER in actor.roles_in(introduction.territory_id)
    is_owner = introduction.theme in actor.owned.get(introduction.territory_id, frozenset())
    shared = (at_team and TEAM in granted) or (is_owner and OWNER in granted)
    if introduction.wiped_at:
        return Sight(introduction, WITHDRAWN if introduction.withdrawn_at else EXPIRED, "", "")
    if author is None or not shared:
        return Sight(introduction, UNNAMED, "", "")
    phone = introduction.phone if PHONE in granted else ""
    return Sight(introduction, introduction.name, author.email or "", phone)
