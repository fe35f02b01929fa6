"""A feed and its entries, before they are written as Atom or as JSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from ambassadors.core.addresses import absolute

SITE_NAME = "Ambassadeurs"
BORN = "2026"  # the year from which tags are ours: never changed, readers would see everything twice
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # what a feed of everywhere is dated of while it is empty
_FROM_ROOT = re.compile(r'href="(/(?!/)[^"]*)"')


@dataclass(frozen=True)
class Entry:
    """Something published: `number` names it for ever, whatever its address becomes."""

    number: str
    path: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    author: str = ""
    themes: Sequence[tuple[str, str]] = ()  # slugs and labels
    image: str | None = None

    @property
    def id(self) -> str:
        """Return its name for feed readers."""
        return tag(self.number)

    @property
    def address(self) -> str:
        """Return the whole address of its page."""
        return absolute(self.path)


@dataclass(frozen=True)
class Feed:
    """A list as feed readers follow it. The path is that of the feed without its ending, and of its page unless told."""

    number: str
    path: str
    query: str
    title: str
    about: str
    since: datetime  # what it is dated of while it is empty
    entries: Sequence[Entry]
    next_query: str | None = None
    shown_at: str | None = None

    @property
    def id(self) -> str:
        """Return its name for feed readers."""
        return tag(f"{self.number}{self.query}")

    @property
    def page(self) -> str:
        """Return the whole address of the page."""
        return absolute(self.shown_at or self.path) + self.query

    @property
    def updated(self) -> datetime:
        """Return when the newest change happened."""
        return max((entry.updated for entry in self.entries), default=self.since)

    def address(self, form: str) -> str:
        """Return the whole address of the feed in a form (atom, json)."""
        return f"{absolute(self.path)}.{form}{self.query}"

    def next(self, form: str) -> str | None:
        """Return the whole address of what follows, where something does."""
        return None if self.next_query is None else f"{absolute(self.path)}.{form}{self.next_query}"


def tag(number: str) -> str:
    """Return a name that stays when an address changes (RFC 4151)."""
    return f"tag:{urlsplit(absolute('')).hostname},{BORN}:{number}"


def with_whole_addresses(html: str) -> str:
    """Make the links of a text lead to the site from wherever it is read."""
    return _FROM_ROOT.sub(lambda found: f'href="{absolute(found.group(1))}"', html)
