"""Walks the site by its links as somebody, and keeps some pages of each kind (a kind is an endpoint)."""

import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map
from werkzeug.urls import iri_to_uri

from tests.live import PASSWORD, LiveSite
from tests.pages.reading import Form, Page

ANONYMOUS = "anonymous"
ROLES = (
    ANONYMOUS,
    "admin",
    "responsable",
    "moderation",
    "ambassadrice",
    "responsable2",
    "ambassadeur2",
    "partenaire",
    "candidate",
)
PER_KIND = 4
LOST = 20  # addresses that lead nowhere: enough to say so
ASKING = {
    "/connexion/lien": "candidate@demo.example",
    "/mot-de-passe/oublie": "ambassadeur2@demo.example",
    "/inscription": "camille@nouvelle.example",
}
# What a visitor types, or finds behind one theme of fourteen, and spaces whose signature or cover was moved:
# four pages of a kind do not always lead there, so these come besides.
DOORS = (
    "/territoires/lieu?q=Brest",
    "/territoires/lieu?q=Saint-Denis",
    "/bureau/bassin-de-brive/dossier/connexions/trajets",
    "/bureau/bassin-de-brive/dossier/temps-forts/agenda",
    "/territoires/aveyron",
    "/territoires/epinal",
)
MAIL_PATIENCE = 30.0
UNSENT = ("/deconnexion",)


class Visitor:
    """Somebody with a browser without JavaScript."""

    def __init__(self, site: str, addresses: Map, role: str = ANONYMOUS) -> None:
        self.site, self.role = site, role
        self.addresses = addresses.bind(urlsplit(site).netloc)
        self.cookies = CookieJar()
        self.met: set[str] = set()
        self.broken: list[tuple[str, str]] = []
        self._opener = build_opener(HTTPCookieProcessor(self.cookies))
        if role != ANONYMOUS:
            self.sign_in()

    def sign_in(self) -> None:
        """Sign in with the demonstration password."""
        page = self.open("/connexion")
        assert page and page.status == 200, "no sign-in page"
        form = next(
            form for form in page.reading.forms if any(kind == "password" for kind, _, _ in form.fields)
        )
        values = form.filled(
            email=f"{self.role}@demo.example", text=f"{self.role}@demo.example", password=PASSWORD
        )
        self.open(form.action or "/connexion", values)
        assert len(self.cookies), f"{self.role} cannot sign in"

    def open(self, address: str, data: list[tuple[str, str]] | None = None) -> Page | None:
        """Get an address, or post to it; return the page, None for what is no HTML."""
        url = iri_to_uri(urljoin(self.site, address))
        body = None if data is None else urlencode(data).encode()
        request = Request(url, data=body, headers={"Origin": self.site, "Accept": "text/html"})
        try:
            answer = self._opener.open(request, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            self.met.add(self.kind(answer.geturl().removeprefix(self.site)))
            if answer.headers.get_content_type() != "text/html":
                return None
            html = answer.read().decode("utf-8")
            here = answer.geturl().removeprefix(self.site)
            status = answer.status or 0
            headers = dict(answer.headers.items())
            return Page(self.role, here, self.kind(here), status, headers, html, sent=data is not None)

    def kind(self, address: str) -> str:
        """Return the endpoint behind an address; empty for none of ours."""
        try:
            endpoint, _ = self.addresses.match(urlsplit(address).path, method="GET")
        except HTTPException:
            return ""
        return str(endpoint)

    def walk(self) -> Iterator[Page]:
        """Follow the links from the home page, some of each kind."""
        known = dict.fromkeys([*self.entrances(), *DOORS, "/cette-page-n-existe-pas"], "")
        waiting = deque(known)
        taken: Counter[str] = Counter()
        while waiting:
            address = waiting.popleft()
            kind = self.kind(address)
            if address not in DOORS:
                if taken[kind] >= (PER_KIND if kind else LOST):
                    continue
                taken[kind] += 1
            page = self.open(address)
            if page is None:
                continue
            if page.status >= 500 or (page.status >= 400 and known[address]):
                self.broken.append((address, f"{page.shown}, linked from {known[address] or 'nowhere'}"))
            yield page
            if page.kind.startswith("mailbox."):
                continue  # its links are somebody else's
            for link in self.links(page):
                if link not in known:
                    known[link] = page.shown
                    waiting.append(link)

    def entrances(self) -> list[str]:
        """List the addresses without variables, and mailed links that lead nowhere any more."""
        rules = [rule for rule in self.addresses.map.iter_rules() if "GET" in (rule.methods or ())]
        plain = {rule.rule for rule in rules if not rule.arguments}
        expired = {rule.rule.replace("<token>", "perime") for rule in rules if rule.arguments == {"token"}}
        return sorted(plain | expired)

    def links(self, page: Page) -> list[str]:
        """List the links of a page that stay on the site."""
        whole = (urljoin(self.site + page.address, link).partition("#")[0] for link in page.reading.links)
        return [link.removeprefix(self.site) or "/" for link in whole if link.startswith(self.site)]

    def mistakes(self, pages: list[Page]) -> Iterator[Page]:
        """Send every written form empty, once a kind, and return the pages that say what is wrong."""
        done = set()
        for page in pages:
            for form in page.reading.forms:
                key = (page.kind, tuple(name for _, name, _ in form.fields))
                if self.may_send(form) and key not in done:
                    done.add(key)
                    answer = self.open(form.action or page.address, form.filled())
                    if answer and answer.status >= 500:
                        self.broken.append((page.kind, f"{answer.shown}, a form of {page.shown} sent empty"))
                    elif answer and answer.status >= 400:
                        yield answer

    def follow_mails(self, live: LiveSite) -> Iterator[Page]:
        """Ask for mails with a link in them, and open what they lead to."""
        before = len(live.mails())
        for address, email in ASKING.items():
            page = self.open(address)
            forms = page.reading.forms if page else []
            form = next(form for form in forms if any(kind == "email" for kind, _, _ in form.fields))
            values = form.filled(text="Camille Roux", email=email, password="une longue promenade en Corrèze")
            self.open(form.action or address, values)
        deadline = time.monotonic() + MAIL_PATIENCE
        while len(live.mails()) < before + len(ASKING):
            assert time.monotonic() < deadline, f"{len(live.mails()) - before} mails of {len(ASKING)} came"
            time.sleep(0.2)
        for mail in live.mails()[before:]:
            body = mail.get_body(("plain",))
            for link in re.findall(
                re.escape(self.site) + r"/\S+/[\w.-]{20,}", body.get_content() if body else ""
            ):
                page = self.open(link)
                if page:
                    yield page

    def may_send(self, form: Form) -> bool:
        """Tell whether a form asks for something that can be left out."""
        return form.method == "post" and form.is_written and urlsplit(form.action).path not in UNSENT
