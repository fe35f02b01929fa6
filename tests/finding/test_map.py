"""The map: every territory on the départements it touches, and the same in its list."""

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.finding.atlas import DRAWN
from ambassadors.places.models import Level, Place
from ambassadors.territories.models import Territory, TerritoryPlace
from tests.factories.territories import LE_MANS, a_territory, aveyron

MAP = Path(__file__).parents[2] / "static" / "vendor" / "svg-maps" / "france.svg"


def a_region(code: str, slug: str) -> Territory:
    """Make a territory of a whole région: its code may be a département's too."""
    place = db.session.scalars(select(Place).where(Place.level == Level.REGION, Place.code == code)).one()
    made = Territory(
        slug=slug,
        name=place.name,
        at_name=f"en {place.name}",
        of_name=f"de {place.name}",
        level="region",
        state="open",
        place_id=place.id,
        region_id=place.id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def links(page: str) -> dict[str, str]:
    """Return the links of the map, by the name they are read with."""
    return {
        name.replace("\xa0", " ").replace("\u202f", " "): href
        for href, name in re.findall(
            r'<a class="atlas__area [^"]+" href="([^"]+)"><title>([^<]+)</title>', page
        )
    }


def test_a_territory_is_on_every_departement_it_touches(client: FlaskClient, app: Flask) -> None:
    brive = a_territory()
    aveyron()
    a_region("75", "nouvelle-aquitaine")
    further = db.session.scalars(
        select(Place).where(Place.level == Level.DEPARTEMENT, Place.code == "46")
    ).one()
    db.session.add(TerritoryPlace(territory_id=brive.id, place_id=further.id))
    page = client.get("/carte")
    assert page.status_code == 200
    assert int(page.headers["X-Query-Count"]) <= 4
    found = links(page.text)
    correze = next(name for name in found if name.startswith("Corrèze"))
    assert {"CA du Bassin de Brive", "Nouvelle-Aquitaine"} <= set(re.split(r" : |, ", correze))
    assert any(name.startswith("Lot : ") for name in found), "its other place"
    assert any(name.startswith("Aveyron : ") for name in found)
    assert len([name for name in found if "Nouvelle-Aquitaine" in name]) == 12, (
        "a région fills its départements"
    )
    for href in found.values():
        assert f'id="{href[1:]}"' in page.text, "each link leads to a line of the list"


def test_overseas_is_drawn_and_a_paused_territory_is_there_a_future_one_is_not(
    client: FlaskClient, app: Flask
) -> None:
    a_region("04", "la-reunion")
    a_territory(state="preparing")
    a_territory(LE_MANS, "le-mans", state="paused")
    page = client.get("/carte").text
    assert [name.split(" : ")[0] for name in links(page)] == ["Sarthe", "La Réunion"]
    for name in ("Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"):
        assert f">{name}</text>" in page
    assert "bassin-de-brive" not in page


def test_paris_is_pointed_at_in_its_enlargement(client: FlaskClient, app: Flask) -> None:
    a_territory("75056", "paris")
    page = client.get("/carte").text
    assert re.search(r'href="#departement-75".*?#i75"', page)
    assert not re.search(r'<a [^>]+>.*?#d75"', page), "one link, not two"


def test_the_map_ships_each_departement_once_and_says_where_it_comes_from(
    client: FlaskClient, app: Flask
) -> None:
    drawn = re.findall(r'id="d([0-9AB]+)"', MAP.read_text(encoding="utf-8"))
    assert sorted(drawn) == sorted(DRAWN)
    assert len(drawn) == 101
    a_territory()
    page = client.get("/carte").text
    assert 'href="https://creativecommons.org/licenses/by/4.0/deed.fr" rel="license"' in page
    assert "MapSVG" in page and "Natural Earth" in page
    assert " style=" not in page


def test_a_site_without_territories_has_a_page_too(client: FlaskClient, app: Flask) -> None:
    assert "Aucun territoire encore" in client.get("/carte").text
    assert client.get("/").status_code == 200
    assert client.get("/territoires/ordre").status_code == 200
