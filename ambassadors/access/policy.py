"""The registry of rules and the three questions the house asks of it."""

from typing import Any

from sqlalchemy import ColumnElement

from .actions import Action
from .actor import Actor
from .rules import Rule

_rules: dict[Action, Rule] = {}
_seen_through: dict[Action, Action] = {}


class NotVisible(Exception):
    """The actor may not know that this exists: a 404."""


class NotAllowed(Exception):
    """The actor sees it but may not do this to it: a 403."""


def rule(action: Action, allowed: Rule, *, seen: Action | None = None) -> None:
    """Declare who may do an action, once, in its domain's policy.py; `seen` tells a 403 from a 404."""
    if action in _rules:
        raise ValueError(f"two rules for {action}")
    _rules[action] = allowed
    _seen_through[action] = seen or Action(f"{action.value.partition('.')[0]}.view")


def declared() -> dict[Action, Rule]:
    """Return every rule, for the public page of the role matrix and for the tests."""
    return dict(_rules)


def can(actor: Actor, action: Action, obj: Any) -> bool:
    """Tell whether an actor may do something to an object."""
    return _rules[action].test(actor, obj)


def authorize(actor: Actor, action: Action, obj: Any) -> None:
    """Let pass, or raise NotVisible where the object may not be known of, NotAllowed otherwise."""
    if can(actor, action, obj):
        return
    raise NotAllowed(action.value) if can(actor, _seen_through[action], obj) else NotVisible(action.value)


def permitted(actor: Actor, action: Action, model: Any) -> ColumnElement[bool]:
    """Return the WHERE clause that keeps the rows to which the actor may do the action."""
    return _rules[action].clause(actor, model)
