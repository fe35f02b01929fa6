"""What the heads of pages tell: one address, its languages, a description, a picture; nothing on what is not public."""

import re
from html import unescape

import pytest
from flask import Flask

from ambassadors.core.db import db
from ambassadors.dossier.queries.editions import edition_by_slug
from ambassadors.feeds.closed import CLOSED, is_closed
from ambassadors.territories.models import FormerSlug
from ambassadors.territories.queries import territory_by_slug
from ambassadors.testimonials.photo import Photo
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import a_cell, an_open_edition
from tests.factories.submissions import a_testimonial
from tests.factories.territories import LE_MANS, a_territory

HERE = "/territoires/bassin-de-brive"
HEAD = re.compile(r"<(?:meta|link)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def told(client: PageClient, address: str) -> dict[str, str]:
    """Return what a page's head says, by name, each once."""
    found: dict[str, str] = {}
    page = client.get(address)
    assert page.status_code == 200, address
    for element in HEAD.findall(page.text.partition("</head>")[0]):
        values = {name: unescape(value) for name, value in ATTRIBUTE.findall(element)}
        name = values.get("property") or values.get("name") or values.get("hreflang") or values.get("rel", "")
        if name in ("stylesheet", "preload", "alternate"):
            continue
        assert name not in found, f"{name} twice on {address}"
        found[name] = values.get("content") or values.get("href", "")
    return found


def test_every_public_page_tells_what_it_is(client: PageClient, world: dict[str, str]) -> None:
    for kind, address in world.items():
        head = told(client, address)
        whole = f"http://localhost{address}"
        assert head["canonical"] == head["og:url"] == head["fr"] == head["x-default"] == whole, kind
        assert 20 < len(head["description"]) == len(head["og:description"]), kind
        assert head["og:title"] and head["og:locale"] == "fr_FR" and head["og:site_name"], kind
        assert head["og:image"].startswith("http://localhost/") and head["og:image:alt"], kind
        assert client.get(head["og:image"]).status_code == 200, kind
        assert head["twitter:card"] == "summary_large_image"
        assert head["og:type"] == ("article" if kind == "testimonial" else "website")
        assert "robots" not in head


def test_no_two_pages_say_the_same_of_themselves(client: PageClient, world: dict[str, str]) -> None:
    inside = [address for address in world.values() if address.count("/") > 2 or address == HERE]
    said = [told(client, address)["description"] for address in inside]
    assert len(set(said)) == len(said)


def test_a_shared_title_names_its_territory(client: PageClient, world: dict[str, str]) -> None:
    there = a_territory(
        LE_MANS, "le-mans", name="Le Mans", at_name="au Mans", tagline="Le « bon » tempo & plus"
    )
    a_cell(there)
    opened = edition_by_slug("trouver-un-emploi")
    assert opened
    an_open_edition(there, opened)
    for kind, address in world.items():
        if not address.startswith(HERE):
            continue
        here, theirs = (told(client, one) for one in (address, address.replace(HERE, there.path)))
        assert here["og:title"] != theirs["og:title"] and here["og:title"] != here["og:description"], kind
        assert "Brive" in here["og:title"] and "Mans" in theirs["og:title"], kind
    assert told(client, HERE)["og:title"].startswith("CA du Bassin de Brive – Le «")
    assert told(client, f"{HERE}/questions")["og:title"] == "Questions – CA du Bassin de Brive"


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/temoignages?theme=logement&public=familles&origine=3", "/temoignages?theme=logement"),
        ("/temoignages?theme=nulle&page=zzz", "/temoignages"),
        ("/questions?page=ZjEuMQ&etat=repondue", "/questions?page=ZjEuMQ"),
        ("/questions?page=ZjEuMS4x&public=familles", "/questions"),
        ("/dossier?public=familles", "/dossier"),
        ("?utm_source=x", ""),
    ],
)
def test_filters_of_little_weight_are_no_other_page(
    client: PageClient, world: dict[str, str], asked: str, canonical: str
) -> None:
    assert told(client, HERE + asked)["canonical"] == f"http://localhost{HERE}{canonical}"


def test_wishes_and_days_are_all_the_same_list(client: PageClient, world: dict[str, str]) -> None:
    for query in ("?cadre=mer&paris=2", "?vue=carte", "?jour=2026-01-01&page=1"):
        assert told(client, f"/territoires{query}")["canonical"] == "http://localhost/territoires"


def test_what_is_somebodys_own_or_a_form_tells_nothing(client: PageClient, world: dict[str, str]) -> None:
    for address in (
        "/connexion",
        "/inscription",
        "/recherche?q=brive",
        f"{HERE}/questions/nouvelle",
    ):
        head = told(client, address)
        assert not {"canonical", "og:url", "fr"} & set(head), address
    missing = client.get("/nulle-part").text
    assert "canonical" not in missing and "og:" not in missing


def test_a_testimonial_is_shared_with_its_photo(client: PageClient) -> None:
    here = a_territory()
    item = a_testimonial(here, a_member(here, "ambassador"))
    db.session.add(
        Photo(
            testimonial_id=item.id, key="photos/une.jpg", width=800, height=600, alt="Un jardin", position=1
        )
    )
    head = told(client, item.path)
    assert head["og:image"] == "http://localhost/media/photos/une.jpg" and head["og:image:alt"] == "Un jardin"


@pytest.mark.static
def test_a_place_named_as_a_form_is_no_form() -> None:
    for path in (
        "/territoires/nouvelle-aquitaine",
        "/territoires/lieusaint",
        "/questions/12-nouvelle-vie",
        "/",
    ):
        assert not is_closed(path), path
    for path in (
        "/compte",
        "/compte/donnees",
        f"{HERE}/questions/nouvelle",
        "/questions/1-a/suite",
        "/territoires/lieu?q=a",
    ):
        assert is_closed(path), path


def test_robots_are_told_the_same(client: PageClient, app: Flask) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *" and "Sitemap: http://localhost/sitemap.xml" in lines
    assert {f"Disallow: {path}" for path in CLOSED} <= set(lines)
    assert "X-Robots-Tag" not in answer.headers


def test_a_demonstration_is_found_nowhere(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    for address in ("/", "/territoires.atom", "/sitemap.xml", "/robots.txt"):
        assert client.get(address).headers["X-Robots-Tag"] == "noindex"


def test_every_address_of_a_former_slug_leads_to_its_own(
    client: PageClient, app: Flask, world: dict[str, str]
) -> None:
    """Whatever is at a territory's address, feeds and calendars included, is read from the map of the site."""
    here = territory_by_slug("bassin-de-brive")
    assert here
    db.session.add(FormerSlug(slug="pays-de-brive", territory_id=here.id))
    rules = [one for one in app.url_map.iter_rules() if one.rule.startswith("/territoires/<territoire>")]
    values = {"theme": "logement", "edition": "trouver-un-emploi"}
    read = 0
    for rule in rules:
        if "GET" not in (rule.methods or ()) or not rule.arguments <= {"territoire", *values}:
            continue
        _, former = rule.build(values | {"territoire": "pays-de-brive"}, append_unknown=False) or ("", "")
        _, present = rule.build(values | {"territoire": here.slug}, append_unknown=False) or ("", "")
        moved = client.get(f"{former}?theme=logement")
        assert (moved.status_code, moved.location) == (301, f"{present}?theme=logement"), former
        made_later = present.endswith(".pdf")  # by the worker
        assert client.get(present).status_code in (200, 302, 403, *([404] if made_later else [])), present
        read += 1
    assert read >= 15
