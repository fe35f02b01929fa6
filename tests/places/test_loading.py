"""What the shipped file gives once loaded."""

import json
import lzma
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ambassadors.places.edition import SHIPPED, BrokenEdition
from ambassadors.places.models import Level, Place, PlaceEdition, PlaceKey, PlaceParent, PlacePostalCode
from ambassadors.places.queries import count_by_level, place_by_code
from ambassadors.places.service import load_places
from tests.places.conftest import WriteEdition

OFFICIAL = {Level.REGION: 26, Level.DEPARTEMENT: 109, Level.EPCI: 1_255, Level.COMMUNE: 34_969}


def test_the_file_names_its_sources_and_its_licence() -> None:
    header = json.loads(lzma.decompress(SHIPPED.read_bytes()))["header"]
    assert header["year"] == 2026
    assert header["licence"] == "Licence Ouverte 2.0"
    assert [source.split(",")[0] for source in header["sources"]] == ["INSEE", "DGCL", "La Poste"]
    assert header["areas"]["source"].startswith("DGCL") and header["areas"]["year"] == 2022


def test_as_many_places_as_the_official_lists(france: Session) -> None:
    assert count_by_level(france) == OFFICIAL


def test_loading_again_changes_nothing(france: Session) -> None:
    before = france.scalars(select(PlaceEdition.loaded_at)).all()
    steps: list[str] = []
    assert load_places(france, lambda step, done, total: steps.append(step)) == OFFICIAL
    assert steps == []
    assert france.scalars(select(PlaceEdition.loaded_at)).all() == before


def test_each_place_but_a_region_has_one_principal_parent(france: Session) -> None:
    principal = select(PlaceParent.child_id, func.count()).where(PlaceParent.principal)
    counts = france.execute(principal.group_by(PlaceParent.child_id)).all()
    assert {number for _, number in counts} == {1}
    assert len(counts) == sum(OFFICIAL.values()) - OFFICIAL[Level.REGION]


def test_labels_tell_every_place_from_all_others(france: Session) -> None:
    labels = Counter(place.label for place in france.scalars(select(Place)))
    assert [label for label, number in labels.items() if number > 1] == []


def test_inhabitants_add_up_at_every_level(france: Session) -> None:
    totals = select(Place.level, func.sum(Place.population)).group_by(Place.level)
    by_level = dict(france.execute(totals).all())
    assert by_level[Level.COMMUNE] == by_level[Level.DEPARTEMENT] == by_level[Level.REGION]
    assert 68_000_000 < by_level[Level.COMMUNE] < 70_000_000


@pytest.mark.parametrize(
    ("level", "code", "area"),
    [
        (Level.COMMUNE, "19031", 4_859),
        (Level.COMMUNE, "12202", 1_118),
        (Level.COMMUNE, "75056", 10_540),
        (Level.COMMUNE, "15141", None),
        (Level.EPCI, "200043172", 80_872),
        (Level.DEPARTEMENT, "12", 873_512),
        (Level.DEPARTEMENT, "19", 585_683),
        (Level.DEPARTEMENT, "977", None),
        (Level.REGION, "76", 7_272_425),
    ],
)
def test_areas_are_those_of_the_official_list(
    france: Session, level: Level, code: str, area: int | None
) -> None:
    place = place_by_code(france, level, code)
    assert place is not None
    assert place.area == area


@pytest.mark.parametrize(
    ("level", "code", "label"),
    [
        (Level.COMMUNE, "19031", "Brive-la-Gaillarde (Corrèze, 19100)"),
        (Level.COMMUNE, "75056", "Paris (75)"),
        (Level.COMMUNE, "97411", "Saint-Denis (La Réunion, 97400)"),
        (Level.COMMUNE, "98818", "Nouméa (Nouvelle-Calédonie, 98800)"),
        (Level.COMMUNE, "94038", "L’Haÿ-les-Roses (Val-de-Marne, 94240)"),
        (Level.EPCI, "200043172", "CA du Bassin de Brive (Corrèze)"),
        (Level.EPCI, "248100737", "CA de l’Albigeois (Tarn)"),
        (Level.DEPARTEMENT, "2A", "Corse-du-Sud (département, 2A)"),
        (Level.REGION, "76", "Occitanie (région)"),
    ],
)
def test_labels(france: Session, level: Level, code: str, label: str) -> None:
    place = place_by_code(france, level, code)
    assert place is not None
    assert place.label == label


def test_every_postal_code_leads_to_its_communes(france: Session) -> None:
    lost = (
        select(PlacePostalCode.postal_code)
        .outerjoin(
            PlaceKey,
            (PlaceKey.key == PlacePostalCode.postal_code) & (PlaceKey.place_id == PlacePostalCode.place_id),
        )
        .where(PlaceKey.key.is_(None))
    )
    assert france.scalars(lost).all() == []
    assert france.scalar(select(func.count()).select_from(PlacePostalCode)) == 35_493


def test_a_file_that_lies_on_its_counts_is_refused(france: Session, write_edition: WriteEdition) -> None:
    with pytest.raises(BrokenEdition, match="announced 2"):
        load_places(france, source=write_edition(2026, {"regions": [["01", "Une", 0]]}, regions=2))


def test_a_file_that_is_no_edition_says_so(france: Session, tmp_path: Path) -> None:
    broken = tmp_path / "places.json.xz"
    broken.write_bytes(b"not compressed")
    with pytest.raises(lzma.LZMAError):
        load_places(france, source=broken)
