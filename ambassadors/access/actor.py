"""Who acts: a frozen value, the same for a request, a job and a test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What an account is in one territory."""

    AMBASSADOR = "ambassador"
    PARTNER = "partner"
    MODERATOR = "moderator"
    MANAGER = "manager"


TEAM = frozenset({Role.MODERATOR, Role.MANAGER})
DESK = TEAM | {Role.PARTNER}
VOICES = frozenset(Role)


@dataclass(frozen=True)
class Actor:
    """An account as far as rights go; `Actor.anonymous()` stands for nobody, so that no caller asks."""

    account_id: int | None = None
    name: str = ""
    is_admin: bool = False
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    owned: Mapping[int, frozenset[str]] = field(default_factory=dict)  # themes answered for, by territory

    @classmethod
    def anonymous(cls) -> "Actor":
        """Return the actor of a visitor who is not signed in."""
        return _ANONYMOUS

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody is signed in."""
        return self.account_id is None

    def roles_in(self, territory_id: int) -> frozenset[Role]:
        """Return the roles held in a territory."""
        return self.roles.get(territory_id, frozenset())

    def territories_with(self, wanted: frozenset[Role]) -> list[int]:
        """Return the territories where at least one of these roles is held, in a stable order."""
        return sorted(territory for territory, held in self.roles.items() if held & wanted)


_ANONYMOUS = Actor()
