"""One live site for all these tests, crawled once as each role."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Map

from ambassadors import create_app
from config import Settings
from tests.live import LiveSite, live_site, real_browser
from tests.pages.crawl import ANONYMOUS, Visitor
from tests.pages.reading import Page

Crawled = tuple[Visitor, list[Page]]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site, with its demonstration data, on SQLite."""
    with live_site(tmp_path_factory.mktemp("pages"), pictures=False) as site:
        yield site


@pytest.fixture(scope="session")
def addresses(live: LiveSite) -> Map:
    """The site's map of addresses."""
    return create_app(Settings.from_env(live.env), live.folder).url_map


@pytest.fixture(scope="session")
def crawled(live: LiveSite, addresses: Map) -> Callable[[str], Crawled]:
    """A function that gives the pages seen as a role, wrong forms included; walked once."""
    kept: dict[str, Crawled] = {}

    def pages_of(role: str) -> Crawled:
        if role not in kept:
            visitor = Visitor(live.address, addresses, role)
            pages = list(visitor.walk())
            pages += list(visitor.mistakes(pages))
            if role == ANONYMOUS:
                pages += list(visitor.follow_mails(live))
            kept[role] = (visitor, pages)
        return kept[role]

    return pages_of


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    with real_browser() as started:
        yield started
