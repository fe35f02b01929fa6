"""Wishes leave territories out, say how many are left, and never put one before another."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.places.models import Level, Place
from ambassadors.territories.models import TerritoryPlace
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_cell, a_connection, an_edition, an_open_edition
from tests.factories.submissions import a_question, an_answer
from tests.factories.territories import LE_MANS, a_territory, aveyron

SignIn = Callable[[Account], PageClient]


def names(page: str) -> set[str]:
    """Return the territories of a page."""
    return set(re.findall(r'class="card__title"><a href="/territoires/([a-z0-9-]+)"', page))


def counted(page: str, field: str, value: str) -> int:
    """Return the count shown beside a value of a select."""
    select_ = re.search(rf'<select id="filter-{field}".*?</select>', page, re.DOTALL)
    found = re.search(rf'value="{value}"[^>]*>[^<]*\((\d+)\)', select_.group() if select_ else "")
    return int(found.group(1)) if found else 0


@pytest.fixture
def three(app: Flask) -> None:
    """The bassin de Brive, the Aveyron and Le Mans, each with what can be wished for."""
    region = db.session.scalars(select(Place).where(Place.level == Level.REGION, Place.code == "75")).one()
    brive = a_territory(frames=["campagne", "ville"], region_id=region.id)
    far = aveyron(frames=["campagne", "montagne"])
    near = a_territory(LE_MANS, "le-mans", frames=["ville", "proche-paris"])
    a_connection(brive)  # four hours and a half
    a_connection(near, minutes=55)
    a_connection(near, minutes=130, mode="voiture")
    a_connection(far, destination="la mer", minutes=50, to_paris=False)
    a_cell(brive, "logement")
    a_cell(far, "climat", "")  # published empty: nothing is told
    edition = an_edition()
    an_open_edition(far, edition)
    a_cell(far, "logement", edition=edition, edition_id=edition.id)
    answerer = a_member(brive, "ambassador")
    an_answer(a_question(brive, an_account()), answerer)
    told = an_answer(a_question(far, an_account()), a_member(far, "manager"))
    told.speaker_role = "manager"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"bassin-de-brive", "aveyron", "le-mans"}),
        ("cadre=campagne", {"bassin-de-brive", "aveyron"}),
        ("cadre=campagne&cadre=ville", {"bassin-de-brive"}),
        ("cadre=mer", set()),
        ("niveau=commune", {"le-mans"}),
        ("taille=100000-500000", {"bassin-de-brive", "aveyron", "le-mans"}),
        ("taille=moins-de-5000", set()),
        ("paris=1", {"le-mans"}),
        ("paris=5", {"bassin-de-brive", "le-mans"}),
        ("theme=logement", {"bassin-de-brive"}),
        ("theme=climat", set()),
        ("edition=trouver-un-emploi", {"aveyron"}),
        ("edition=personne", set()),
        ("departement=19", {"bassin-de-brive"}),
        ("departement=72&niveau=commune", {"le-mans"}),
        ("ambassadeurs=1", {"bassin-de-brive"}),
        (
            "cadre=zzz&niveau=<b>&paris=0&taille=x&theme=x&departement=999999&ambassadeurs=2",
            {"bassin-de-brive", "aveyron", "le-mans"},
        ),
    ],
)
def test_each_wish_keeps_those_that_answer_it(
    client: FlaskClient, three: None, query: str, found: set[str]
) -> None:
    page = client.get(f"/territoires?{query}")
    assert page.status_code == 200
    assert names(page.text) == found
    assert int(page.headers["X-Query-Count"]) <= 4
    drawn = client.get(f"/territoires?{query}&vue=carte")
    listed = set(re.findall(r'<li><a href="/territoires/([a-z-]+)"', drawn.text.split("<footer")[0]))
    assert listed == found, "the map's list is that of the same results"


def test_counts_say_how_many_would_be_left(client: FlaskClient, three: None) -> None:
    page = client.get("/territoires").text
    assert counted(page, "paris", "1") == 1
    assert counted(page, "paris", "5") == 2
    assert counted(page, "niveau", "departement") == 1
    chosen = client.get("/territoires?cadre=campagne").text
    assert counted(chosen, "niveau", "commune") == 0, "no commune is in the country here"
    assert counted(chosen, "paris", "5") == 1
    # A filter that takes one value counts what the others would give in its place.
    other = client.get("/territoires?niveau=commune").text
    assert counted(other, "niveau", "departement") == 1


def test_a_territory_is_of_every_region_it_touches(client: FlaskClient, app: Flask) -> None:
    regions = {
        place.code: place.id for place in db.session.scalars(select(Place).where(Place.level == Level.REGION))
    }
    brive = a_territory(region_id=regions["75"])
    aveyron_place = db.session.scalars(select(Place).where(Place.code == "12")).one()
    db.session.add(TerritoryPlace(territory_id=brive.id, place_id=aveyron_place.id))
    for region in (regions["75"], regions["76"]):
        page = client.get(f"/territoires?region={region}").text
        assert names(page) == {"bassin-de-brive"}
        assert counted(page, "region", str(region)) == 1


def test_a_wish_can_be_taken_back(client: FlaskClient, three: None) -> None:
    page = client.get("/territoires?cadre=campagne&niveau=epci").text
    assert 'href="/territoires?niveau=epci"' in page, "the chip takes its own wish back"
    assert 'name="cadre" value="campagne"' in page, "the form keeps the chips' wishes"


def test_the_territory_says_its_frames_at_its_desk(
    signed_in: SignIn, client: FlaskClient, app: Flask
) -> None:
    brive = a_territory()
    browser = signed_in(a_member(brive, "manager"))
    page = "/bureau/bassin-de-brive/marque"
    assert browser.submit(page, {"frames": ["ville", "campagne"]}).status_code == 303
    assert names(client.get("/territoires?cadre=ville&cadre=campagne").text) == {"bassin-de-brive"}
    assert browser.submit(page, {"frames": ["paradis"]}).status_code == 422
    assert browser.submit(page, {"frames": None}).status_code == 303
    assert names(client.get("/territoires?cadre=ville").text) == set()
    history = f"{page}/historique"
    assert browser.submit(history, {"number": "2"}).status_code == 303
    assert names(client.get("/territoires?cadre=ville").text) == {"bassin-de-brive"}, (
        "a version brings them back"
    )


def test_a_landscape_is_of_what_is_there(client: FlaskClient, app: Flask) -> None:
    a_territory(frames=["mer", "soleil"])
    page = client.get("/territoires").text
    found = re.search(r'src="(/paysages/[0-9a-f]{6}/sea/bassin-de-brive\.svg)"', page)
    assert found
    assert client.get(found.group(1)).status_code == 200
    assert client.get("/paysages/2f6f62/lune/bassin-de-brive.svg").status_code == 404
