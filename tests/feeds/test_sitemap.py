"""The site map: valid by the schemas of sitemaps.org, split, dated, and naming public pages only, each at its one address."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from xmlschema import XMLSchema

from ambassadors.access.actor import Actor
from ambassadors.core.clock import now, standing_at
from ambassadors.feeds import published
from ambassadors.moderation.engine import transition
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import a_cell, an_edition, an_open_edition
from tests.factories.submissions import REFUSED, a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMAS = Path(__file__).parent / "schemas"


@cache
def schema_of(root: str) -> XMLSchema:
    """Return the schema of the files whose root bears a name."""
    return XMLSchema(SCHEMAS / {"urlset": "sitemap.xsd", "sitemapindex": "siteindex.xsd"}[root])


def read(client: PageClient, address: str, root: str, each: str) -> dict[str, str | None]:
    """Read a file once its schema has found it valid: its addresses, each with its date."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml"), address
    assert "Set-Cookie" not in answer.headers and len(answer.data) < 50 * 2**20
    schema_of(root).validate(answer.text)
    document = ElementTree.fromstring(answer.data)
    assert document.tag == SPACE + root and len(document) <= 10_000
    found: dict[str, str | None] = {}
    for element in document:
        assert element.tag == SPACE + each
        place, date = element.findtext(f"{SPACE}loc") or "", element.findtext(f"{SPACE}lastmod")
        assert place.startswith("http://localhost/") and place not in found
        found[place.removeprefix("http://localhost")] = date
    return found


def index(client: PageClient) -> list[str]:
    return list(read(client, "/sitemap.xml", "sitemapindex", "sitemap"))


def everything(client: PageClient) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for file in index(client):
        found |= read(client, file, "urlset", "url")
    return found


def test_each_address_is_a_public_page_at_its_one_address(client: PageClient) -> None:
    here, hidden = a_territory(), aveyron(state="preparing")
    voice = a_member(here, "ambassador")
    testimonial, question = a_testimonial(here, voice), a_question(here, an_account())
    waiting, elsewhere = a_testimonial(here, voice, "submitted"), a_question(hidden, an_account())
    a_cell(here, "logement")
    a_cell(here, "climat", "")
    an_open_edition(here, an_edition())
    an_open_edition(here, an_edition("etudier", "Étudier", segment="etudiants", retired_at=now()))
    found = everything(client)
    assert {
        testimonial.path,
        question.path,
        here.path,
        f"{here.path}/dossier/logement",
        "/",
        "/carte",
    } <= set(found)
    assert {f"{here.path}/editions/{one}" for one in ("trouver-un-emploi", "etudier")} <= set(found)
    assert f"{here.path}/dossier/climat" not in found, "nothing is written there"
    assert not {waiting.path, elsewhere.path} & set(found)
    assert not [path for path in found if "aveyron" in path]
    for path in found:
        page = client.get(path)
        assert page.status_code == 200, path
        assert f'<link rel="canonical" href="http://localhost{path}">' in page.text, path


@pytest.mark.static
@pytest.mark.parametrize("wrong", ["<loc>/carte</loc>", "<lastmod>2026-03-01 09:00</lastmod>", ""])
def test_the_schema_sees_mistakes(wrong: str) -> None:
    right = "<loc>http://localhost/carte</loc>"
    for root, each in (("urlset", "url"), ("sitemapindex", "sitemap")):
        whole = f"<{root} xmlns='{SPACE[1:-1]}'><{each}>%s</{each}></{root}>"
        assert schema_of(root).is_valid(whole % right)
        assert not schema_of(root).is_valid(whole % (right + wrong if "lastmod" in wrong else wrong))


def test_a_page_is_dated_of_its_last_change(client: PageClient) -> None:
    here = a_territory()
    with standing_at(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        question = a_question(here, an_account())
        silent, edited, talk = (a_question(here, an_account()) for _ in range(3))
    with standing_at(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        an_answer(question, a_member(here, "ambassador"))
        answer = an_answer(talk, a_member(here, "ambassador"))
    edited.edited_at = answer.edited_at = datetime(2026, 5, 3, 9, tzinfo=UTC)
    found = everything(client)
    assert found[edited.path] == found[talk.path] == "2026-05-03T09:00:00+00:00"
    assert found[question.path] == "2026-04-02T09:00:00+00:00"
    assert found[silent.path] == "2026-03-01T09:00:00+00:00"


def test_what_is_unpublished_leaves_the_map_at_once(client: PageClient) -> None:
    here = a_territory()
    item = a_testimonial(here, a_member(here, "ambassador"))
    assert item.path in everything(client)
    transition(
        Actor(an_admin().id, "Administration", is_admin=True),
        item,
        "unpublish",
        reason=REFUSED,
        version=item.version,
    )
    assert item.path not in everything(client)


def test_files_are_split_and_an_address_stays_in_its_own(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "A_FILE", 3)
    monkeypatch.setattr(published, "TERRITORIES", 1)
    here = a_territory()
    aveyron()
    asker = an_account()
    questions = [a_question(here, asker) for _ in range(5)]
    files = [file for file in index(client) if "contributions" in file]
    held = {file: set(read(client, file, "urlset", "url")) for file in files}
    assert all(len(paths) <= 3 for paths in held.values()) and len(files) >= 2
    assert {question.path for question in questions} <= set().union(*held.values())
    assert len([file for file in index(client) if "territoires" in file]) == 2
    a_question(here, asker)
    for file, paths in held.items():
        assert paths <= set(read(client, file, "urlset", "url"))


def test_a_file_without_addresses_is_not_there(client: PageClient) -> None:
    a_territory()
    for address in (
        "/sitemap-contributions-1000000000.xml",
        "/sitemap-territoires-99.xml",
        "/sitemap-pages-2.xml",
    ):
        assert client.get(address).status_code == 404, address


def test_it_costs_the_same_however_much_it_names(client: PageClient) -> None:
    here = a_territory()
    voice, asker = a_member(here, "ambassador"), an_account()
    a_testimonial(here, voice)
    a_cell(here, "logement")

    def costs() -> list[tuple[str, int]]:
        return [
            (file, int(client.get(file).headers["X-Query-Count"]))
            for file in ["/sitemap.xml", *index(client)]
        ]

    before = costs()
    assert max(count for _, count in before) <= 4
    for theme in ("climat", "nature", "ville"):
        a_cell(here, theme)
        a_question(here, asker)
    assert costs() == before
    mark = client.get("/sitemap.xml").headers["ETag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": mark}).status_code == 304
