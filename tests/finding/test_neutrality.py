"""No page, feed or programme's answer carries a score or a rank across territories."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.places.models import Place
from ambassadors.questions.models import Question
from ambassadors.territories.grid import THEMES
from ambassadors.territories.queries import TerritoryLine
from ambassadors.testimonials.models import Testimonial
from config import ROOT
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_cell, a_connection, a_fact, an_edition, an_open_edition
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

RANKED = re.compile(
    r"\b(classement|palmarès|score|top\s?\d+|n°\s?1|numéro un|meilleurs?|meilleures?|mieux noté|les mieux|notés?|étoiles|"
    r"\d+(er|re|e|ème)\s+(sur|place|rang)|\d+([,.]\d+)?\s?/\s?(5|10|20|100)\b|rating|ranking|rank)\b",
    re.IGNORECASE,
)
KEYS = re.compile(
    r"score|rank|rating|position|stars|likes|note$|classement|^rang|rang$|moyenne|points|[eé]toiles",
    re.IGNORECASE,
)
# The pages that promise not to rank have to name what they do not do.
PROMISES = (
    "Ni classement, ni note, ni « meilleurs endroits où vivre »",
    "ou mériter une meilleure place",
    "sans note ni palmarès",
    "elles n’en classent aucun",
    "Vous aviez noté pour aujourd’hui",  # a reminder to a manager
)
SEVERAL = (
    "/",
    "/territoires",
    "/territoires?vue=carte",
    "/carte",
    "/territoires/ordre",
    "/questions/nouvelle",
)


@pytest.fixture
def two(app: Flask) -> None:
    """Two territories with everything that could tempt somebody to compare them."""
    edition = an_edition()
    for territory in (a_territory(frames=["campagne"]), aveyron(frames=["campagne"])):
        voice = a_member(territory, "ambassador")
        a_testimonial(territory, voice)
        an_answer(a_question(territory, an_account()), voice)
        a_connection(territory)
        for theme in THEMES:
            a_cell(territory, theme, "On y trouve ce qu’il faut.", a_fact())
        an_open_edition(territory, edition)


def readable(page: str) -> str:
    """Return the words of a page, attributes that are read aloud included, without what promises not to rank."""
    spoken = " ".join(re.findall(r'(?:aria-label|alt|title|content)="([^"]*)"', page))
    words = unescape(re.sub(r"<[^>]+>", " ", page) + spoken).replace("\xa0", " ").replace("\u202f", " ")
    words = re.sub(r"\s+", " ", words)
    for promise in PROMISES:
        words = words.replace(promise, "")
    return words


PRIVATE = ("/bureau", "/administration", "/compte", "/dev")
# What is drawn, printed from the same templates, or opened by a secret of one person.
UNREAD = frozenset({"token", "sealed", "key", "colour", "filename"})
PRINTED = (".pdf", ".jpg")


def addresses(app: Flask) -> Iterator[str]:
    """Yield every public address, its variables filled; what the programme's interface would add is read too."""
    question = db.session.scalars(select(Question).limit(1)).one()
    testimonial = db.session.scalars(select(Testimonial).limit(1)).one()
    place = db.session.scalars(select(Place.id).limit(1)).one()
    values: dict[str, Any] = {
        "territoire": "aveyron",
        "theme": "logement",
        "edition": "trouver-un-emploi",
        "question": (question.id, question.slug),
        "ref": (testimonial.id, testimonial.slug),
        "found": (testimonial.author_id, "claire-morel"),
    }
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith(PRIVATE):
            continue
        if not rule.rule.startswith("/api") and (rule.arguments & UNREAD or rule.rule.endswith(PRINTED)):
            continue
        number = {"number": 1 if rule.endpoint.startswith("sitemap.") else place}
        unknown = rule.arguments - {*values, *number}
        assert not unknown, f"{rule.rule}: say here what {unknown} may be, so that it is read"
        _, address = rule.build({name: (values | number)[name] for name in rule.arguments}) or ("", "")
        yield address


def keys_of(value: Any) -> Iterator[str]:
    """Yield every key of a JSON document."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def structured(page: str) -> Iterator[Any]:
    """Yield the JSON-LD documents of a page."""
    for text in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL):
        yield json.loads(text)


def test_no_page_nor_feed_ranks_territories(client: FlaskClient, app: Flask, two: None) -> None:
    read = set()
    more = (
        "/recherche?q=enfants",
        "/territoires/lieu?q=corrèze",
        "/territoires?q=corrèze",
        "/recherche?q=corrèze",
    )
    for address in sorted({*SEVERAL, *addresses(app), *more}):
        answer = client.get(address)
        if address.startswith("/api"):
            assert answer.status_code == 200, f"{address} is not read"
        if answer.status_code != 200 or not (answer.mimetype or "").startswith(("text/", "application/")):
            continue
        read.add(address)
        found = RANKED.search(readable(unescape(answer.text)))
        assert not found, f"{address}: «{found.group()}»" if found else ""
        if answer.is_json:
            named = {key for key in keys_of(answer.get_json()) if KEYS.search(key)}
            assert not named, f"{address}: {named}"
            continue
        for document in structured(answer.text):
            named = {key for key in keys_of(document) if KEYS.search(key) or key == "aggregateRating"}
            # A position in a breadcrumb or a list of links is no rank of a territory; on several of them it is.
            assert named <= ({"position"} if document.get("@type") == "BreadcrumbList" else set()), (
                f"{address}: {named}"
            )
    here = "/territoires/aveyron"
    wanted = {
        here,
        f"{here}/dossier",
        f"{here}/dossier/logement",
        f"{here}/contacts",
        f"{here}/questions.json",
    }
    assert {*SEVERAL, *wanted, f"{here}/editions/trouver-un-emploi"} <= read
    assert [
        address for address in read if address.startswith(("/questions/", "/temoignages/", "/ambassadeurs/"))
    ]


@pytest.mark.static
def test_no_mail_ranks() -> None:
    mails = sorted((ROOT / "templates" / "mails").rglob("*.txt"))
    assert mails
    for mail in mails:
        words = re.sub(
            r"\{[{%#].*?[}%#]\}",
            lambda one: " ".join(re.findall(r'"([^"]*)"', one.group())),
            mail.read_text("utf-8"),
        )
        found = RANKED.search(readable(words))
        assert not found, f"{mail.name}: «{found.group()}»" if found else ""


@pytest.mark.static
def test_the_test_itself_knows_a_rank_when_it_reads_one() -> None:
    for said in (
        "Top 10 des villes",
        "classement 2026",
        "noté 4,5/5",
        "2e sur 300",
        "les meilleures villes",
        "score : 87",
    ):
        assert RANKED.search(said), said
    assert [key for key in ("rang", "moyenne", "points", "etoiles", "likes") if not KEYS.search(key)] == []
    for said in ("Notes de la rédaction absentes", "12 territoires, dans l’ordre du jour", "Ouvert 24/7"):
        assert not RANKED.search(said), said


@pytest.mark.static
def test_a_list_has_nothing_to_rank_with() -> None:
    assert not [name for name in TerritoryLine.__dataclass_fields__ if KEYS.search(name)]


def test_cards_of_two_territories_say_the_same_kinds_of_things(client: FlaskClient, two: None) -> None:
    """Travel times, prices and counts stay on each territory's own pages: side by side, they would compare."""
    page = client.get("/territoires").text
    cards = re.findall(r'<article class="card card--territory">(.*?)</article>', page, re.DOTALL)
    assert len(cards) == 2
    for card in cards:
        assert not re.search(r"\d", re.sub(r"<[^>]+>", " ", card)), "no figure on a card"
