"""A thing of the vocabulary, and how it is written into a page."""

import json
from datetime import datetime
from typing import Any

from markupsafe import Markup

from ambassadors.core.addresses import absolute
from ambassadors.core.typography import french

Node = dict[str, Any]

CONTEXT = "https://schema.org"
LANGUAGE = "fr"
# A block of data ends at the first «</», whatever it says: none of these may stand as they are.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def node(kind: str, **said: Any) -> Node:
    """Return a thing of a kind with what is known of it."""
    return {"@type": kind} | {name: value for name, value in said.items() if value not in (None, "", [])}


def page(path: str) -> Node:
    """Return a page of the site, which its address names."""
    return node("WebPage") | {"@id": absolute(path)}


def instant(value: datetime | None) -> str | None:
    """Return an instant as the vocabulary writes it."""
    return None if value is None else value.isoformat(timespec="seconds")


def words(text: str) -> str:
    """Return a text of somebody's as readers see it: markup is told as the words it stands for."""
    return text.unescape() if isinstance(text, Markup) else french(text)


def block(*nodes: Node) -> Markup:
    """Return things as a block of data, which no browser runs; nothing where there is none."""
    if not nodes:
        return Markup("")
    whole = {"@context": CONTEXT} | (nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)})
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    for character, safe in _UNSAFE.items():
        text = text.replace(character, safe)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # nosec B704 # what ends a block is escaped above
