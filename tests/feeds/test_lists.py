"""Feeds beside the lists: read by a real parser, the same for everybody, neutral, and gone when what they told is."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient

from ambassadors.access.actor import Actor
from ambassadors.core.clock import standing_at, today
from ambassadors.core.db import db
from ambassadors.moderation.engine import transition
from ambassadors.territories.models import FormerSlug
from ambassadors.territories.order import of_the_day
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.submissions import REFUSED, a_question, a_testimonial, an_answer
from tests.factories.territories import BRIVE, LE_MANS, a_territory, aveyron

HERE = "/territoires/bassin-de-brive"
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def atom(client: FlaskClient, address: str) -> Any:
    """Read an Atom feed as a feed reader does; whatever makes its parser frown fails."""
    answer = client.get(address)
    assert (
        answer.status_code == 200 and answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    )
    assert "Set-Cookie" not in answer.headers
    read = feedparser.parse(answer.data, response_headers={"content-type": answer.headers["Content-Type"]})
    assert not read.bozo and read.version == "atom10", read.get("bozo_exception")
    return read


def json_feed(client: FlaskClient, address: str) -> Any:
    """Read a JSON feed and hold it to what version 1.1 asks for."""
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/feed+json"
    assert "Set-Cookie" not in answer.headers
    document = answer.get_json()
    assert document["version"] == "https://jsonfeed.org/version/1.1" and document["title"]
    assert len({item["id"] for item in document["items"]}) == len(document["items"])
    for item in document["items"]:
        assert item["content_html"] and item["url"].startswith("http://localhost/")
        datetime.fromisoformat(item["date_published"])
    return document


@pytest.fixture
def brive() -> Any:
    """A territory with three testimonials an hour from each other, and three questions."""
    here = a_territory()
    voice, asker = a_member(here, "ambassador"), an_account("Nadia")
    for number in range(3):
        with standing_at(START + timedelta(hours=number)):
            a_testimonial(
                here,
                voice,
                title=f"Récit <b>no</b> {number} & suite",
                themes=["logement"] if number else ["nature"],
                links=["elected"],
                disclosure="Conseillère municipale.",
            )
            a_question(
                here, asker, title=f"Question {number} : & alors ?", theme="climat" if number else "emploi"
            )
    return here


def test_testimonials_are_told_newest_first_with_who_speaks(client: PageClient, brive: Any) -> None:
    feed = atom(client, f"{HERE}/temoignages.atom")
    assert [entry.title for entry in feed.entries] == [
        f"Récit <b>no</b> {number} & suite" for number in (2, 1, 0)
    ]
    entry = feed.entries[0]
    assert entry.link.startswith("http://localhost/temoignages/") and entry.author
    assert entry.published.startswith("2026-03-01T11") and entry.tags[0].term == "logement"
    content = entry.content[0].value
    for told in (
        "Ce qui est moins facile",
        "Le train.",
        "Exerce un mandat électif",
        "Conseillère municipale.",
    ):
        assert told in content.replace("\xa0", " "), told
    assert feed.feed.link == f"http://localhost{HERE}/temoignages"
    assert feed.feed.title == f"Témoignages – {brive.name}"
    same = json_feed(client, f"{HERE}/temoignages.json")
    assert [item["id"] for item in same["items"]] == [entry.id for entry in feed.entries]
    assert same["items"][0]["content_html"].split() == content.split()


def test_questions_are_told_newest_first_under_their_filters(client: PageClient, brive: Any) -> None:
    feed = atom(client, f"{HERE}/questions.atom")
    assert [entry.title.replace("\u202f", " ").replace("\xa0", " ") for entry in feed.entries] == [
        f"Question {number} : & alors ?" for number in (2, 1, 0)
    ]
    some = atom(client, f"{HERE}/questions.atom?theme=emploi&theme=nulle&inconnu=1")
    assert len(some.entries) == 1 and "Intérêt des postes" in some.feed.title
    assert some.feed.links[0].href == f"http://localhost{HERE}/questions.atom?theme=emploi"
    assert json_feed(client, f"{HERE}/questions.json?theme=climat")["feed_url"].endswith("?theme=climat")
    assert len(atom(client, f"{HERE}/temoignages.atom?theme=nature").entries) == 1
    families = atom(client, f"{HERE}/temoignages.atom?public=soignants&theme=logement")
    assert len(families.entries) == 0, "a list puts a public first, its feed keeps it alone"
    assert families.feed.title.startswith(
        "Témoignages : Logement · Soignants et soignantes – ".replace(" :", "\xa0:")
    )


def test_a_question_tells_its_answers(client: PageClient) -> None:
    here = a_territory()
    voice = a_member(here, "ambassador", name="Paul")
    question = a_question(here, an_account())
    for number in range(2):
        with standing_at(START + timedelta(hours=number)):
            an_answer(question, voice, text=f"Réponse {number}, voir [la charte](/charte).")
    feed = atom(client, f"{question.path}.atom")
    assert ["Réponse 1" in entry.content[0].value for entry in feed.entries] == [True, False]
    assert 'href="http://localhost/charte"' in feed.entries[0].content[0].value
    assert feed.entries[0].link.startswith(f"http://localhost{question.path}#reponse-")
    assert "Paul" in feed.entries[0].author
    assert len(json_feed(client, f"{question.path}.json")["items"]) == 2
    for wrong in (f"/questions/{question.id}", f"/questions/{question.id}-autrement"):
        moved = client.get(f"{wrong}.json")
        assert (moved.status_code, moved.location) == (301, f"{question.path}.json")


def test_territories_come_in_the_order_of_the_day(client: PageClient) -> None:
    some = [a_territory(BRIVE), aveyron(frames=["campagne"]), a_territory(LE_MANS, "le-mans")]
    expected = [one.name for one in of_the_day(some, today(), lambda one: one.id)]
    feed = atom(client, "/territoires.atom")
    assert [entry.title for entry in feed.entries] == expected
    assert [item["title"] for item in json_feed(client, "/territoires.json")["items"]] == expected
    only = atom(client, "/territoires.atom?cadre=campagne")
    assert [entry.title for entry in only.entries] == ["Aveyron"]
    assert only.feed.link == "http://localhost/territoires?cadre=campagne"


def test_what_is_not_public_is_in_no_feed(
    client: PageClient, signed_in: Callable[..., PageClient], brive: Any
) -> None:
    voice = a_member(brive, "ambassador")
    a_testimonial(brive, voice, "submitted", title="Encore en relecture ici")
    item = a_testimonial(brive, voice, title="Publié puis retiré ici")
    before = client.get(f"{HERE}/temoignages.atom")
    assert "Encore en relecture" not in before.text and "Publié puis retiré" in before.text
    transition(
        Actor(an_admin().id, "Modération", is_admin=True),
        item,
        "unpublish",
        reason=REFUSED,
        version=item.version,
    )
    after = client.get(f"{HERE}/temoignages.atom", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200 and "Publié puis retiré" not in after.text
    assert "Publié puis retiré" not in client.get(f"{HERE}/temoignages.json").text


def test_a_territory_in_preparation_has_feeds_for_its_team_alone(
    client: PageClient, signed_in: Callable[..., PageClient]
) -> None:
    hidden = aveyron(state="preparing")
    question = a_question(hidden, an_account())
    home = "/territoires/aveyron"
    nowhere = "/territoires/nulle-part/questions"
    for address in (f"{home}/temoignages", f"{home}/questions", question.path, nowhere):
        for form in ("atom", "json"):
            assert client.get(f"{address}.{form}").status_code == 404, address
    assert client.get(f"{home}/dossier/temps-forts.ics").status_code == 404
    assert "Aveyron" not in client.get("/territoires.json").text
    team = signed_in(a_member(hidden, "manager"))
    answer = team.get(f"{home}/questions.atom")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_what_is_new_everywhere_names_its_territory(client: PageClient, brive: Any) -> None:
    there, hidden = aveyron(), a_territory(LE_MANS, "le-mans", state="preparing")
    for place, hour in ((there, 5), (hidden, 6)):
        with standing_at(START + timedelta(hours=hour)):
            a_testimonial(place, a_member(place, "ambassador"), title="Un récit venu d’ailleurs")
            a_question(place, an_account(), title="Une question venue d’ailleurs")
    for kind in ("temoignages", "questions"):
        feed = atom(client, f"/{kind}.atom")
        titles = [entry.title for entry in feed.entries]
        assert titles[0].endswith("d’ailleurs – Aveyron")
        assert len(titles) == 4 and all(title.endswith(f" – {brive.name}") for title in titles[1:])
        assert feed.feed.link == "http://localhost/" and not [x for x in feed.feed.links if x.rel == "next"]
        assert [item["id"] for item in json_feed(client, f"/{kind}.json")["items"]] == [
            entry.id for entry in feed.entries
        ]


FEEDS = (f"{HERE}/temoignages", f"{HERE}/questions", "/territoires", "/temoignages", "/questions")


def test_an_unchanged_feed_is_a_short_304(client: PageClient, brive: Any) -> None:
    for address in FEEDS:
        for form in ("atom", "json"):
            first = client.get(f"{address}.{form}")
            again = client.get(f"{address}.{form}", headers={"If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")
            assert client.head(f"{address}.{form}").headers["ETag"] == first.headers["ETag"]


def test_a_feed_costs_the_same_however_much_it_tells(client: PageClient, brive: Any) -> None:
    def costs() -> list[int]:
        return [int(client.get(f"{one}.atom").headers["X-Query-Count"]) for one in FEEDS]

    before = costs()
    assert max(before) <= 4
    voice = a_member(brive, "ambassador")
    for _ in range(6):
        a_testimonial(brive, voice)
        a_question(brive, voice)
    a_territory(LE_MANS, "le-mans")
    assert costs() == before


def test_a_long_list_goes_on(client: PageClient) -> None:
    here = a_territory()
    asker = an_account()
    for number in range(23):
        with standing_at(START + timedelta(minutes=number)):
            a_question(here, asker, title=f"Question numérotée {number}")
    first = atom(client, f"{HERE}/questions.atom")
    following = next(link.href for link in first.feed.links if link.rel == "next")
    rest = atom(client, following.removeprefix("http://localhost"))
    titles = [entry.title for entry in [*first.entries, *rest.entries]]
    assert titles == [f"Question numérotée {number}" for number in reversed(range(23))]
    assert not [link for link in rest.feed.links if link.rel == "next"]
    as_json = json_feed(client, f"{HERE}/questions.json")
    assert len(json_feed(client, as_json["next_url"].removeprefix("http://localhost"))["items"]) == 3


def test_an_entry_keeps_its_name_when_its_title_or_its_territory_changes_address(
    client: PageClient, brive: Any
) -> None:
    before = json_feed(client, f"{HERE}/questions.json")["items"]
    named = atom(client, f"{HERE}/questions.atom").feed.id
    brive.slug = "brive"
    db.session.add(FormerSlug(slug="bassin-de-brive", territory_id=brive.id))
    after = json_feed(client, "/territoires/brive/questions.json")
    assert [item["id"] for item in after["items"]] == [item["id"] for item in before]
    assert atom(client, "/territoires/brive/questions.atom").feed.id == named
    assert all(item["id"].startswith("tag:localhost,2026:questions/") for item in after["items"])


@pytest.mark.parametrize(
    "tail",
    [
        "/temoignages.atom?theme=logement",
        "/temoignages.json",
        "/questions.atom",
        "/questions.json?public=familles",
        "/dossier/temps-forts.ics",
    ],
)
def test_a_former_slug_leads_to_the_feed(client: PageClient, brive: Any, tail: str) -> None:
    db.session.add(FormerSlug(slug="pays-de-brive", territory_id=brive.id))
    moved = client.get(f"/territoires/pays-de-brive{tail}")
    assert (moved.status_code, moved.location) == (301, f"{HERE}{tail}")
    assert client.get(moved.location).status_code == 200


def test_pages_say_where_their_feeds_are(client: PageClient, brive: Any) -> None:
    for page, lists in (
        (f"{HERE}/temoignages?theme=logement&page=zzz", 1),
        (f"{HERE}/questions", 1),
        ("/territoires?cadre=mer&vue=carte", 1),
        ("/", 2),
        (HERE, 2),
        (f"{HERE}/dossier/logement", 2),
        (f"{HERE}/ambassadeurs", 0),
    ):
        text = client.get(page).text
        links = re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">', text)
        assert [kind for kind, *_ in links] == ["application/atom+xml", "application/feed+json"] * lists, page
        for kind, title, href in links:
            answer = client.get(unescape(href))
            assert answer.status_code == 200
            assert "page=" not in href and "vue=" not in href
            if lists == 2 and kind.startswith("application/atom"):
                assert feedparser.parse(answer.data).feed.title == unescape(title).removesuffix(" (Atom)")
                assert ("?theme=logement" in href) == ("dossier" in page)
    assert "temoignages.atom?theme=logement" in client.get(f"{HERE}/temoignages?theme=logement").text
    assert "alternate" not in client.get("/nulle-part").text


def test_characters_that_xml_cannot_hold_do_not_break_a_feed(client: PageClient) -> None:
    here = a_territory()
    a_question(
        here, an_account(), title="Que dire de \ufffe et de \ufffd ?", text="]]> & <script>alert(1)</script>"
    )
    feed = atom(client, f"{HERE}/questions.atom")
    assert "<script" not in feed.entries[0].content[0].value
    assert "]]&gt;" in feed.entries[0].content[0].value
