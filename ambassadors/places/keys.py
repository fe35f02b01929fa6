"""The normalised texts under which a place is filed and looked for."""

import re

from ambassadors.core.slugs import without_accents
from ambassadors.places.models import Weight

_SUR = re.compile(r"\bs/")
_WORD = re.compile(r"[a-z0-9]+")
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = frozenset(("le", "la", "les", "l"))
# Small words that people leave out: «brive gaillarde», «chalon saone».
LINKS = ARTICLES | {"d", "de", "du", "des", "a", "au", "aux", "en", "et", "sur", "sous"}


def words(text: str) -> list[str]:
    """Split a text into plain words: no accents, capitals, hyphens or apostrophes."""
    return _WORD.findall(_SUR.sub("sur ", without_accents(text).lower()))


def expanded(tokens: list[str]) -> str:
    """Join words into a key, abbreviations opened."""
    return " ".join(ABBREVIATIONS.get(token, token) for token in tokens)


def normalise(text: str) -> str:
    """Return the key of a text."""
    return expanded(words(text))


def without_links(key: str) -> str:
    """Drop the small words of a key; a key made of them alone is kept."""
    return " ".join(token for token in key.split() if token not in LINKS) or key


def keys_of_name(name: str) -> dict[str, Weight]:
    """Return every key under which a name can be found, with the most direct weight of each."""
    full = normalise(name)
    tokens = full.split()
    keys = {full: Weight.NAME}
    if tokens[0] in ARTICLES and len(tokens) > 1:
        keys.setdefault(" ".join(tokens[1:]), Weight.SHORT)
        if tokens[0] == "l":
            keys.setdefault(full.replace("l ", "l", 1), Weight.SHORT)
    keys.setdefault(without_links(full), Weight.LOOSE)
    for position in range(1, len(tokens)):
        if tokens[position] not in LINKS:
            keys.setdefault(" ".join(tokens[position:]), Weight.INNER)
    return keys


def keys_of_alias(name: str) -> dict[str, Weight]:
    """Return the keys of a former name: whole, or without its article."""
    direct = {key for key, weight in keys_of_name(name).items() if weight <= Weight.SHORT}
    return dict.fromkeys(direct, Weight.ALIAS)


def most_direct(*families: dict[str, Weight]) -> dict[str, Weight]:
    """Merge keys, each with its most direct weight."""
    merged: dict[str, Weight] = {}
    for family in families:
        for key, weight in family.items():
            merged[key] = min(weight, merged.get(key, weight))
    return merged


def keys_of_question(text: str) -> list[str]:
    """Return the keys to look for: a last «st» may be an abbreviation or the start of «Strasbourg»."""
    tokens = words(text)
    if not tokens:
        return []
    head = expanded(tokens[:-1])
    asked = [expanded(tokens), f"{head} {tokens[-1]}".strip()]
    return list(dict.fromkeys(asked))
