"""The words found, marked in the reader's own text."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from ambassadors.core.slugs import without_accents
from ambassadors.core.stems import stem_of
from ambassadors.core.typography import french

AROUND = 110  # characters kept before and after the first word found
_WORD = re.compile(r"[^\W_]+")


def _spans(text: str, words: set[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a text that have one of these stems begin and end."""
    for match in _WORD.finditer(text):
        if stem_of(without_accents(match.group()).lower()) in words:
            yield match.span()


def marked(text: str, words: list[str]) -> Markup:
    """Return a whole text, typeset and escaped, with the words found in <mark>."""
    text = french(text)  # before the marks: the filters of pages leave markup as it is
    out, end = Markup(""), 0
    for start, stop in _spans(text, set(words)):
        out += escape(text[end:start]) + Markup("<mark>{}</mark>").format(text[start:stop])
        end = stop
    return out + escape(text[end:])


def passage(text: str, words: list[str]) -> Markup:
    """Return the passage of a text around the first word found, marked."""
    first, _ = next(_spans(text, set(words)), (0, 0))
    start = max(0, first - AROUND)
    stop = min(len(text), first + 2 * AROUND)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if stop < len(text):
        stop = text.rfind(" ", first, stop) if text.rfind(" ", first, stop) > first else stop
    before, after = ("… " if start else ""), (" …" if stop < len(text) else "")
    return before + marked(text[start:stop], words) + after
