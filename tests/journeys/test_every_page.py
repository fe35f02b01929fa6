"""Every page with a plain address, shown in a real browser: nothing complains, nothing comes from elsewhere."""

import re

import pytest
from playwright.sync_api import Locator

from ambassadors import create_app
from config import Settings
from tests.journeys.people import People
from tests.live import LiveSite

WHO = {"administration": "admin", "bureau": "responsable", "compte": "ambassadrice"}
NO_PAGES = ("/healthz", "/readyz", "/lieux", "/static", "/questions/similaires")
NUMBER = re.compile(r"/\d+")
SEEN_FROM = ("/territoires/bassin-de-brive", "/compte/contributions", "/bureau/bassin-de-brive/moderation")

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def addresses(live: LiveSite) -> list[str]:
    """The addresses that need nothing but a territory."""
    found = set()
    for rule in create_app(Settings.from_env(live.env), live.folder).url_map.iter_rules():
        is_page = (
            "GET" in (rule.methods or ()) and "." not in rule.rule and not rule.rule.startswith(NO_PAGES)
        )
        if is_page and rule.arguments <= {"territoire"}:
            found.add(rule.rule.replace("<territoire>", "bassin-de-brive"))
    return sorted(found)


def test_no_page_complains(people: People, addresses: list[str]) -> None:
    crowd = {area: people.member(role) for area, role in WHO.items()}
    visitor = people.somebody()
    assert len(addresses) > 50
    for address in addresses:
        person = (
            crowd["compte"]
            if address.endswith("temoignages/nouveau")
            else crowd.get(address.split("/")[1], visitor)
        )
        assert person.opens(address).status == 200, address
        assert person.tab.evaluate("scrollY") == 0, f"{address} opens below its top"
    for address in SEEN_FROM:
        person = crowd.get(address.split("/")[1], visitor)
        for link in linked(person.opens(address).tab.locator("main a[href]").all()):
            person.opens(link)


@pytest.mark.parametrize("address", ["/contacts", "/questions", "/dossier"])
def test_a_phone_shows_the_tab_one_is_on(people: People, address: str) -> None:
    person = people.somebody()
    person.tab.set_viewport_size({"width": 360, "height": 740})
    person.opens(f"/territoires/bassin-de-brive{address}")
    assert person.tab.evaluate("scrollY") == 0
    box = person.tab.locator(".tabs [aria-current]").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360


def linked(anchors: list[Locator]) -> set[str]:
    """Return one address of each kind among links, those with a number in them."""
    kinds: dict[str, str] = {}
    for anchor in anchors:
        address = anchor.get_attribute("href") or ""
        if NUMBER.search(address):
            kinds.setdefault(NUMBER.split(address)[0], address)
    return set(kinds.values())
