"""One live site for all journeys; each starts with nobody, and ends without a complaint of any browser."""

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from tests.journeys.people import People
from tests.live import LiveSite, live_site, real_browser
from tests.own_site import own_database


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site, its worker and the demonstration data, on SQLite, or PostgreSQL where TEST_DATABASE_URL says so."""
    folder = tmp_path_factory.mktemp("journeys")
    with own_database(folder) as address, live_site(folder, address, pictures=False) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    with real_browser() as started:
        yield started


@pytest.fixture(scope="session")
def states() -> dict[str, Any]:
    """The cookies of those who signed in already."""
    return {}


@pytest.fixture
def people(browser: Browser, live: LiveSite, states: dict[str, Any]) -> Iterator[People]:
    """The people of this journey."""
    crowd = People(live, browser, states)
    yield crowd
    crowd.leave()
    print(f"{crowd.watch.pages} pages shown")
    assert not crowd.watch.problems, "\n" + "\n".join(dict.fromkeys(crowd.watch.problems))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what each person saw when a journey fails, and say where."""
    report = yield
    people = getattr(item, "funcargs", {}).get("people")
    if report.when == "call" and report.failed and people:
        folder = Path(tempfile.mkdtemp(prefix=f"{item.name}-", dir=os.environ.get("JOURNEYS_PICTURES")))
        try:
            seen = "\n".join(map(str, people.photograph(folder)))
        except Error as error:
            seen = f"no picture: {error}"
        report.sections.append(("what they saw", seen))
    return report
