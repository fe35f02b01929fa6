"""The dossier on paper: a tagged PDF with its bookmarks, made by the worker, made anew when what it says changes."""

import io
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow, run_due
from ambassadors.core.printer import MISSING, OwnFiles, can_print
from ambassadors.core.storage import read
from ambassadors.dossier.printing import plan
from ambassadors.dossier.service.calendar import HighlightSaid, create_highlight
from ambassadors.moderation.engine import transition
from ambassadors.territories.grid import GUIDING_QUESTIONS, THEMES
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_cell, a_fact, an_edition, an_open_edition
from tests.factories.submissions import REFUSED, a_testimonial
from tests.factories.territories import a_territory

PDF = "/territoires/bassin-de-brive/dossier.pdf"
LATER = timedelta(minutes=7)


@pytest.fixture(autouse=True)
def paper() -> None:
    """Skip where the machine cannot lay out; fail where it must."""
    if not can_print():
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(MISSING)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that only goes forward."""
    with time_machine.travel(now(), tick=False) as traveller:
        yield traveller


def work(clock: time_machine.Traveller, after: timedelta = LATER) -> None:
    """Let the worker do what is due after a while."""
    clock.shift(after)
    while run_due("test"):
        pass


def printed(client: FlaskClient, address: str = PDF) -> Any:
    """Return the file as pypdf reads it, whose objects have no precise types."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.data))


def words(pdf: Any) -> str:
    return " ".join("".join(page.extract_text() + " " for page in pdf.pages).split())


def bookmarks(pdf: Any) -> list[str]:
    """Return the titles of a document's outline, in order."""

    def flat(outline: list[Any]) -> list[str]:
        return [
            title for one in outline for title in (flat(one) if isinstance(one, list) else [str(one.title)])
        ]

    return flat(pdf.outline)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_dossier_is_laid_out_whole(app: Flask, client: FlaskClient, clock: time_machine.Traveller) -> None:
    here = a_territory(name="Brive", at_name="à Brive", of_name="de Brive")
    fact = a_fact(source_url="https://observatoire.example/loyers")
    a_cell(here, "logement", "On trouve **un toit** en deux mois.", fact)
    a_testimonial(here, an_account("Nora"), themes=["logement"])
    assert client.get(PDF).status_code == 404, "not laid out yet"
    assert "dossier.pdf" not in client.get("/territoires/bassin-de-brive/dossier").text
    plan(here.id)
    work(clock)
    assert PDF in client.get("/territoires/bassin-de-brive/dossier").text
    pdf = printed(client)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root, "tagged"
    assert root["/Lang"] == "fr"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data(), "it says that it is accessible"
    assert pdf.metadata and pdf.metadata.title and pdf.metadata.title.startswith("S’installer à Brive")
    expected = [question.label for question in GUIDING_QUESTIONS]
    expected += [theme.label for question in GUIDING_QUESTIONS for theme in question.themes]
    assert {plain(label) for label in expected} <= {plain(title) for title in bookmarks(pdf)}
    text = plain(words(pdf))
    assert "On trouve un toit en deux mois." in text
    assert "9,20" in text and "Observatoire local, décembre 2025" in text, "a fact with its source and date"
    assert fact.source_url in addresses(pdf), "the source is one click away"
    contents = text[text.index("Sommaire") :]
    for theme in THEMES.values():
        assert re.match(rf"{re.escape(plain(theme))}[ .]+\d", contents[contents.index(plain(theme)) :]), theme
    assert "Sommaire" in text and "État du dossier au" in text
    assert all(embedded(pdf)), "every font travels with the file"


def addresses(pdf: Any) -> list[str]:
    """Return where the links of a document lead."""
    links = [one.get_object() for page in pdf.pages for one in page.get("/Annots", ())]
    return [link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})]


def embedded(pdf: Any) -> list[bool]:
    """Tell of each font of each page whether its outlines are in the file."""
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"].get("/Font", {}).values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert descriptors
    return [bool({"/FontFile2", "/FontFile3"} & set(one)) for one in descriptors]


def test_it_is_laid_out_anew_when_it_changes_and_only_then(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    here = a_territory()
    manager = a_member(here, "manager").as_actor()
    plan(here.id)
    work(clock)
    first = db.session.get_one(Territory, here.id).print_key
    assert first
    work(clock, timedelta(days=1))
    assert db.session.get_one(Territory, here.id).print_key == first, "the day is no change"
    day = now().date() + timedelta(days=40)
    create_highlight(manager, here, HighlightSaid("La foire du livre", day, day))
    work(clock)
    second = db.session.get_one(Territory, here.id).print_key
    assert second != first and "La foire du livre" in words(printed(client))
    with pytest.raises(FileNotFoundError):
        read(str(first))


def test_a_testimonial_that_is_withdrawn_leaves_the_paper(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    here = a_territory()
    judge = a_member(here, "moderator").as_actor()
    item = a_testimonial(here, an_account("Nora"), themes=["logement"])
    plan(here.id)
    work(clock)
    assert item.title in plain(words(printed(client)))
    transition(judge, item, "unpublish", reason=REFUSED, version=item.version)
    work(clock)
    assert item.title not in plain(words(printed(client)))


def test_an_edition_has_its_own_paper(app: Flask, client: FlaskClient, clock: time_machine.Traveller) -> None:
    here = a_territory(name="Brive", at_name="à Brive")
    an_open_edition(here, an_edition())
    plan(here.id)
    work(clock)
    address = "/territoires/bassin-de-brive/editions/trouver-un-emploi"
    assert f"{address}.pdf" in client.get(address).text
    pdf = printed(client, f"{address}.pdf")
    assert pdf.metadata and str(pdf.metadata.title).startswith("Trouver un emploi à Brive")
    assert [plain(title) for title in bookmarks(pdf)[1:4]] == [
        plain(THEMES[theme]) for theme in ("emploi", "emploi-a-deux", "logement")
    ]


def test_a_territory_in_preparation_is_not_laid_out(
    app: Flask, client: FlaskClient, clock: time_machine.Traveller
) -> None:
    here = a_territory(state="preparing")
    plan(here.id)
    work(clock)
    assert db.session.get_one(Territory, here.id).print_key is None
    assert client.get(PDF).status_code == 404


def test_changes_of_the_same_minutes_are_one_act(app: Flask) -> None:
    here = a_territory()
    for _ in range(5):
        plan(here.id)
    asked = select(func.count()).where(OutboxRow.kind == "dossier.print")
    assert db.session.scalar(asked) == 1


@pytest.mark.parametrize(
    "address", ["http://192.0.2.1/pixel.png", "file:///etc/passwd", "http://localhost/nulle-part"]
)
def test_the_worker_reads_nothing_but_the_sites_own_files(app: Flask, address: str) -> None:
    with pytest.raises(ValueError):
        OwnFiles().fetch(address)
    assert OwnFiles().fetch("http://localhost/static/img/icon.svg").read().startswith(b"<svg")
