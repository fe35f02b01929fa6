"""Reading each page once for what it is, then again and again for how fast it is."""

import http.client
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from . import wrk
from .databases import Database
from .pages import PAGES, Page, Site
from .servers import Server, serving

HELLO, JINJA = "Flask nu, « hello »", "Flask nu, Jinja 20 Ko"
BARE = {HELLO: "/", JINJA: "/page"}
WARMING = 5  # readings before the first that counts
PATIENCE = 60.0

Say = Callable[[str], None]


@dataclass(frozen=True)
class Reading:
    """One answer: its status, its weight, the statements it took."""

    status: int
    size: int
    statements: int | None


@dataclass
class Result:
    """All that was seen of a page."""

    name: str
    path: str
    reading: Reading
    small: Reading | None = None
    runs: list[wrk.Run] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)  # milliseconds of the server's processor a request

    @property
    def best(self) -> wrk.Run:
        """Return the best of the runs, figure by figure: what the machine's other work did not slow down."""
        return wrk.Run(
            max(run.requests for run in self.runs),
            max(run.rate for run in self.runs),
            min(run.p50 for run in self.runs),
            min(run.p99 for run in self.runs),
        )

    @property
    def cost(self) -> float:
        """Return the milliseconds a request costs: of processor, or of the clock where that is not known."""
        return min(self.cpus) if self.cpus else 1000 / self.best.rate

    @property
    def is_constant(self) -> bool:
        """Tell whether a larger site costs no more statements."""
        return self.small is None or self.small.statements == self.reading.statements


@dataclass(frozen=True)
class Plan:
    """How long, how often and with how many connections each page is asked for; `only` keeps some of them."""

    seconds: int = 2
    repeats: int = 3
    connections: int = 1
    only: str = ""

    def pages(self) -> list[Page]:
        """Return the pages asked for."""
        return [page for page in PAGES if self.only.lower() in page.name.lower()]


@dataclass(frozen=True)
class Addresses:
    """Where the pages of a generated site are, and the cookie of its moderator."""

    paths: Mapping[str, str]
    cookies: Mapping[str, str]

    @classmethod
    def of(cls, database: Database, pages: Sequence[Page]) -> "Addresses":
        """Find the addresses of those pages that the site has."""
        app = database.app()
        with app.test_request_context():
            site = Site(app)
            paths = {page.name: page.address(site) for page in pages}
            cookie = site.cookie()
            known = {name: path for name, path in paths.items() if site.has(path)}
        return cls(known, {page.name: cookie if page.signed_in else "" for page in pages})


def read(site: str, path: str, cookie: str = "") -> Reading:
    """Read a page once."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        counted = answer.getheader("X-Query-Count")
        return Reading(answer.status, len(answer.read()), int(counted) if counted else None)
    finally:
        connection.close()


def settled(site: str, path: str, cookie: str = "") -> Reading:
    """Read a page once its templates, words and statements have been met."""
    for _ in range(WARMING):
        read(site, path, cookie)
    return read(site, path, cookie)


def read_all(database: Database, pages: Sequence[Page]) -> dict[str, Reading]:
    """Read each page of a site once."""
    where = Addresses.of(database, pages)
    with serving(database) as site:
        return {name: settled(site.address, path, where.cookies[name]) for name, path in where.paths.items()}


def measure(database: Database, plan: Plan, small: Mapping[str, Reading], say: Say) -> list[Result]:
    """Measure the bare pages and every page of a site, all of them in turn, several times over."""
    where = Addresses.of(database, plan.pages())
    with serving(database) as site, serving(database, "bench.bare:app") as bare:
        targets = {name: (bare, path, "") for name, path in BARE.items()}
        targets |= {name: (site, path, where.cookies[name]) for name, path in where.paths.items()}
        results = {
            name: Result(name, path, settled(server.address, path, cookie), small.get(name))
            for name, (server, path, cookie) in targets.items()
        }
        for turn in range(plan.repeats):
            say(f"mesure, tour {turn + 1} sur {plan.repeats}")
            for name, (server, path, cookie) in targets.items():
                if results[name].reading.status == 200:
                    _run(results[name], server, path, cookie, plan)
    return list(results.values())


def _run(result: Result, server: Server, path: str, cookie: str, plan: Plan) -> None:
    before = server.cpu()
    run = wrk.run(server.address + path, plan.seconds, plan.connections, cookie)
    after = server.cpu()
    result.runs.append(run)
    if before is not None and after is not None:
        result.cpus.append(1000 * (after - before) / max(1, run.requests))
