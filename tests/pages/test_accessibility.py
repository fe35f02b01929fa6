"""axe-core, best practices included, finds nothing on any kind of page, small and large, light and dark."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Route
from playwright.sync_api import Page as Tab

from tests.live import LiveSite
from tests.pages.conftest import Crawled
from tests.pages.crawl import ROLES
from tests.pages.reading import Page, gathered

LOOKS = ((390, 844, "light"), (390, 844, "dark"), (1366, 768, "dark"), (1366, 768, "light"))
NARROW = 320
Seen = dict[str, set[str]]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const beyond = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1);
  return beyond.filter(one => !beyond.some(other => one !== other && one.contains(other)))
    .map(one => 'wider than ' + width + ' px: ' + one.outerHTML.replace(/\\s+/g, ' ').slice(0, 120));
}"""

pytestmark = [pytest.mark.crawl, pytest.mark.browser]


@pytest.fixture(scope="session")
def seen() -> Seen:
    """The elements that were looked at already, by kind of page."""
    return {}


def grouped() -> list[Any]:
    """Spread the roles over two processes."""
    return [
        pytest.param(role, marks=pytest.mark.xdist_group(f"pages-{n % 2}")) for n, role in enumerate(ROLES)
    ]


@pytest.mark.parametrize("role", grouped())
def test_pages(
    role: str,
    live: LiveSite,
    browser: Browser,
    crawled: Callable[[str], Crawled],
    seen: Seen,
) -> None:
    visitor, pages = crawled(role)
    chosen = list(unlike(pages, seen))
    context = browser.new_context(reduced_motion="reduce", locale="fr-FR")
    context.add_cookies(
        [{"name": one.name, "value": one.value or "", "url": live.address} for one in visitor.cookies]
    )
    problems = gathered(problem for page in chosen for problem in look(context, live, page))
    context.close()
    print(f"{role}: {len(chosen)} of {len(pages)} pages")
    assert not problems, "\n" + "\n".join(problems)


def unlike(pages: list[Page], seen: Seen) -> Iterator[Page]:
    """Keep the pages that show an element which no page of their kind showed before, to anybody."""
    for page in pages:
        parts = {f"{page.kind} {page.status}": page.reading.main, "around every page": page.reading.around}
        fresh = {part for part, elements in parts.items() if elements - seen.setdefault(part, set())}
        for part in fresh:
            seen[part] |= parts[part]
        if fresh:
            yield page


def look(context: BrowserContext, live: LiveSite, page: Page) -> list[tuple[str, str]]:
    """Show a page as it was served, in every look, and return what is wrong and where."""
    tab = context.new_page()
    tab.route("**/*", lambda route: serve(route, page))
    problems = []
    for number, (width, height, scheme) in enumerate(LOOKS):
        # Loaded anew each time: a colour that fades from one scheme to the other would be caught half-way.
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # the table holds these two words only
        tab.goto(live.address + page.address)
        if number % 2:
            tab.evaluate(OPEN_ALL)
        problems += [(one, f"{width} px, {scheme}, {page.shown}") for one in violations(tab)]
    tab.set_viewport_size({"width": NARROW, "height": 640})
    tab.goto(live.address + page.address)
    problems += [(one, page.shown) for one in tab.evaluate(TOO_WIDE)]
    tab.close()
    return problems


def serve(route: Route, page: Page) -> None:
    """Give the browser the page as the crawler got it; the rest comes from the site."""
    if route.request.is_navigation_request():
        policy = page.headers.get("Content-Security-Policy", "")
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        route.fulfill(status=200, headers=headers, body=page.html)
    else:
        route.continue_()


def violations(tab: Tab) -> list[str]:
    """Run axe and say what it found, and where."""
    tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{rule['id']}: {rule['help']} {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]
