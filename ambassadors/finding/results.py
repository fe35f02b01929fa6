"""The territories that answer the wishes, and how many would answer each other wish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ambassadors.territories.finding import named

from .queries import Candidate
from .wishes import MANY, Wishes


@dataclass(frozen=True)
class Results:
    """What was found. Territories are bits of whole numbers, so that sixty counts cost sixty ANDs."""

    wishes: Wishes
    candidates: list[Candidate]
    kept: list[Candidate]
    masks: dict[tuple[str, str], int]
    among: int  # those that answer the words typed

    def count(self, name: str, value: str) -> int:
        """Return how many would be left with this value chosen, the other wishes as they are."""
        mask = self.among & self.masks.get((name, value), 0)
        for other, values in self.wishes.chosen.items():
            if other != name or name in MANY:
                mask &= _all_of(self.masks, other, values)
        return mask.bit_count()


def _all_of(masks: dict[tuple[str, str], int], name: str, values: Sequence[str]) -> int:
    mask = -1
    for value in values:
        mask &= masks.get((name, value), 0)
    return mask


def find(candidates: Iterable[Candidate], wishes: Wishes, around: frozenset[int] = frozenset()) -> Results:
    """Keep the territories that answer every wish, in the order they came in.

    `around` are those of the places that the words typed name: «Objat» finds the bassin de Brive.
    """
    masks: dict[tuple[str, str], int] = {}
    among, read = 0, list(candidates)
    for number, one in enumerate(read):
        bit = 1 << number
        among |= bit if one.id in around or named(one, wishes.text) else 0
        for pair in one.wishes():
            masks[pair] = masks.get(pair, 0) | bit
    answering = among
    for name, values in wishes.chosen.items():
        answering &= _all_of(masks, name, values)
    kept = [one for number, one in enumerate(read) if answering >> number & 1]
    return Results(wishes, read, kept, masks, among)
