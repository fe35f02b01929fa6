"""What the menu of a desk counts beside the moderation queue: every domain registers its own, from its views."""

from collections.abc import Callable, Collection

from ambassadors.territories.models import Territory

Counter = Callable[[Territory], int]

_counters: dict[str, Counter] = {}


def register_counter(section: str, count: Counter) -> None:
    """Have a section of the menu show how much awaits the visitor there."""
    _counters[section] = count


def counted(territory: Territory, known: Collection[str]) -> dict[str, int]:
    """Return what awaits the visitor in a territory, by section, those known already left out."""
    return {section: count(territory) for section, count in _counters.items() if section not in known}
