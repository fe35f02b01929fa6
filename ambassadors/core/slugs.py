"""Readable pieces of addresses."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def without_accents(text: str) -> str:
    """Return the text with ligatures opened and accents folded, case kept."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def slugify(text: str, longest: int = 80) -> str:
    """Return a kebab-case slug of at most `longest` characters, cut between words, never empty."""
    slug = _NOT_A_WORD.sub("-", without_accents(text).lower()).strip("-")
    if len(slug) > longest:
        slug = slug[: longest + 1].rsplit("-", 1)[0][:longest]
    return slug or "sans-titre"
