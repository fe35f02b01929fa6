"""The ways to read what a person typed: «Saint-Denis», «Saint-Denis 93», «Saint-Denis (La Réunion)»."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from ambassadors.places.keys import keys_of_question, normalise, without_links, words

_NUMBER = re.compile(r"\b\d[\dab]?\d{0,3}\b", re.IGNORECASE)
_WITH_CONTEXT = re.compile(r"(?P<name>.+?)\s*(?:\((?P<context>[^()]*)\)?|,(?P<after>.*))")


class Labelled(Protocol):
    """Anything shown with its context in brackets."""

    @property
    def label(self) -> str:
        """Return the name followed by its context."""


@dataclass(frozen=True)
class Reading:
    """A name to look for, and what is said beside it to tell homonyms apart."""

    keys: list[str] = field(default_factory=list)
    number: str = ""
    context: str = ""

    def fits(self, place: Labelled) -> bool:
        """Tell whether the place's own context holds the words that were said."""
        said = set(words(self.context))
        return said <= set(words(place.label))


def readings(text: str) -> list[Reading]:
    """Return the readings of a text, the most literal first."""
    whole = keys_of_question(text)
    ways = [Reading(whole), *_with_context(text), *_with_number(text)]
    loose = [key for key in map(without_links, whole) if key not in whole]
    return [way for way in [*ways, Reading(loose)] if way.keys]


def _with_context(text: str) -> list[Reading]:
    match = _WITH_CONTEXT.fullmatch(text.strip())
    if not match:
        return []
    context = match["context"] or match["after"] or ""
    numbers = _NUMBER.findall(context)
    return [Reading(keys_of_question(match["name"]), "".join(numbers[:1]).upper(), _NUMBER.sub(" ", context))]


def _with_number(text: str) -> list[Reading]:
    numbers = _NUMBER.findall(text)
    bare = normalise(_NUMBER.sub(" ", text))
    return [Reading(keys_of_question(bare), numbers[-1].upper())] if numbers and bare else []
