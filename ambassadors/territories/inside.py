"""What stands inside a territory and is no row of its own, for the rules to be asked about."""

from dataclasses import dataclass

from .models import Territory


@dataclass(frozen=True)
class Inside:
    """A part of a territory: whoever may do something there may do it here, unless its rule says more."""

    territory: Territory

    @property
    def territory_id(self) -> int:
        """Return the territory's number."""
        return self.territory.id

    @property
    def state(self) -> str:
        """Return the state of the territory: a part of it is read by whoever reads it."""
        return self.territory.state
