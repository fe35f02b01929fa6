"""What a reader wishes for: each wish keeps territories or leaves them out, none puts one before another."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ambassadors.territories.frames import FRAMES
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import LEVELS

MANY = frozenset({"cadre"})  # several at once: all of them are wanted
NUMBER, CODE, SLUG = r"[1-9]\d{0,9}", r"\d{2,3}|2[AB]", r"[a-z0-9-]{1,40}"

SIZES = {
    "moins-de-5000": (0, "Moins de 5 000 habitants"),
    "5000-20000": (5_000, "De 5 000 à 20 000 habitants"),
    "20000-100000": (20_000, "De 20 000 à 100 000 habitants"),
    "100000-500000": (100_000, "De 100 000 à 500 000 habitants"),
    "plus-de-500000": (500_000, "Plus de 500 000 habitants"),
}
HOURS = {str(hours): f"{hours} h au plus" for hours in range(1, 6)}

# What each filter of the address may hold; an unheard-of value is no wish.
FILTERS = {
    "cadre": "|".join(FRAMES),
    "niveau": "|".join(LEVELS),
    "region": NUMBER,
    "departement": CODE,
    "taille": "|".join(SIZES),
    "paris": "|".join(HOURS),
    "edition": SLUG,
    "theme": "|".join(THEMES),
    "ambassadeurs": "1",
}


def size_of(population: int) -> str:
    """Return the band a population is in."""
    return [slug for slug, (least, _) in SIZES.items() if population >= least][-1]


@dataclass(frozen=True)
class Wishes:
    """The words typed and the values chosen, by filter."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, asked: Callable[[str], list[str]]) -> "Wishes":
        """Read wishes out of what an address asks; `asked` gives the values of a filter."""
        chosen = {}
        for name, pattern in FILTERS.items():
            heard = dict.fromkeys(value for value in asked(name) if re.fullmatch(pattern, value))
            kept = tuple(heard) if name in MANY else tuple(heard)[:1]
            if kept:
                chosen[name] = kept
        return cls(text, chosen)

    def has(self, name: str, value: str) -> bool:
        """Tell whether a value is wished for."""
        return value in self.chosen.get(name, ())

    def value(self, name: str) -> str:
        """Return the value of a filter that takes one; empty where none is wished for."""
        return next(iter(self.chosen.get(name, ())), "")

    def toggled(self, name: str, value: str) -> "Wishes":
        """Return these wishes with one more, or without it."""
        values = self.chosen.get(name, ())
        if value in values:
            values = tuple(one for one in values if one != value)
        else:
            values = (*values, value) if name in MANY else (value,)
        return Wishes(self.text, {**self.chosen, name: values} if values else self._without(name))

    def _without(self, name: str) -> dict[str, tuple[str, ...]]:
        return {other: values for other, values in self.chosen.items() if other != name}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield them as the query of an address."""
        if self.text:
            yield "q", self.text
        for name, values in self.chosen.items():
            for value in values:
                yield name, value

    def __bool__(self) -> bool:
        return bool(self.text or self.chosen)
