"""Structured data: names that schema.org has, where it has them, true to the page, and unable to end their block."""

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from ambassadors.core.db import db
from ambassadors.feeds.linked.node import block, node
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_highlight
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory

HERE = "/territoires/bassin-de-brive"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
VOCABULARY = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
ANNOTATIONS = {"query-input": {"SearchAction"}}  # schema.org, «Potential Actions»: how a value is asked for
ADDRESSES = ("url", "image", "logo", "mainEntityOfPage", "urlTemplate")


def kinds_of(kind: str) -> Iterator[str]:
    """Yield a kind and all that it is a kind of."""
    yield kind
    for above in VOCABULARY["kinds"][kind]:
        yield from kinds_of(above)


def types_of(value: Any) -> set[str]:
    """Return all that a value may stand for: the kinds of a thing, or the sorts of data it is written as."""
    if isinstance(value, dict):
        known = value.get("@type") in VOCABULARY["kinds"]
        return set(kinds_of(value["@type"])) if known else set()
    if isinstance(value, int):
        return set() if isinstance(value, bool) else {"Integer", "Number"}
    if not isinstance(value, str):
        return set()
    written = {"Text"}
    if value.startswith(("http://", "https://")):
        written.add("URL")
    for sort, read in (("Date", date.fromisoformat), ("DateTime", datetime.fromisoformat)):
        with suppress(ValueError):
            read(value)
            written.add(sort)
    return written


def wrong_values(kind: str, name: str, value: Any) -> Iterator[str]:
    """Yield what is wrong with what a property says."""
    if value in (None, "", []):
        yield f"{kind}.{name} says nothing"
    if name in ADDRESSES and not str(value).startswith("http"):
        yield f"{kind}.{name} is no whole address: {value}"
    allowed = set(VOCABULARY["values"].get(name, ["Text"]))
    for one in value if isinstance(value, list) else [value]:
        if not types_of(one) & allowed:
            yield f"{kind}.{name} is none of {allowed}: {one}"


def mistakes(thing: Any) -> Iterator[str]:
    """Yield what the vocabulary does not know, or would not say so."""
    if isinstance(thing, list):
        for one in thing:
            yield from mistakes(one)
    if not isinstance(thing, dict):
        return
    kind = thing.get("@type", "")
    if kind not in VOCABULARY["kinds"]:
        yield f"no kind: {kind}"
        return
    known = set(kinds_of(kind))
    for name, value in thing.items():
        if name in ("@type", "@context", "@id"):
            continue
        told_of = ANNOTATIONS.get(name) or set(VOCABULARY["properties"].get(name, ()))
        if not told_of & known:
            yield f"{kind} has no {name}"
        yield from wrong_values(kind, name, value)
        yield from mistakes(value)


def told(client: PageClient, address: str) -> dict[str, Any]:
    """Return the things a page tells, by kind, once the vocabulary has been asked about each."""
    found: dict[str, Any] = {}
    for text in BLOCK.findall(client.get(address).text):
        document = json.loads(text)
        assert document.pop("@context") == "https://schema.org"
        for thing in document.get("@graph", [document]):
            assert not list(mistakes(thing)), address
            found.setdefault(thing["@type"], []).append(thing)
    return {kind: things[0] if len(things) == 1 else things for kind, things in found.items()}


def test_a_question_is_told_with_its_answers(client: PageClient) -> None:
    here = a_territory()
    voice = a_member(here, "ambassador", name="Paul")
    question = a_question(here, an_account("Nadia"), title="Trouve-t-on </script> & une crèche ?")
    an_answer(question, voice, text="Oui, **vraiment**.")
    helpful = an_answer(question, voice, text="Au printemps.")
    helpful.helpful_at = helpful.published_at
    page = told(client, question.path)["QAPage"]
    asked = page["mainEntity"]
    assert asked["name"] == "Trouve-t-on </script> & une crèche\u202f?"
    assert (asked["author"]["name"], asked["answerCount"]) == ("Nadia", 2)
    (accepted,), (suggested,) = asked["acceptedAnswer"], asked["suggestedAnswer"]
    assert accepted["text"] == "Au printemps." and suggested["text"] == "Oui, vraiment."
    assert accepted["url"] == f"http://localhost{question.path}#reponse-{helpful.id}"
    assert accepted["author"]["@type"] == "Person" and accepted["author"]["name"] == "Paul"
    assert page["about"]["url"] == f"http://localhost{HERE}"


