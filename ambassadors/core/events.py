"""How a lower domain speaks to those above it: frozen events, heard in the same transaction."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")

_subscribers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a function to be called, inside the transaction, for each event of a class."""

    def register(listener: Callable[[E], None]) -> Callable[[E], None]:
        _subscribers[kind].append(listener)
        return listener

    return register


def publish(event: object) -> None:
    """Tell every subscriber, in the order of wiring; an error in one refuses the whole act."""
    for listener in _subscribers[type(event)]:
        listener(event)
