"""People with a browser and a mailbox of their own; tests tell what they do and what they see."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.journeys.letters import Letter, Mailbox
from tests.journeys.watch import Watch
from tests.live import PASSWORD, LiveSite

PATIENCE = 10_000  # milliseconds
OWN = "a:not(.masthead a):not(.footer a)"
expect.set_options(timeout=PATIENCE)


class Person:
    """Somebody in front of the site."""

    def __init__(self, live: LiveSite, context: BrowserContext, address: str) -> None:
        self.live, self.context, self.address = live, context, address
        self.mailbox = Mailbox(live, address)
        self.tab = context.new_page()

    def opens(self, address: str) -> "Person":
        """Go to an address of the site."""
        answer = self.tab.goto(address if address.startswith("http") else self.live.address + address)
        assert answer is not None
        self.status = answer.status
        return self

    def signs_in(self, password: str = PASSWORD) -> "Person":
        """Sign in with a password."""
        self.opens("/connexion").writes("Adresse électronique", self.address)
        self.writes("Mot de passe", password).presses("Me connecter")
        return self.sees("Me déconnecter")

    def field(self, label: str) -> Locator:
        """Find a field by its label."""
        return self.tab.get_by_label(label).and_(self.tab.locator("input, textarea, select"))

    def writes(self, label: str, text: str) -> "Person":
        """Type in a field."""
        self.field(label).fill(text)
        return self

    def chooses(self, label: str, option: str) -> "Person":
        """Choose in a list."""
        self.field(label).select_option(label=option)
        return self

    def picks(self, label: str, typed: str, suggestion: str) -> "Person":
        """Type the beginning of a place's name and choose among what is suggested."""
        self.field(label).press_sequentially(typed)
        self.tab.get_by_role("option", name=suggestion).click()
        return self

    def ticks(self, *labels: str) -> "Person":
        """Tick boxes, or choose among radio buttons."""
        for label in labels:
            self.field(label).check()
        return self

    def presses(self, label: str) -> "Person":
        """Press a button and wait for the page it leads to."""
        with self.tab.expect_navigation():
            self.tab.get_by_role("button", name=label).click()
        return self

    def follows(self, label: str) -> "Person":
        """Follow a link of the page itself, not of the site's header or footer."""
        with self.tab.expect_navigation():
            self.tab.get_by_role("link", name=label).and_(self.tab.locator(OWN)).first.click()
        return self

    def reviews(self, *words: str) -> "Person":
        """Open the queue of bassin-de-brive, then the item that shows these words."""
        item = self.opens("/bureau/bassin-de-brive/moderation").tab.locator("[data-item]")
        for each in words:
            item = item.filter(has_text=each)
        with self.tab.expect_navigation():
            item.click()
        return self

    def sees(self, *texts: str) -> "Person":
        """Check what the page says."""
        for text in texts:
            expect(self.tab.locator("body")).to_contain_text(text)
        return self

    def sees_nothing_of(self, text: str) -> "Person":
        """Check what the page does not say."""
        expect(self.tab.locator("body")).not_to_contain_text(text)
        return self

    def is_at(self, path: str) -> "Person":
        """Check where one is; `path` is a regular expression."""
        expect(self.tab).to_have_url(re.compile(re.escape(self.live.address) + path))
        return self

    def posts(self, path: str) -> int:
        """Send an empty form as this browser would; return the answer's status."""
        headers = {"Origin": self.live.address, "Sec-Fetch-Site": "same-origin"}
        return self.context.request.post(self.live.address + path, headers=headers).status

    def gets_mail(self, about: str) -> Letter:
        """Wait for a mail."""
        return self.mailbox.take(about)

    @property
    def path(self) -> str:
        """Return where one is."""
        return self.tab.url.removeprefix(self.live.address)


class People:
    """Everybody of one journey."""

    def __init__(self, live: LiveSite, browser: Browser, states: dict[str, Any]) -> None:
        self.live, self.browser, self.states = live, browser, states
        self.watch = Watch(live.address)
        self.present: list[Person] = []

    def somebody(self, address: str = "", **options: Any) -> Person:
        """Bring somebody who is not signed in; options are those of a browser context."""
        options = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce"} | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        self.watch.over(context)
        self.present.append(Person(self.live, context, address))
        return self.present[-1]

    def member(self, role: str, **options: Any) -> Person:
        """Bring somebody of the demonstration, signed in; the password is typed once a role."""
        if role not in self.states:
            newcomer = self.somebody(f"{role}@demo.example").signs_in()
            self.states[role] = newcomer.context.storage_state()
        return self.somebody(f"{role}@demo.example", storage_state=self.states[role], **options)

    def photograph(self, folder: Path) -> list[Path]:
        """Take a picture of what each sees now."""
        taken = []
        for number, person in enumerate(self.present):
            path = folder / f"{number}-{person.address.partition('@')[0] or 'visitor'}.png"
            person.tab.screenshot(path=path, full_page=True)
            taken.append(path)
        return taken

    def leave(self) -> None:
        """Close every browser."""
        for person in self.present:
            person.context.close()
