"""axe-core, best practices included, finds nothing on any kind of page, small and large, light and dark."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from itertools import groupby
from typing import Any, Literal
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as Tab

from tests.live import LiveSite
from tests.pages.conftest import Crawled
from tests.pages.crawl import ROLES
from tests.pages.reading import Page, gathered

SMALL, LARGE, NARROWEST = (390, 844), (1366, 768), (320, 640)
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that one scheme can break and the other not
PARTS = 6  # of the kinds of pages, so that two processes share them and a failure says where
# What was folded is drawn once before it is looked at: its colours may still come from somewhere.
OPEN_ALL = """async () => {
  document.querySelectorAll('details').forEach(one => { one.open = true });
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)));
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const beyond = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
  return beyond.filter(one => !beyond.some(other => one !== other && one.contains(other)))
    .map(one => 'wider than ' + width + ' px: ' + one.outerHTML.replace(/\\s+/g, ' ').slice(0, 120));
}"""

pytestmark = [pytest.mark.crawl, pytest.mark.browser]


def parts() -> list[Any]:
    """Spread the parts over two processes."""
    return [pytest.param(n, marks=pytest.mark.xdist_group(f"pages-{n % 2}")) for n in range(PARTS)]


@pytest.mark.parametrize("part", parts())
def test_pages(part: int, live: LiveSite, browser: Browser, crawled: Callable[[str], Crawled]) -> None:
    pages = [page for role in ROLES for page in crawled(role)[1]]
    chosen = [page for page in unlike(pages) if crc32(page.kind.encode()) % PARTS == part]
    problems: list[tuple[str, str]] = []
    for role, of_role in groupby(sorted(chosen, key=lambda page: page.role), key=lambda page: page.role):
        cookies = crawled(role)[0].cookies
        with looker(browser, live, cookies, "light") as light, looker(browser, live, cookies, "dark") as dark:
            problems += [
                problem for page in of_role for problem in (*by_day(light, page), *by_night(dark, page))
            ]
    print(f"{len(chosen)} of {len(pages)} pages")
    said = gathered(problems)
    assert chosen and not said, "\n" + "\n".join(said)


def unlike(pages: list[Page]) -> list[Page]:
    """Choose, of each kind of page, few that show between them every kind of element that any of them shows."""
    kinds: dict[str, list[Page]] = {}
    for page in pages:
        kinds.setdefault(f"{page.kind} {page.status}", []).append(page)
    chosen = [page for alike in kinds.values() for page in covering(alike, lambda page: page.reading.main)]
    around = covering(pages, lambda page: page.reading.around)
    return list(dict.fromkeys([*chosen, *around]))


def covering(pages: list[Page], elements: Callable[[Page], set[str]]) -> Iterator[Page]:
    """Take the page that shows most of what was not shown yet, until all was."""
    left = set[str]().union(*map(elements, pages))
    while left:
        best = max(pages, key=lambda page: len(elements(page) & left))
        yield best
        left -= elements(best)


@dataclass
class Looker:
    """A tab in one colour scheme for its whole life: Chromium keeps some colours of the other when it changes."""

    tab: Tab
    site: str
    scheme: str

    def load(self, page: Page) -> None:
        """Show a page on a small screen; the answer to a form is not asked for twice."""
        self.resize(SMALL)
        if page.sent:
            self.tab.route("**/*", lambda route: serve(route, page))
        self.tab.goto(self.site + page.address)
        self.tab.unroute_all()
        self.tab.evaluate(AXE_SCRIPT)

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size of the screen."""
        self.tab.set_viewport_size({"width": size[0], "height": size[1]})

    def problems(self, page: Page, rules: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
        """Run axe, every rule unless some are named, and say what it found and where."""
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self.tab.evaluate("options => axe.run(document, options)", options)
        width = self.tab.viewport_size["width"] if self.tab.viewport_size else 0
        for rule in found["violations"]:
            nodes = [node["html"][:160] for node in rule["nodes"][:3]]
            yield f"{rule['id']}: {rule['help']} {nodes}", f"{width} px, {self.scheme}, {page.shown}"


@contextmanager
def looker(
    browser: Browser, live: LiveSite, cookies: CookieJar, scheme: Literal["light", "dark"]
) -> Iterator[Looker]:
    """Open a tab for somebody."""
    context = browser.new_context(reduced_motion="reduce", locale="fr-FR", color_scheme=scheme)
    for one in cookies:
        context.add_cookies([{"name": one.name, "value": one.value or "", "url": live.address}])
    yield Looker(context.new_page(), live.address, scheme)
    context.close()


def by_day(looker: Looker, page: Page) -> Iterator[tuple[str, str]]:
    """Look at a page in light: small as it opens, on the smallest screen, then large with every fold open."""
    looker.load(page)
    yield from looker.problems(page)
    looker.resize(NARROWEST)
    yield from ((one, page.shown) for one in looker.tab.evaluate(TOO_WIDE))
    looker.resize(LARGE)
    looker.tab.evaluate(OPEN_ALL)
    yield from looker.problems(page)


def by_night(looker: Looker, page: Page) -> Iterator[tuple[str, str]]:
    """Look at a page in dark: with every fold open, small, then on the smallest screen; the colours on a large one."""
    looker.load(page)
    looker.tab.evaluate(OPEN_ALL)
    yield from looker.problems(page)
    looker.resize(NARROWEST)
    yield from ((f"folds open, {one}", page.shown) for one in looker.tab.evaluate(TOO_WIDE))
    looker.resize(LARGE)
    yield from looker.problems(page, COLOURS)


def serve(route: Route, page: Page) -> None:
    """Give the browser the page as the crawler got it; the rest comes from the site."""
    if route.request.is_navigation_request():
        policy = page.headers.get("Content-Security-Policy", "")
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        route.fulfill(status=200, headers=headers, body=page.html)
    else:
        route.continue_()
