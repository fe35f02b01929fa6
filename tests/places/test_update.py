"""A new year: places change in place, none is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from ambassadors.places.models import Level, Place, PlaceEdition, PlaceParent
from ambassadors.places.queries import (
    communes_of,
    neighbours_of,
    parents_of,
    place_by_code,
    present_form,
    principal_parent,
)
from ambassadors.places.search import place_from_text, search_places
from ambassadors.places.service import load_places
from tests.places.conftest import MakeDatabase, WriteEdition

Tables = dict[str, list[Any]]

FIRST: Tables = {
    "regions": [["84", "Auvergne-Rhône-Alpes", 1]],
    "departements": [["01", "Ain", 5, "84"], ["38", "Isère", 1, "84"]],
    "epci": [
        ["200000001", "CC du Grand Lac", "CC", ["01001", "01002"]],
        ["200000002", "CC des Monts", "CC", ["38001"]],
    ],
    "communes": [
        ["01001", "Amareins", 1, "01", 900, ["01090"], []],
        ["01002", "Bourg-Neuf", 0, "01", 5_000, ["01000"], []],
        ["38001", "Chanas", 0, "38", 700, ["38150"], []],
    ],
}
# Amareins joins Bourg-Neuf, which changes its name; the CC des Monts ends and its commune changes EPCI.
SECOND: Tables = {
    **FIRST,
    "epci": [["200000001", "CA du Grand Lac", "CA", ["01002", "38001"]]],
    "communes": [
        ["01002", "Bourg-Uni", 0, "01", 6_000, ["01000", "01090"], ["01001"]],
        ["38001", "Chanas", 0, "38", 710, ["38150"], [], 1_170],
    ],
}


@pytest.fixture
def updated(make_database: MakeDatabase, write_edition: WriteEdition) -> Iterator[Session]:
    engine = create_engine(make_database("update"))
    with Session(engine) as session:
        load_places(session, source=write_edition(2026, FIRST))
        session.commit()
        load_places(session, source=write_edition(2027, SECOND))
        session.commit()
        yield session
    engine.dispose()


def found(session: Session, level: Level, code: str) -> Place:
    place = place_by_code(session, level, code)
    assert place is not None
    return place


def test_places_keep_their_numbers(make_database: MakeDatabase, write_edition: WriteEdition) -> None:
    engine = create_engine(make_database("numbers"))
    with Session(engine) as session:
        load_places(session, source=write_edition(2026, FIRST))
        before = {place.code: place.id for place in session.scalars(select(Place))}
        session.expire_all()
        load_places(session, source=write_edition(2027, SECOND))
        assert {place.code: place.id for place in session.scalars(select(Place))} == before
    engine.dispose()


def test_columns_follow_the_new_file(updated: Session) -> None:
    town = found(updated, Level.COMMUNE, "01002")
    assert (town.name, town.population, town.context) == ("Bourg-Uni", 6_000, "Ain, 01000")
    assert found(updated, Level.EPCI, "200000001").kind == "CA"
    assert [found(updated, Level.COMMUNE, code).area for code in ("38001", "01002")] == [1_170, None]


def test_a_merged_commune_ends_and_leads_to_its_successor(updated: Session) -> None:
    merged = found(updated, Level.COMMUNE, "01001")
    assert merged.ended_in == 2027
    assert present_form(updated, merged).name == "Bourg-Uni"
    assert [place.name for place in communes_of(updated, merged)] == ["Bourg-Uni"]
    assert [place.name for place in parents_of(updated, merged)] == ["CA du Grand Lac", "Ain"]


@pytest.mark.parametrize("text", ["Amareins", "01001", "bourg uni", "01090"])
def test_former_names_and_codes_find_the_successor(updated: Session, text: str) -> None:
    place = place_from_text(updated, text).place
    assert place is not None
    assert place.name == "Bourg-Uni"


def test_a_former_name_is_no_suggestion_of_its_own(updated: Session) -> None:
    assert [hit.label for hit in search_places(updated, "amar")] == ["Bourg-Uni (Ain, 01000)"]
    assert search_places(updated, "bourg neuf") == []


def test_an_ended_epci_keeps_its_communes_but_is_no_longer_theirs(updated: Session) -> None:
    ended, commune = found(updated, Level.EPCI, "200000002"), found(updated, Level.COMMUNE, "38001")
    assert ended.ended_in == 2027
    assert [place.name for place in communes_of(updated, ended)] == ["Chanas"]
    assert [place.name for place in parents_of(updated, commune)] == ["CA du Grand Lac", "Isère"]
    parent = principal_parent(updated, commune)
    assert parent is not None and parent.code == "200000001"


def test_an_epci_over_two_departements_has_both_and_the_larger_is_principal(updated: Session) -> None:
    epci = found(updated, Level.EPCI, "200000001")
    assert [place.name for place in parents_of(updated, epci)] == ["Ain", "Isère"]
    shares = select(PlaceParent.population).where(PlaceParent.child_id == epci.id)
    assert sorted(updated.scalars(shares)) == [710, 6_000]
    assert [place.name for place in neighbours_of(updated, found(updated, Level.DEPARTEMENT, "01"))] == [
        "Isère"
    ]


def test_a_commune_that_comes_back_is_itself_again(updated: Session, write_edition: WriteEdition) -> None:
    load_places(updated, source=write_edition(2028, FIRST))
    back = found(updated, Level.COMMUNE, "01001")
    updated.refresh(back)
    assert (back.ended_in, back.successor_id) == (None, None)
    assert [place.name for place in communes_of(updated, found(updated, Level.EPCI, "200000002"))] == [
        "Chanas"
    ]
    assert sorted(updated.scalars(select(PlaceEdition.year))) == [2026, 2027, 2028]
