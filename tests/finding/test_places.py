"""A place typed leads to the territories that contain it, else to the nearest, else to saying that it interests one."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.finding.models import PlaceInterest
from ambassadors.places.models import Place
from ambassadors.web.limits import limiter
from tests.client import PageClient
from tests.factories.accounts import a_member, an_admin
from tests.factories.territories import LE_MANS, a_territory, aveyron
from tests.finding.test_map import a_region

SignIn = Callable[[Account], PageClient]
USSEL = "/territoires/lieu?q=Ussel"


def groups(page: str) -> dict[str, set[str]]:
    """Return the territories of each section of the page."""
    found = {}
    for name, body in re.findall(
        r'<section class="section" aria-labelledby="(\w+)">(.*?)</section>', page, re.DOTALL
    ):
        found[name] = set(re.findall(r'card__title"><a href="/territoires/([a-z-]+)"', body))
    return found


def test_the_nearest_hide_the_farther(client: FlaskClient, app: Flask) -> None:
    aveyron()
    alone = client.get(USSEL)
    assert groups(alone.text) == {}
    assert "Aucun territoire encore" in alone.text
    region = a_region("75", "nouvelle-aquitaine")
    db.session.flush()
    assert groups(client.get(USSEL).text) == {"containing": {"nouvelle-aquitaine"}}
    region.state = "preparing"
    brive = a_territory(region_id=region.place_id)
    page = client.get(USSEL)
    assert groups(page.text) == {"departement": {"bassin-de-brive"}}
    assert int(page.headers["X-Query-Count"]) <= 4
    a_territory("19", "correze")
    assert groups(client.get(USSEL).text) == {"containing": {"correze"}}
    brive.state = "closed"
    assert groups(client.get("/territoires/lieu?q=Malemort").text) == {
        "containing": {"correze", "bassin-de-brive"}
    }
    assert groups(client.get("/territoires/lieu?q=corrèze").text) == {
        "containing": {"correze"},
        "inside": {"bassin-de-brive"},
    }


def test_the_same_region_comes_last(client: FlaskClient, app: Flask) -> None:
    region = db.session.scalars(select(Place).where(Place.name == "Pays de la Loire")).one()
    a_territory(LE_MANS, "le-mans", region_id=region.id)
    vendee = client.get("/territoires/lieu", query_string={"q": "Vendée"})
    assert groups(vendee.text) == {"region": {"le-mans"}}
    sarthe = client.get("/territoires/lieu", query_string={"q": "Sablé-sur-Sarthe"})
    assert groups(sarthe.text) == {"departement": {"le-mans"}}


def test_what_is_no_place_is_searched_in_the_texts(client: FlaskClient, app: Flask) -> None:
    assert (
        client.get("/territoires/lieu?q=maison+avec+potager").location == "/recherche?q=maison+avec+potager"
    )
    assert client.get("/territoires/lieu").location == "/territoires"
    some = client.get("/territoires/lieu?q=sabl")
    assert "Sablé-sur-Sarthe" in some.text
    assert "/recherche?q=sabl" in some.text
    assert client.get("/territoires/lieu?q=" + "x" * 5000).status_code == 302


def test_the_list_answers_a_place_too(client: FlaskClient, app: Flask) -> None:
    aveyron()
    page = client.get("/territoires?q=Ussel")
    assert "Aucun territoire ne correspond" not in page.text
    links = re.findall(r'<nav class="place-signs".*?</nav>', page.text, re.DOTALL)
    assert re.search(r'href="/territoires/lieu\?q=Ussel\+%28Corr%C3%A8ze[^"]*".*?Ussel, Corrèze', links[0])
    assert int(page.headers["X-Query-Count"]) <= 4
    several = client.get("/territoires?q=Saint-Denis").text
    assert len(re.findall(r'<li><a href="/territoires/lieu', several)) == 2, "homonyms are told apart"
    assert "place-signs" not in client.get("/territoires?q=potager").text


def test_a_territory_answers_to_a_part_of_its_name(client: FlaskClient, app: Flask) -> None:
    a_territory(name="Bassin de Malemort", slug="bassin")
    named = client.get("/territoires/lieu?q=bassin").text
    assert "Un territoire a ces mots dans son nom" in named
    assert 'href="/territoires/bassin"' in named
    a_territory(LE_MANS, "le-mans", name="Le Mans et Ussel")
    page = client.get("/territoires/lieu?q=ussel")
    assert groups(page.text)["bearing"] == {"le-mans"}
    assert int(page.headers["X-Query-Count"]) <= 4
    alike = client.get("/territoires/lieu?q=saint-denis").text
    assert "Saint-Denis-d" in alike, "names that only begin so are offered beside the homonyms"


def interest_page(code: str = "19275") -> str:
    """Return the page where one says that Ussel interests one."""
    place = db.session.scalars(select(Place).where(Place.code == code)).one()
    return f"/territoires/lieu/{place.id}/interet"


def test_an_interest_is_counted_once_a_sending_and_says_nothing_of_anybody(
    client: PageClient, signed_in: SignIn, app: Flask
) -> None:
    page = interest_page()
    assert page in client.get(USSEL).text
    action, data = client.filled(page, {})
    first = client.post(action, data=data)
    assert first.status_code == 303
    assert client.post(action, data=data).location == first.location, "the same sending twice counts once"
    thanked = client.get(first.location)
    assert "C’est noté" in thanked.text
    assert "Set-Cookie" not in thanked.headers
    client.submit(page, {})
    row = db.session.scalars(select(PlaceInterest)).one()
    assert row.times == 2
    assert row.month.day == 1
    assert {column.name for column in PlaceInterest.__table__.columns} == {"place_id", "month", "times"}
    table = signed_in(an_admin()).get("/administration/interets").text
    assert re.search(r"Ussel.*?<td class=\"number\">2</td>", table, re.DOTALL)


def test_an_interest_needs_the_house_token_and_a_real_place(client: PageClient, app: Flask) -> None:
    assert client.post(interest_page(), data={}).status_code == 400
    assert client.get("/territoires/lieu/2147483647/interet").status_code == 404
    assert db.session.scalars(select(PlaceInterest)).all() == []


def test_interests_are_limited_by_address(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setattr(app, "_got_first_request", False)
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.init_app(app)
    page = interest_page()
    try:
        sent = [client.submit(page, {}).status_code for _ in range(11)]
    finally:
        limiter.reset()
    assert sent == [303] * 10 + [429]


@pytest.mark.parametrize("role", ["manager", "moderator"])
def test_only_the_administration_reads_the_counts(
    signed_in: SignIn, client: FlaskClient, app: Flask, role: str
) -> None:
    assert signed_in(a_member(a_territory(), role)).get("/administration/interets").status_code in (403, 404)
    assert client.get("/administration/interets").status_code == 302
