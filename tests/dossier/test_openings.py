"""The editions of a territory at its desk: opened where there is something to read, introduced, closed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.edition import TerritoryEdition
from ambassadors.dossier.service.openings import NothingToRead, NotOffered, close_edition, open_edition
from ambassadors.moderation.models import Decision
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import a_cell, an_edition, an_open_edition
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
EDITIONS = "/bureau/bassin-de-brive/dossier/editions"
JOB = f"{EDITIONS}/trouver-un-emploi"
DOSSIER = "/territoires/bassin-de-brive/dossier"
PUBLIC = "/territoires/bassin-de-brive/editions/trouver-un-emploi"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(signed_in: SignIn, territory: Territory) -> PageClient:
    return signed_in(a_member(territory, "manager"))


def openings() -> list[TerritoryEdition]:
    db.session.expire_all()
    return list(db.session.scalars(select(TerritoryEdition)))


def moved_to(client: FlaskClient, address: str) -> str | None:
    """Return where an address leads for now."""
    answer = client.get(address)
    return answer.location if answer.status_code == 302 else None


def test_an_edition_is_opened_written_and_closed(
    territory: Territory, manager: PageClient, client: FlaskClient
) -> None:
    an_edition(prompts={"emploi": "Qui recrute en ce moment ?"})
    a_cell(territory, "emploi", "On recrute.")
    assert [moved_to(client, PUBLIC + form) for form in ("", ".pdf")] == [DOSSIER, DOSSIER]
    assert client.get(f"{DOSSIER.removesuffix('/dossier')}/editions/licornes").status_code == 404
    page = manager.get(JOB).text
    assert "Qui recrute en ce moment" in page and "texte du dossier" in page
    assert manager.submit(JOB, {"intro": "Par **où** commencer."}, form=JOB).location == JOB
    assert "<strong>où</strong>" in client.get(PUBLIC).text
    assert f'href="{JOB}/emploi"' in manager.get(JOB).text
    editor = f"{JOB}/emploi"
    assert manager.submit(editor, {"text": "Pour vous.", "act": "publish"}, form=editor).status_code == 303
    assert "écrit pour ce public" in manager.get(JOB).text
    assert "dont 1 pour ce public" in manager.get(EDITIONS).text
    assert manager.submit(JOB, {}, form="/fermer").location == EDITIONS
    assert [moved_to(client, PUBLIC + form) for form in ("", ".pdf")] == [DOSSIER, DOSSIER]
    assert openings() == []
    assert manager.submit(JOB, {}, form=JOB).status_code == 303, "the introduction waits for the next opening"
    assert "<strong>où</strong>" in client.get(PUBLIC).text
    assert "Pour vous." in client.get(PUBLIC).text, "what was written for this public is kept"


def test_an_edition_with_nothing_to_read_says_why_it_stays_closed(
    territory: Territory, manager: PageClient
) -> None:
    an_edition()
    a_cell(territory, "climat", "Il pleut.")
    page = manager.get(JOB).text.replace("\u202f", " ")
    assert "Aucun de ses 3 thèmes n’a de texte" in page
    assert 'href="/bureau/bassin-de-brive/dossier/emploi"' in page and 'name="intro"' not in page
    assert "rien à y lire encore" in manager.get(EDITIONS).text
    actor = Actor(None, "essais", is_admin=True)
    with pytest.raises(NothingToRead):
        open_edition(actor, territory, "trouver-un-emploi", "")


def test_what_lost_its_last_text_meanwhile_is_refused_on_screen(
    territory: Territory, manager: PageClient
) -> None:
    an_edition()
    cell = a_cell(territory, "emploi", "On recrute.")
    action, data = manager.filled(JOB, {"intro": "Bonjour."}, JOB)
    cell.text = ""
    answer = manager.post(action, data=data)
    assert answer.status_code == 409 and "ne peut pas encore s’ouvrir" in answer.text
    assert openings() == []


def test_two_managers_on_one_introduction_are_told(territory: Territory, manager: PageClient) -> None:
    an_open_edition(territory, an_edition(), intro="Au commencement.")
    action, late = manager.filled(JOB, {"intro": "La mienne."}, JOB)
    assert manager.submit(JOB, {"intro": "La leur."}, form=JOB).status_code == 303
    answer = manager.post(action, data=late)
    assert answer.status_code == 409
    assert "La mienne." in answer.text and "La leur." in answer.text
    assert [one.intro for one in openings()] == ["La leur."]


def test_a_former_introduction_is_read_and_put_back(territory: Territory, manager: PageClient) -> None:
    an_open_edition(territory, an_edition(), intro="Au commencement.")
    history = f"{JOB}/historique"
    assert "Rien encore" in manager.get(history).text
    assert manager.submit(JOB, {"intro": "Au milieu."}, form=JOB).status_code == 303
    assert "commencement" in manager.get(history).text and "Introduction changée" in manager.get(history).text
    action, late = manager.filled(history, {"number": "1"}, form="/historique")
    assert manager.submit(history, {"number": "1"}, form="/historique").location == history
    assert [one.intro for one in openings()] == ["Au commencement."]
    assert manager.post(action, data=late | {"once": "autre"}).status_code == 409
    assert manager.submit(JOB, {}, form="/fermer").location == EDITIONS
    assert "Édition fermée" in manager.get(history).text
    lines = db.session.scalars(select(Decision).where(Decision.kind == "edition").order_by(Decision.id)).all()
    assert [(line.transition, line.revision) for line in lines] == [
        ("change", 2),
        ("revert", 3),
        ("close", 4),
    ]


def test_an_edition_closed_meanwhile_is_not_opened_unawares(
    territory: Territory, manager: PageClient
) -> None:
    an_open_edition(territory, an_edition())
    a_cell(territory, "emploi", "On recrute.")
    action, late = manager.filled(JOB, {"intro": "La mienne."}, JOB)
    close_edition(Actor(None, "essais", is_admin=True), territory, "trouver-un-emploi")
    answer = manager.post(action, data=late)
    assert answer.status_code == 409 and "vient d’être fermée" in answer.text and "La mienne." in answer.text
    assert openings() == []


def test_a_retired_edition_is_offered_only_where_it_is_open(
    territory: Territory, manager: PageClient, signed_in: SignIn
) -> None:
    edition = an_edition(retired_at=now())
    there = aveyron()
    for place in (territory, there):
        a_cell(place, "emploi", "On recrute.")
    an_open_edition(there, edition)
    assert "Aucune édition n’est proposée" in manager.get(EDITIONS).text
    assert manager.get(JOB).status_code == 404
    with pytest.raises(NotOffered):
        open_edition(Actor(None, "essais", is_admin=True), territory, edition.slug, "")
    elsewhere = signed_in(a_member(there, "manager"))
    assert "n’est plus proposée" in elsewhere.get("/bureau/aveyron/dossier/editions").text


def test_an_introduction_too_long_is_said_at_its_field(territory: Territory, manager: PageClient) -> None:
    an_open_edition(territory, an_edition())
    answer = manager.submit(JOB, {"intro": "a" * 2001}, form=JOB)
    assert answer.status_code == 422 and 'id="intro-error"' in answer.text


def test_the_list_costs_the_same_whatever_is_open(territory: Territory, manager: PageClient) -> None:
    an_edition()
    before = int(manager.get(EDITIONS).headers["X-Query-Count"])
    an_open_edition(territory, an_edition("etudier", "Étudier", segment="etudiants"))
    a_cell(territory, "emploi", "On recrute.")
    assert int(manager.get(EDITIONS).headers["X-Query-Count"]) == before


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("moderator", 403), ("ambassador", 404)])
def test_only_managers_open_editions(signed_in: SignIn, territory: Territory, role: str, status: int) -> None:
    an_edition()
    browser = signed_in(a_member(territory, role))
    assert [browser.get(page).status_code for page in (EDITIONS, JOB)] == [status, status]
