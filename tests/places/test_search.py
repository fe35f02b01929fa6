"""Looking for a place in the real France."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from ambassadors.places.keys import normalise
from ambassadors.places.models import Level, Place
from ambassadors.places.reading import readings
from ambassadors.places.search import (
    Found,
    Scope,
    matching,
    place_from_text,
    places_named,
    search_places,
    starting_with,
    tier,
)

COMMUNE = [Level.COMMUNE]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st etienne", "Saint-Étienne (Loire, 42000)"),
        ("ST-ÉTIENNE", "Saint-Étienne (Loire, 42000)"),
        ("saint etien", "Saint-Étienne (Loire, 42000)"),
        ("42000", "Saint-Étienne (Loire, 42000)"),
        ("42218", "Saint-Étienne (Loire, 42000)"),
        ("l'hay", "L’Haÿ-les-Roses (Val-de-Marne, 94240)"),
        ("L’Haÿ", "L’Haÿ-les-Roses (Val-de-Marne, 94240)"),
        ("lhay les roses", "L’Haÿ-les-Roses (Val-de-Marne, 94240)"),
        ("hay les roses", "L’Haÿ-les-Roses (Val-de-Marne, 94240)"),
        ("le mans", "Le Mans (Sarthe, 72000)"),
        ("mans", "Le Mans (Sarthe, 72000)"),
        ("chalons", "Châlons-en-Champagne (Marne, 51000)"),
        ("chalon s/ saone", "Chalon-sur-Saône (Saône-et-Loire, 71100)"),
        ("brive", "Brive-la-Gaillarde (Corrèze, 19100)"),
        ("brive gaillarde", "Brive-la-Gaillarde (Corrèze, 19100)"),
        ("montfort", "Montfort (Alpes-de-Haute-Provence, 04600)"),
        ("sables d olonne", "Les Sables-d’Olonne (Vendée, 85100)"),
        ("ste foy les lyon", "Sainte-Foy-lès-Lyon (Rhône, 69110)"),
        ("saint denis 93", "Saint-Denis (Seine-Saint-Denis, 93200)"),
        ("saint-denis 974", "Saint-Denis (La Réunion, 97400)"),
        ("75012", "Paris (75)"),
        ("paris 12e", "Paris (75)"),
        ("lyon 3", "Lyon (Rhône, 69)"),
        ("marseille 13008", "Marseille (Bouches-du-Rhône, 13)"),
        ("annecy-le-vieux", "Annecy (Haute-Savoie, 74000)"),
        ("oeting", "Œting (Moselle, 57600)"),
        ("la rochelle", "La Rochelle (Charente-Maritime, 17000)"),
    ],
)
def test_the_first_suggestion(france: Session, typed: str, first: str) -> None:
    assert search_places(france, typed, COMMUNE)[0].label == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aveyron", "Aveyron (département, 12)"),
        ("12", "Aveyron (département, 12)"),
        ("11", "Aude (département, 11)"),
        ("occitanie", "Occitanie (région)"),
        ("bassin de brive", "CA du Bassin de Brive (Corrèze)"),
        ("la rochelle", "La Rochelle (Charente-Maritime, 17000)"),
        ("st etienne metropole", "Saint-Étienne Métropole (Loire)"),
        ("cinor", "CA Intercommunale du Nord de la Réunion (La Réunion)"),
    ],
)
def test_the_first_of_every_level(france: Session, typed: str, first: str) -> None:
    assert search_places(france, typed)[0].label == first


def test_a_short_start_puts_the_towns_that_bear_it_first(france: Session) -> None:
    labels = [hit.label for hit in search_places(france, "st", COMMUNE)]
    assert "Strasbourg (Bas-Rhin, 67000)" in labels[:3]
    assert "Saint-Étienne (Loire, 42000)" in labels[:3]


def test_hits_say_what_they_are(france: Session) -> None:
    town = search_places(france, "brive", COMMUNE, limit=1)[0]
    assert (town.name, town.level) == ("Brive-la-Gaillarde", Level.COMMUNE)
    assert town.detail == "commune, 47\u202f095\u00a0habitants"


def test_levels_and_limit_hold(france: Session) -> None:
    hits = search_places(france, "saint", [Level.EPCI], limit=4)
    assert len(hits) == 4
    assert {hit.level for hit in hits} == {Level.EPCI}


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "qwxz", "\x00", "%", "_", "😀", "'; --"])
def test_nothing_is_found_in_nothing(france: Session, typed: str) -> None:
    assert search_places(france, typed) == []
    assert place_from_text(france, typed).place is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Saint-Étienne", "Saint-Étienne (Loire, 42000)"),
        ("saint etienne", "Saint-Étienne (Loire, 42000)"),
        ("19100", "Brive-la-Gaillarde (Corrèze, 19100)"),
        ("Mans", "Le Mans (Sarthe, 72000)"),
        ("Saint-Denis (93)", "Saint-Denis (Seine-Saint-Denis, 93200)"),
        ("Saint-Denis, La Réunion", "Saint-Denis (La Réunion, 97400)"),
        ("Saint-Denis (La Réunion, 97400)", "Saint-Denis (La Réunion, 97400)"),
        ("La Rochelle 17", "La Rochelle (Charente-Maritime, 17000)"),
        ("Château-Chinon (Ville)", "Château-Chinon (Ville) (Nièvre, 58120)"),
        ("Paris 75", "Paris (75)"),
    ],
)
def test_a_text_that_names_one_commune(france: Session, typed: str, label: str) -> None:
    place = place_from_text(france, typed, COMMUNE).place
    assert place is not None
    assert place.label == label


def test_homonyms_are_told_apart_by_their_departement(france: Session) -> None:
    answer = place_from_text(france, "saint-denis", COMMUNE)
    assert answer.place is None
    labels = [hit.label for hit in answer.candidates]
    assert labels[:2] == ["Saint-Denis (La Réunion, 97400)", "Saint-Denis (Seine-Saint-Denis, 93200)"]
    assert all(label.startswith("Saint-Denis (") for label in labels)


def test_an_unfinished_name_is_never_taken_for_a_place(france: Session) -> None:
    answer = place_from_text(france, "briv", COMMUNE)
    assert answer.place is None
    assert answer.candidates[0].name == "Brive-la-Gaillarde"


def test_every_suggestion_sent_back_leads_to_its_place(france: Session) -> None:
    sample = france.scalars(select(Place).where(Place.id % 97 == 0)).all()
    homonyms = france.scalars(
        select(Place).where(Place.name.in_(["Paris", "Saint-Denis", "La Réunion", "Bors"]))
    )
    for place in [*sample, *homonyms]:
        assert place_from_text(france, place.label).place is place, place.label


@pytest.mark.parametrize("typed", ["s", "saint-etienne", "42000", "saint denis 93", "st", "la"])
def test_searches_read_a_range_of_the_index(france: Session, france_engine: Engine, typed: str) -> None:
    for reading in readings(typed):
        where = or_(*map(starting_with, reading.keys))
        plan = explained(
            france, france_engine, matching(where, tier(reading.keys), Scope(COMMUNE, reading.number))
        )
        assert all("SCAN place" not in line and "Seq Scan on place_key" not in line for line in plan), plan
        assert any("place_key" in line and ("SEARCH" in line or "Index" in line) for line in plan), plan


def explained(session: Session, engine: Engine, statement: Found) -> Sequence[str]:
    compiled = str(statement.limit(10).compile(engine, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    return [str(row[-1]) for row in session.connection().exec_driver_sql(f"{explain} {compiled}")]


def test_keys_ignore_accents_capitals_hyphens_and_apostrophes() -> None:
    assert normalise("L’Haÿ-les-Roses") == normalise("l'hay LES roses") == "l hay les roses"
    assert normalise("Ste-Cécile s/Œuvre") == "sainte cecile sur oeuvre"


def test_places_named_keeps_the_most_direct_reading(france: Session) -> None:
    assert [hit.label for hit in places_named(france, "havre", COMMUNE)] == [
        "Le Havre (Seine-Maritime, 76600)"
    ]
