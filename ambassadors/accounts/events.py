"""What accounts tell those above them, inside the transaction that is under way."""

from dataclasses import dataclass, field
from typing import Any

from ambassadors.access.actor import Actor


@dataclass(frozen=True)
class AccountClosing:
    """An account is about to be emptied: each domain lets its own part go.

    `keep_texts`: what is published stays, without a name; otherwise it is withdrawn from the public.
    """

    account_id: int
    keep_texts: bool
    actor: Actor


@dataclass(frozen=True)
class AccountClosed:
    """An account was emptied; its last address and name, for one last mail."""

    email: str
    name: str


@dataclass(frozen=True)
class DataAsked:
    """Somebody asks for a copy of their data: each domain adds its part to `parts`, as plain JSON values."""

    account_id: int
    parts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EmailChanged:
    """An account has a new address; the former one is told."""

    account_id: int
    name: str
    former: str
    present: str


@dataclass(frozen=True)
class PasswordChanged:
    """An account has a new password."""

    account_id: int
    name: str
    email: str
