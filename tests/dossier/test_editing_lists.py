"""Highlights, travel links and voices put first, each with the buttons alone, each by the owner of its theme."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.cell import Pin
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.highlight import Highlight
from ambassadors.dossier.queries import voices
from ambassadors.dossier.queries.cells import cell_at
from ambassadors.dossier.queries.links import connections_of
from ambassadors.moderation.engine import transition
from ambassadors.moderation.models import Decision
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_connection, a_highlight, an_owner
from tests.factories.submissions import REFUSED, a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
DESK = "/bureau/bassin-de-brive/dossier"
YEAR = f"{DESK}/temps-forts/agenda"
LINKS = f"{DESK}/connexions/trajets"
VOICES = f"{DESK}/logement/voix"
FAIR = {
    "title": "La foire du livre",
    "starts_on": "06/11/2026",
    "ends_on": "8/11/2026",
    "place": "Halle Georges-Brassens",
    "url": "https://foire.example",
}
PARIS = {
    "destination": "Paris-Austerlitz",
    "to_paris": "y",
    "mode": "train",
    "minutes": "4 h 30",
    "source_name": "SNCF",
    "dated": "2026",
}


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(signed_in: SignIn, territory: Territory) -> PageClient:
    return signed_in(a_member(territory, "manager"))


def owner_of(territory: Territory, theme: str) -> Account:
    partner = a_member(territory, "partner")
    an_owner(territory, theme, partner)
    return partner


def highlight() -> Highlight:
    db.session.expire_all()
    return db.session.scalars(select(Highlight)).one()


def connection() -> Connection:
    db.session.expire_all()
    return db.session.scalars(select(Connection)).one()


def test_a_date_is_added_changed_and_removed(manager: PageClient) -> None:
    assert "Aucune date encore" in manager.get(YEAR).text
    assert manager.submit(f"{YEAR}/nouveau", FAIR).location == YEAR
    made = highlight()
    assert (made.starts_on, made.ends_on, made.yearly) == (date(2026, 11, 6), date(2026, 11, 8), True)
    page = f"{YEAR}/{made.id}"
    assert manager.submit(page, {"ends_on": "", "yearly": None}, form=page).location == YEAR
    assert (highlight().ends_on, highlight().yearly, highlight().version) == (date(2026, 11, 6), False, 2)
    assert manager.submit(page, {}, form="/retirer").location == YEAR
    assert not db.session.scalars(select(Highlight)).all()
    kept = manager.get(f"{DESK}/temps-forts/historique").text
    assert 'class="removed' in kept or "<del" in kept
    assert kept.count("Date : La foire du livre") >= 3 and "du 06/11/2026 au 08/11/2026, chaque année" in kept
    assert (
        manager.submit(f"{DESK}/temps-forts/historique", {"number": "1"}, form="/historique").status_code
        == 303
    )
    assert (highlight().title, highlight().ends_on, highlight().yearly) == (
        FAIR["title"],
        date(2026, 11, 8),
        True,
    )
    assert (
        manager.get("/territoires/bassin-de-brive/dossier/temps-forts").text.count("Écrit par le territoire")
        == 0
    )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Nommez"),
        ("title", "a" * 121, "120 caractères"),
        ("starts_on", "", "premier jour"),
        ("starts_on", "11/2026", "date complète"),
        ("starts_on", "31/11/2026", "Une date comme"),
        ("starts_on", "01/01/0001", "entre 1900 et"),
        ("ends_on", "31/12/9999", "entre 1900 et"),
        ("ends_on", "05/11/2026", "avant le premier"),
        ("ends_on", "05/11/2029", "un an au plus"),
        ("place", "a" * 121, "120 caractères"),
        ("text", "a" * 1001, "1000 caractères"),
        ("url", "foire.example", "https://"),
    ],
)
def test_what_is_wrong_in_a_date_is_said_at_its_field(
    manager: PageClient, field: str, value: str, message: str
) -> None:
    answer = manager.submit(f"{YEAR}/nouveau", FAIR | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and message in answer.text
    assert answer.text.count('class="field__error"') == 1
    assert "Halle Georges-Brassens" in answer.text or field == "place"
    assert not db.session.scalars(select(Highlight)).all()


def test_two_people_on_one_date_are_told(manager: PageClient, territory: Territory) -> None:
    made = a_highlight(territory)
    page = f"{YEAR}/{made.id}"
    action, late = manager.filled(page, {"title": "Ma foire"}, form=page)
    assert manager.submit(page, {"title": "Leur foire"}, form=page).status_code == 303
    answer = manager.post(action, data=late)
    assert answer.status_code == 409
    assert 'value="Ma foire"' in answer.text and "Leur foire" in answer.text
    assert highlight().title == "Leur foire"


def test_a_travel_link_is_added_changed_moved_and_removed(manager: PageClient, territory: Territory) -> None:
    other = aveyron()
    assert "Aucun trajet encore" in manager.get(LINKS).text
    assert manager.submit(f"{LINKS}/nouveau", PARIS | {"to_territory": str(other.id)}).location == LINKS
    made = connection()
    assert (made.minutes, made.mode, made.to_paris, made.to_territory_id) == (270, "train", True, other.id)
    page = f"{LINKS}/{made.id}"
    assert 'value="4 h 30"' in manager.get(page).text
    assert manager.submit(page, {"minutes": "255", "to_territory": ""}, form=page).location == LINKS
    assert (connection().minutes, connection().to_territory_id) == (255, None)
    sea, hill = (a_connection(territory, place, to_paris=False) for place in ("la mer", "le Sancy"))
    moved = manager.submit(LINKS, {"act": "up"}, form=f"/{hill.id}/deplacer")
    assert moved.location == f"{LINKS}#trajet-{hill.id}"
    shown = manager.get(LINKS).text
    assert shown.index("Paris-Austerlitz") < shown.index("le Sancy") < shown.index("la mer")
    assert manager.submit(f"{LINKS}/{sea.id}", {}, form="/retirer").location == LINKS
    db.session.expire_all()
    left = db.session.scalars(select(Connection.destination).order_by(Connection.id)).all()
    assert left == ["Paris-Austerlitz", "le Sancy"]
    cell = cell_at(territory.id, "connexions")
    assert cell is not None and cell.version == 0
    acts = db.session.scalars(select(Decision).where(Decision.item_id == cell.id).order_by(Decision.id)).all()
    assert [line.transition for line in acts] == ["add", "change", "move", "remove"]
    action, late = manager.filled(f"{DESK}/connexions/historique", {"number": "3"}, form="/historique")
    assert manager.submit(page, {"note": "direct"}, form=page).location == LINKS
    assert manager.post(action, data=late).status_code == 409
    again = manager.submit(f"{DESK}/connexions/historique", {"number": "3"}, form="/historique")
    assert again.status_code == 303
    db.session.expire_all()
    assert [one.destination for one in connections_of(territory.id)] == [
        "Paris-Austerlitz",
        "le Sancy",
        "la mer",
    ]
    assert [one.note for one in connections_of(territory.id)] == ["", "", ""]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("destination", "", "où l’on va"),
        ("mode", "", "moyen de transport"),
        ("mode", "fusée", "moyen de transport"),
        ("minutes", "", "durée"),
        ("minutes", "longtemps", "4 h 30"),
        ("minutes", "0", "48 heures"),
        ("minutes", "99 h", "48 heures"),
        ("source_name", "", "source"),
        ("source_url", "sncf", "https://"),
        ("dated", "2099", "pas encore passée"),
        ("to_territory", "999999", "dans la liste"),
    ],
)
def test_what_is_wrong_in_a_link_is_said_at_its_field(
    manager: PageClient, field: str, value: str, message: str
) -> None:
    answer = manager.submit(f"{LINKS}/nouveau", PARIS | {"note": "direct, l’été"} | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and message in answer.text.replace("\xa0", " ")
    assert answer.text.count('class="field__error"') == 1
    assert "direct, l’été" in answer.text
    assert not db.session.scalars(select(Connection)).all()


def test_two_people_on_one_link_are_told(manager: PageClient, territory: Territory) -> None:
    made = a_connection(territory, source_name="SNCF")
    page = f"{LINKS}/{made.id}"
    action, late = manager.filled(page, {"minutes": "250"}, form=page)
    assert manager.submit(page, {"minutes": "260"}, form=page).status_code == 303
    answer = manager.post(action, data=late)
    assert answer.status_code == 409 and 'value="250"' in answer.text
    assert connection().minutes == 260


@pytest.mark.parametrize(("theme", "page"), [("temps-forts", YEAR), ("connexions", LINKS)])
def test_rights_follow_the_owner_of_the_theme(
    signed_in: SignIn, territory: Territory, theme: str, page: str
) -> None:
    owner, other = owner_of(territory, theme), owner_of(territory, "logement")
    assert signed_in(owner).get(f"{page}/nouveau").status_code == 200
    for address in (page, f"{page}/nouveau"):
        assert signed_in(other).get(address).status_code == 403
        assert signed_in(a_member(territory, "ambassador")).get(address).status_code == 404


def test_what_is_elsewhere_is_not_found_here(manager: PageClient) -> None:
    there = aveyron()
    assert manager.get(f"{YEAR}/{a_highlight(there).id}").status_code == 404
    assert manager.get(f"{LINKS}/{a_connection(there).id}").status_code == 404


def press(browser: PageClient, act: str) -> Any:
    return browser.submit(VOICES, {"act": act})


def test_voices_are_put_first_in_an_order_and_released(
    signed_in: SignIn, territory: Territory, manager: PageClient
) -> None:
    ambassador = a_member(territory, "ambassador")
    old, new, third = (
        a_testimonial(territory, ambassador, title=f"Un portrait à lire, numéro {number}")
        for number in range(3)
    )
    for item in (old, new):
        assert press(manager, f"pin:{item.id}").location == VOICES
    assert [one.id for one in voices.testimonials_under(territory.id, ["logement"], 9)["logement"]] == [
        old.id,
        new.id,
        third.id,
    ]
    press(manager, f"up:{new.id}")
    assert [one.id for one in voices.testimonials_under(territory.id, ["logement"], 9)["logement"]][:2] == [
        new.id,
        old.id,
    ]
    press(manager, f"unpin:{new.id}")
    press(manager, f"unpin:{new.id}")
    assert [pin.submission_id for pin in db.session.scalars(select(Pin))] == [old.id]


def test_a_pinned_answer_speaks_for_its_question(territory: Territory, manager: PageClient) -> None:
    question = a_question(territory, an_account(), theme="logement")
    first, second = (an_answer(question, a_member(territory, "ambassador")) for _ in range(2))
    press(manager, f"pin:{second.id}")
    (shown,) = voices.questions_under(territory.id, ["logement"], 9)["logement"]
    assert (shown.answer_id, shown.pinned) == (second.id, True)
    assert f"#reponse-{first.id}" in manager.get(VOICES).text


def test_only_what_is_published_here_can_be_put_first(territory: Territory, manager: PageClient) -> None:
    ambassador = a_member(territory, "ambassador")
    there = aveyron()
    refused = [
        a_testimonial(territory, ambassador, "submitted").id,
        a_question(territory, an_account()).id,
        a_testimonial(there, a_member(there, "ambassador")).id,
        999_999,
    ]
    for number in refused:
        answer = press(manager, f"pin:{number}")
        assert answer.status_code == 422 and "plus en ligne" in answer.text
    assert press(manager, "danser:1").status_code == 303
    assert not db.session.scalars(select(Pin)).all()


def test_six_voices_at_most(territory: Territory, manager: PageClient) -> None:
    ambassador = a_member(territory, "ambassador")
    items = [a_testimonial(territory, ambassador) for _ in range(7)]
    answers = [press(manager, f"pin:{item.id}") for item in items]
    assert [answer.status_code for answer in answers] == [303] * 6 + [422]
    assert "maximum" in answers[-1].text
    assert len(db.session.scalars(select(Pin)).all()) == 6


def test_a_voice_taken_offline_is_not_shown_first(territory: Territory, manager: PageClient) -> None:
    item = a_testimonial(territory, a_member(territory, "ambassador"))
    press(manager, f"pin:{item.id}")
    judge = Actor(an_account("Modération").id, "Modération", is_admin=True)
    transition(judge, item, "unpublish", reason=REFUSED, version=item.version)
    assert not voices.testimonials_under(territory.id, ["logement"], 9)
    assert manager.get(VOICES).status_code == 200