def test_a_testimonial_is_told_with_its_author(client: PageClient) -> None:
    here = a_territory()
    item = a_testimonial(here, a_member(here, "ambassador"), themes=["logement"])
    article = told(client, item.path)["Article"]
    assert article["headline"].startswith("Deux enfants") and article["author"]["name"] == "Claire Morel"
    assert article["author"]["url"].startswith("http://localhost/ambassadeurs/")
    assert article["keywords"] == "Logement" and article["publisher"]["name"] == "Ambassadeurs"
    assert article["datePublished"] and "image" not in article


def test_a_territory_is_told_as_a_place(client: PageClient) -> None:
    a_territory(tagline="Le bon tempo", signature="Osez", cover_key="covers/a.jpg")
    place = told(client, HERE)["AdministrativeArea"]
    assert (place["description"], place["slogan"]) == ("Le bon tempo", "Osez")
    assert place["image"] == "http://localhost/media/covers/a.jpg"


def test_what_is_to_come_is_told_as_events(client: PageClient) -> None:
    here = a_territory()
    a_highlight(here, "La foire", place="La halle", text="Des livres.", url="https://foire.example")
    a_highlight(here, "Passée", yearly=False, starts_on=date(2024, 1, 1), ends_on=date(2024, 1, 2))
    with time_machine.travel("2026-11-10 08:00:00Z"):
        event = told(client, f"{HERE}/dossier/temps-forts")["Event"]
    assert (event["name"], event["startDate"], event["endDate"]) == ("La foire", "2027-11-06", "2027-11-08")
    assert event["location"]["name"] == "La halle" and event["url"] == "https://foire.example"
    assert "Event" not in told(client, f"{HERE}/dossier/climat")


def test_home_tells_the_site_and_its_search(client: PageClient) -> None:
    page = told(client, "/")
    assert page["Organization"]["url"] == "http://localhost/"
    search = page["WebSite"]["potentialAction"]
    template = search["target"]["urlTemplate"].replace("{mots}", "jardin").removeprefix("http://localhost")
    assert search["query-input"] == "required name=mots" and client.get(template).status_code == 200


def test_a_page_with_a_trail_tells_it(client: PageClient) -> None:
    here = a_territory(name="L’Âge d'or & Cie")
    a_question(here, an_account())
    for address in (f"{HERE}/dossier/logement", f"{HERE}/questions", f"{HERE}/contacts"):
        steps = told(client, address)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == {"@type": "WebPage", "@id": "http://localhost/territoires"}
        assert "item" not in steps[-1]
        assert steps[1]["name"] in ("L’Âge d’or & Cie", "L’Âge d'or & Cie")


def test_every_public_page_tells_only_what_the_vocabulary_has(
    client: PageClient, world: dict[str, str]
) -> None:
    telling = {kind for kind, address in world.items() if told(client, address)}
    assert telling >= {"home", "space", "testimonial", "question", "theme", "contacts", "edition", "profile"}


def test_what_is_not_public_is_told_to_no_machine(client: PageClient, signed_in: Any) -> None:
    here = a_territory()
    manager = signed_in(a_member(here, "manager"))
    waiting = a_testimonial(here, a_member(here, "ambassador"), "submitted")
    question = a_question(here, an_account(), "submitted")
    for address in (waiting.path, question.path):
        assert not {"Article", "QAPage"} & set(told(manager, address)), address
    for address in ("/bureau/bassin-de-brive/dossier/logement", "/bureau/bassin-de-brive/moderation"):
        assert "ld+json" not in manager.get(address).text, address


def test_it_costs_no_statement(client: PageClient) -> None:
    here = a_territory()
    voice = a_member(here, "ambassador")
    question = a_question(here, an_account())
    an_answer(question, voice)
    before = client.get(question.path).headers["X-Query-Count"]
    for _ in range(4):
        an_answer(question, voice)
    db.session.commit()
    assert client.get(question.path).headers["X-Query-Count"] == before


@pytest.mark.static
def test_no_text_ends_its_block() -> None:
    hostile = "</script><script>alert(1)</script><!-- \u2028 & ]]>"
    written = str(block(node("Person", name=hostile)))
    inside = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside)["name"] == hostile
    assert block() == ""


@pytest.mark.static
@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Town", "name": "Brive"},
        {"@type": "Person", "name": "Claire", "headline": "?"},
        {"@type": "Article", "author": {"@type": "Person", "names": "Claire"}},
        {"@type": "Article", "url": "/temoignages/1"},
        {"@type": "Place", "name": ""},
        {"@type": "Article", "author": "Claire"},
        {"@type": "Article", "author": {"@type": "Place", "name": "Brive"}},
        {"@type": "Article", "datePublished": "hier"},
        {"@type": "Question", "answerCount": "2"},
        {"@type": "Event", "location": [{"@type": "Person", "name": "Claire"}]},
    ],
)
def test_the_validator_sees_mistakes(wrong: dict[str, Any]) -> None:
    assert list(mistakes(wrong))
