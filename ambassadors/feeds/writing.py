"""A feed written as Atom (RFC 4287) or as JSON Feed 1.1."""

import json
import re
from typing import Any

from flask import render_template

from .entry import SITE_NAME, Entry, Feed

LANGUAGE = "fr"
ATOM, JSON = "application/atom+xml", "application/feed+json"
# What XML 1.0 has no way to say.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(template: str, **values: object) -> str:
    """Render a template as XML, without the characters that XML cannot hold."""
    return _NOT_XML.sub("", render_template(template, **values))


def as_atom(feed: Feed) -> str:
    """Return a feed as an Atom document."""
    return as_xml("feeds/atom.xml", feed=feed, site_name=SITE_NAME, language=LANGUAGE)


def as_json(feed: Feed) -> str:
    """Return a feed as a JSON Feed document."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.page,
        "feed_url": feed.address("json"),
        "next_url": feed.next("json"),
        "language": LANGUAGE,
        "authors": [{"name": SITE_NAME}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_said(document), ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    return _said(
        {
            "id": entry.id,
            "url": entry.address,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.html,
            "image": entry.image,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": entry.author}] if entry.author else None,
            "tags": [label for _, label in entry.themes],
            "language": LANGUAGE,
        }
    )


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known; a feed without entries still says so."""
    return {name: value for name, value in values.items() if value or name in ("items", "content_html")}
