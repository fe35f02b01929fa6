"""The queue from the keyboard alone: walk, open, accept, ask for changes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import People, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_the_queue_needs_no_mouse(people: People) -> None:
    moderator = people.member("moderation").opens("/bureau/bassin-de-brive/moderation")
    items = moderator.tab.locator("[data-item]")
    expect(items.nth(0)).to_be_focused()
    for key, place in (("j", 1), ("j", 2), ("k", 1)):
        moderator.tab.keyboard.press(key)
        expect(items.nth(place)).to_be_focused()
    opens_what_is_focused(moderator)
    accepts(moderator)
    asks_for_changes(moderator)


def opens_what_is_focused(moderator: Person) -> None:
    with moderator.tab.expect_navigation():
        moderator.tab.keyboard.press("Enter")
    moderator.is_at(r"/bureau/bassin-de-brive/moderation/\d+")


def accepts(moderator: Person) -> None:
    title = moderator.tab.locator("h1").inner_text()
    with moderator.tab.expect_navigation():
        moderator.tab.keyboard.press("a")
    moderator.sees("Accepté :").is_at(r"/bureau/bassin-de-brive/moderation/\d+")
    assert moderator.tab.locator("h1").inner_text() != title


def asks_for_changes(moderator: Person) -> None:
    keyboard = moderator.tab.keyboard
    with moderator.tab.expect_navigation():
        keyboard.press("r")
    tabs_to(moderator, "input[name=code]")
    keyboard.press("Space")
    tabs_to(moderator, "textarea[name=statement]")
    keyboard.press("Control+A")
    keyboard.type("Pourriez-vous dire depuis quand vous vivez ici ?")
    tabs_to(moderator, "form button[type=submit]")
    with moderator.tab.expect_navigation():
        keyboard.press("Enter")
    moderator.sees("Changements demandés :")


def tabs_to(person: Person, selector: str) -> None:
    """Press Tab until an element has the focus, as somebody without a mouse."""
    for _ in range(80):
        person.tab.keyboard.press("Tab")
        if person.tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")
