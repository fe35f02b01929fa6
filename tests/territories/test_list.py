"""The list of territories: wishes filter, chance orders, pages hold together."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.access.actor import Actor
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.places.models import Level, Place
from ambassadors.territories.finding import SIZE
from ambassadors.territories.models import FormerSlug, Territory
from ambassadors.territories.queries import related
from ambassadors.territories.service import (
    RESERVED_SLUGS,
    PlaceTaken,
    SlugTaken,
    create,
    proposed_names,
    rename,
    set_state,
)
from tests.factories.accounts import an_admin
from tests.factories.dossier import a_connection
from tests.factories.territories import LE_MANS, a_territory, aveyron


def names(page: str) -> list[str]:
    """Return the territories of a page, in their order."""
    return re.findall(r'class="card__title"><a href="/territoires/([a-z0-9-]+)"', page)


@pytest.fixture
def many(app: Flask) -> list[str]:
    """Thirty territories, on as many communes."""
    communes = db.session.scalars(
        select(Place).where(Place.level == Level.COMMUNE).order_by(Place.id).limit(30)
    ).all()
    for number, place in enumerate(communes):
        a_territory(place.code, f"territoire-{number}", name=f"Commune {number}")
    return [f"territoire-{number}" for number in range(30)]


def test_pages_show_each_once_in_the_order_of_their_day(client: FlaskClient, many: list[str]) -> None:
    seen: list[str] = []
    address = "/territoires"
    while address:
        page = client.get(address)
        assert int(page.headers["X-Query-Count"]) <= 4
        seen += names(page.text)
        following = re.search(r'rel="next" href="(/territoires\?[^"]+)"', page.text)
        address = following.group(1).replace("&amp;", "&") if following else ""
    assert sorted(seen) == sorted(many)
    assert len(names(client.get("/territoires").text)) == SIZE
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert names(client.get(f"/territoires?jour={yesterday}").text) != names(client.get("/territoires").text)


def test_wishes(client: FlaskClient, app: Flask) -> None:
    a_territory(tagline="Trois jours de marché")
    aveyron()
    assert names(client.get("/territoires?q=BRIVE").text) == ["bassin-de-brive"]
    assert names(client.get("/territoires?q=marche").text) == ["bassin-de-brive"]
    assert names(client.get("/territoires?niveau=departement").text) == ["aveyron"]
    assert "Aucun territoire ne correspond" in client.get("/territoires?q=zzz").text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("malemort", {"bassin-de-brive"}),
        ("19100", {"bassin-de-brive"}),
        ("Brive-la-Gaillarde (Corrèze, 19100)", {"bassin-de-brive"}),
        ("corrèze", {"bassin-de-brive"}),
        ("nouvelle aquitaine", {"bassin-de-brive"}),
        ("rodez", {"aveyron"}),
        ("le mans", {"le-mans"}),
        ("zzz", set()),
    ],
)
def test_a_place_typed_leads_to_the_territories_that_hold_it(
    client: FlaskClient, app: Flask, typed: str, found: set[str]
) -> None:
    region = db.session.scalars(select(Place).where(Place.level == Level.REGION, Place.code == "75")).one()
    a_territory(name="Bassin", region_id=region.id)
    aveyron()
    a_territory(LE_MANS, "le-mans", name="La Cité Plantagenêt")
    page = client.get("/territoires", query_string={"q": typed})
    assert set(names(page.text)) == found
    assert int(page.headers["X-Query-Count"]) <= 4


def test_a_region_leads_to_all_it_holds_and_back(app: Flask) -> None:
    region = db.session.scalars(select(Place).where(Place.level == Level.REGION, Place.code == "75")).one()
    whole = Territory(
        slug="nouvelle-aquitaine",
        name="Nouvelle-Aquitaine",
        at_name="en Nouvelle-Aquitaine",
        of_name="de Nouvelle-Aquitaine",
        level="region",
        state="open",
        place_id=region.id,
        region_id=region.id,
    )
    db.session.add(whole)
    part = a_territory(region_id=region.id)
    elsewhere = aveyron()
    db.session.flush()
    assert [line.id for line in related(Actor.anonymous(), whole)] == [part.id]
    assert [line.id for line in related(Actor.anonymous(), part)] == [whole.id]
    assert related(Actor.anonymous(), elsewhere) == []


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "region=x",
        "niveau=%3Cb%3E",
        "jour=hier",
        "jour=9999-12-31",
    ],
)
def test_odd_wishes_are_the_plain_list(client: FlaskClient, app: Flask, query: str) -> None:
    a_territory()
    assert client.get(f"/territoires?{query}").status_code == 200


def test_a_territory_is_made_from_a_place(app: Flask) -> None:
    admin = an_admin().as_actor()
    place = db.session.scalars(select(Place).where(Place.code == "72181")).one()
    proposed = proposed_names(place)
    assert (proposed.at_name, proposed.of_name, proposed.slug) == ("au Mans", "du Mans", "le-mans")
    territory = create(admin, place, proposed)
    assert territory.state == "preparing"
    assert territory.region is not None and territory.region.name == "Pays de la Loire"
    with pytest.raises(PlaceTaken):
        create(admin, place, proposed)
    rename(admin, territory, type(proposed)("Le Mans", "au Mans", "du Mans", "ville-du-mans"))
    assert db.session.get(FormerSlug, "le-mans") is not None
    other = db.session.scalars(select(Place).where(Place.code == "42218")).one()
    for slug in ("le-mans", "ville-du-mans", "ordre", "Pas Un Slug"):
        with pytest.raises(SlugTaken):
            create(admin, other, type(proposed)("Autre", "à Autre", "d’Autre", slug))
    rename(admin, territory, type(proposed)("Le Mans", "au Mans", "du Mans", "le-mans"))
    assert db.session.get(FormerSlug, "le-mans") is None
    set_state(admin, territory, "open")
    with pytest.raises(ValueError, match="fermee"):
        set_state(admin, territory, "fermee")


def test_neighbours_are_those_of_the_same_parent_unless_named(app: Flask) -> None:
    brive = a_territory()
    tulle = db.session.scalars(
        select(Place).where(Place.level == Level.EPCI, Place.name.contains("Tulle"))
    ).one()
    beside = a_territory(tulle.code, "tulle")
    correze = a_territory("19", "correze")
    aveyron()
    found = {line.slug for line in related(Actor.anonymous(), brive)}
    assert found == {"tulle", "correze"}
    assert {line.slug for line in related(Actor.anonymous(), correze)} >= {"bassin-de-brive", "tulle"}
    assert isinstance(beside, Territory)


def test_no_reserved_word_hides_an_address(app: Flask) -> None:
    fixed = {
        rule.rule.split("/")[2]
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/territoires/") and "<" not in rule.rule.split("/")[2]
    }
    assert fixed <= RESERVED_SLUGS


def test_home_and_texts(client: FlaskClient, app: Flask) -> None:
    a_territory()
    for address in (
        "/",
        "/charte",
        "/mentions-legales",
        "/confidentialite",
        "/accessibilite",
        "/territoires/ordre",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "Set-Cookie" not in page.headers, address
        assert int(page.headers["X-Query-Count"]) <= 4, address


def test_a_travel_link_makes_a_place_to_go_both_ways(client: FlaskClient, app: Flask) -> None:
    brive, far = a_territory(), aveyron()
    assert "/territoires/aveyron" not in client.get(brive.path).text
    a_connection(brive, "Rodez", to_territory_id=far.id, minutes=120, to_paris=False)
    for here, there in ((brive, far), (far, brive)):
        page = client.get(here.path)
        assert f'<a href="{there.path}">' in page.text
        assert int(page.headers["X-Query-Count"]) <= 7, "made of as many parts (ADR 19)"
        around = page.text.split('id="alentour"')[1]
        assert "120" not in around, "a place to go, with nothing to compare"
