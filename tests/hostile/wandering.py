"""What each persona can reach by following links, and the forms that are found there."""

from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from .forms import Form, read_fields
from .routes import routes
from .visiting import Site
from .world import PERSONAS

PAGES = 400  # of one persona: more means that the walk does not end
ALIKE = 8  # addresses of one endpoint with the same parameters: the ninth is one more of the same list
ELSEWHERE = ("/static/", "/media/", "/palettes/", "/paysages/", "/dev/")


@dataclass(frozen=True)
class Found:
    """A form on a page somebody reached."""

    persona: str
    page: str
    form: Form
    endpoint: str

    @property
    def action(self) -> str:
        """Return where it is sent."""
        return self.form.action or self.page

    @property
    def mark(self) -> tuple[str, tuple[str, ...]]:
        """Return what makes two forms the same one for our purpose."""
        return self.endpoint, tuple(name.translate(DIGITS) for name in self.form.names)


DIGITS = str.maketrans("", "", "0123456789")


@dataclass
class Walk:
    """Everything that was reached."""

    pages: list[tuple[str, str]]
    forms: list[Found]
    broken: list[str]


def walk(app: Flask, site: Site, personas: tuple[str, ...] = PERSONAS) -> Walk:
    """Visit what each persona can reach."""
    starts = [route.address for route in routes(app, site.world) if route.method == "GET"]
    found = Walk([], [], [])
    for persona in personas:
        _wander(app, site, persona, starts, found)
    return found


def endpoint_of(app: Flask, address: str, method: str = "GET") -> str:
    """Return the endpoint behind an address; empty for none."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(urlsplit(address).path, method)
    except HTTPException:
        return ""
    return str(endpoint)


def _kind_of(app: Flask, address: str) -> tuple[str, ...]:
    """Return what makes two addresses two of a kind: their endpoint, and the names of their parameters."""
    asked = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return endpoint_of(app, address) or address, *sorted({name for name, _ in asked})


def _wander(app: Flask, site: Site, persona: str, starts: list[str], found: Walk) -> None:
    waiting = deque(starts)
    seen: set[str] = set()
    alike: Counter[tuple[str, ...]] = Counter()
    while waiting and len(seen) < PAGES:
        address = waiting.popleft().partition("#")[0]
        kind = _kind_of(app, address)
        if address in seen or address.startswith(ELSEWHERE) or alike[kind] == ALIKE:
            continue
        seen.add(address)
        alike[kind] += 1
        answer = site.send(persona, "GET", address)
        if answer.status >= 500:
            found.broken.append(f"{persona}: GET {address}: {answer.status} {answer.text[:200]}")
        if answer.status != 200:
            continue
        found.pages.append((persona, address))
        if not answer.is_page:
            continue
        reader = read_fields(answer.text)
        waiting.extend(reader.links)
        for form in reader.forms:
            where = endpoint_of(app, form.action or address, "POST" if form.method == "post" else "GET")
            found.forms.append(Found(persona, address, form, where))
