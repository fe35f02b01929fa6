"""A sentence worth lifting out of a portrait: the author's own, whole, of a length that reads large."""

import re
from collections.abc import Mapping

from ambassadors.core.text import to_plain

# Where a sentence is looked for first; the difficult side is read in its own section, whole.
_SOURCES = ("jaime", "quotidien", "ici", "conseils", "partir")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀÂÇÉÈÊÎÔÛ])")
_SHORTEST, _BEST, _LONGEST = 45, 85, 130
_LEANING = re.compile(
    r"^(?:Mais|Et|Or|Donc|Car|Ensuite|Puis|Elle|Elles|Il|Ils|Cela|Ça|C’est|Celui|Lui|Ce)\b|[():;«»0-9]"
)


def pull_quote(parts_html: Mapping[str, str]) -> tuple[str, str] | None:
    """Return a sentence and the slug of its part, or None where no sentence stands by itself."""
    for slug in _SOURCES:
        sentences = _SENTENCE.split(to_plain(parts_html.get(slug, "")))
        fit = [one for one in sentences if _SHORTEST <= len(one) <= _LONGEST and not _LEANING.search(one)]
        if fit:
            return min(fit, key=lambda one: abs(len(one) - _BEST)).rstrip("."), slug
    return None
