"""What changed between two texts, word by word, as a person would mark it up."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

FREQUENT = 30  # times a word comes before it is no landmark any more
KEPT, ADDED, REMOVED = "kept", "added", "removed"
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    act: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A text that changed, under its label."""

    label: str
    pieces: list[Piece]


def differences(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> list[Difference]:
    """Return the labelled texts that differ, in the order people read them."""
    former, present = dict(before), dict(after)
    labels = [*present, *(label for label in former if label not in present)]
    pairs = ((label, former.get(label, ""), present.get(label, "")) for label in labels)
    return [Difference(label, marked_up(old, new)) for label, old, new in pairs if old != new]


def marked_up(before: str, after: str) -> list[Piece]:
    """Return a text with what was removed and added, in order.

    Frequent words are no landmarks: that bounds the time it takes on hostile repetition.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    counted = Counter(new)
    matcher = SequenceMatcher(lambda word: counted[word] > FREQUENT, old, new)
    pieces: list[Piece] = []
    for act, start, end, from_, to in _joined(matcher.get_opcodes(), old):
        removed, added = "".join(old[start:end]), "".join(new[from_:to])
        if act == "equal":
            pieces.append(Piece(KEPT, removed))
            continue
        pieces += [Piece(name, text) for name, text in ((REMOVED, removed), (ADDED, added)) if text]
    return pieces


Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[Opcode], old: list[str]) -> Iterator[Opcode]:
    """Join two changes that only a space separates: a rewritten sentence reads better whole."""
    held: Opcode | None = None
    for number, code in enumerate(opcodes):
        act, start, end, _, to = code
        space = act == "equal" and 0 < number < len(opcodes) - 1 and not "".join(old[start:end]).strip()
        if held and (act != "equal" or space):
            held = ("replace", held[1], end, held[3], to)
        elif act == "equal":
            if held:
                yield held
            held = None
            yield code
        else:
            held = code
    if held:
        yield held
