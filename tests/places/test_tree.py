"""What contains a place, what it contains, what stands beside it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ambassadors.places.models import Level, Place, PlaceParent
from ambassadors.places.queries import (
    ancestors_of,
    communes_of,
    departements,
    neighbours_of,
    parents_of,
    place_by_code,
    principal_parent,
    regions,
)


def test_the_tree_around_the_bassin_de_brive(france: Session) -> None:
    brive, agglomeration = (
        place_by_code(france, Level.COMMUNE, "19031"),
        place_by_code(france, Level.EPCI, "200043172"),
    )
    assert brive is not None and agglomeration is not None
    assert [place.name for place in parents_of(france, brive)] == ["CA du Bassin de Brive", "Corrèze"]
    assert principal_parent(france, brive) is agglomeration
    communes = communes_of(france, agglomeration)
    assert len(communes) == 48 and brive in communes
    neighbours = neighbours_of(france, agglomeration)
    assert "CA Tulle Agglo" in [place.name for place in neighbours]
    assert agglomeration not in neighbours
    assert {place.level for place in neighbours} == {Level.EPCI}


@pytest.mark.parametrize(
    ("level", "code", "communes", "parent"),
    [
        (Level.DEPARTEMENT, "12", 285, "Occitanie"),
        (Level.DEPARTEMENT, "974", 24, "La Réunion"),
        (Level.REGION, "53", 1_202, None),
        (Level.COMMUNE, "29155", 1, "Finistère"),
    ],
)
def test_communes_and_principal_parents(
    france: Session, level: Level, code: str, communes: int, parent: str | None
) -> None:
    place = place_by_code(france, level, code)
    assert place is not None
    assert len(communes_of(france, place)) == communes
    above = principal_parent(france, place)
    assert (above and above.name) == parent


def test_an_epci_over_several_departements_leads_from_one_to_none_of_the_others(france: Session) -> None:
    over_several = (
        select(PlaceParent.child_id)
        .join(Place, Place.id == PlaceParent.child_id)
        .where(Place.level == Level.EPCI)
        .group_by(PlaceParent.child_id)
        .having(func.count() > 1)
    )
    shared = france.scalars(select(Place).where(Place.id.in_(over_several))).all()
    assert len(shared) == 89
    for epci in shared[:5]:
        for commune in communes_of(france, epci)[:3]:
            above = [place for place in ancestors_of(france, commune) if place.level is Level.DEPARTEMENT]
            assert [place.code for place in above] == [commune.code[:2]]


def test_ancestors_come_nearest_first(france: Session) -> None:
    brive = place_by_code(france, Level.COMMUNE, "19031")
    assert brive is not None
    names = [place.name for place in ancestors_of(france, brive)]
    assert names == ["CA du Bassin de Brive", "Corrèze", "Nouvelle-Aquitaine"]


def test_a_region_has_neither_parent_nor_neighbours(france: Session) -> None:
    brittany = place_by_code(france, Level.REGION, "53")
    assert brittany is not None
    assert (parents_of(france, brittany), neighbours_of(france, brittany)) == ([], [])


def test_lists_of_departements_and_regions(france: Session) -> None:
    assert [place.code for place in departements(france)][:3] == ["01", "02", "03"]
    assert len(departements(france)) == 109
    assert [place.name for place in regions(france)][:2] == [
        "Auvergne-Rhône-Alpes",
        "Bourgogne-Franche-Comté",
    ]
