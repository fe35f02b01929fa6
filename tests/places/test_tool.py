"""tools/places.py: from the package to the compact file."""

import io
import json
import tarfile
from typing import Any

import pytest

from tools.areas import Areas
from tools.places import build, compact, read_tables

TABLES: dict[str, list[dict[str, Any]]] = {
    "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes", "typeLiaison": 1}],
    "departements": [{"code": "01", "nom": "Ain", "typeLiaison": 5, "region": "84"}],
    "epci": [{"code": "200", "nom": "CC A", "type": "CC", "membres": [{"code": "01002"}, {"code": "01001"}]}],
    "communes": [
        {"code": "01002", "nom": "B", "type": "commune-actuelle", "departement": "01", "population": 3},
        {"code": "01001", "nom": "A", "type": "commune-actuelle", "departement": "01", "typeLiaison": 1}
        | {"codesPostaux": ["01400", "01090"], "anciensCodes": ["01009"]},
        {"code": "01009", "nom": "C", "type": "commune-deleguee", "chefLieu": "01001"},
        {"code": "69381", "nom": "D", "type": "arrondissement-municipal", "commune": "01002"},
    ],
}
# In hectares, of a year when C was still a commune of its own.
OFFICIAL = {"01001": 700, "01009": 50, "01002": 1_200}


def archive() -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as tar:
        for name, table in TABLES.items():
            data = json.dumps(table).encode()
            member = tarfile.TarInfo(f"package/data/{name}.json")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return content.getvalue()


def test_rows_are_sorted_and_hold_what_the_site_uses() -> None:
    rows = compact(read_tables(archive()), OFFICIAL)
    assert rows["communes"] == [
        ["01001", "A", 1, "01", 0, ["01090", "01400"], ["01009"], 750],
        ["01002", "B", 0, "01", 3, [], [], 1_200],
    ]
    assert rows["epci"] == [["200", "CC A", "CC", ["01001", "01002"], 1_950]]
    assert [row[-1] for row in rows["departements"] + rows["regions"]] == [1_950, 1_950]
    assert rows["aliases"] == [
        ["01009", "C", "01001", "commune-deleguee"],
        ["69381", "D", "01002", "arrondissement-municipal"],
    ]


def test_a_package_of_another_size_is_refused() -> None:
    with pytest.raises(SystemExit, match="Unexpected counts"):
        build(archive(), OFFICIAL)


def test_an_area_that_is_not_sure_is_not_told() -> None:
    whole, part, doubtful, other = "60054", "60694", "08352", "01001"
    areas = Areas(
        {whole: 2_256, doubtful: 1_355, other: 700}, [{"code": c} for c in (whole, part, doubtful, other)]
    )
    assert [areas.of_commune(code) for code in (whole, part, doubtful, other)] == [None, None, None, 700]
    assert [areas.of_group([whole, other]), areas.of_group([whole, part, other])] == [None, 2_956]
    assert [areas.of_group([doubtful, other]), areas.of_whole([doubtful, other])] == [None, 2_055]
    assert areas.of_whole([]) is None
