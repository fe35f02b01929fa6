"""Turn the npm package of the French administrative divisions into the compact file the project ships.

Their areas come from another package (see tools/areas.py).

Usage: python -m tools.places [destination]
"""

import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tools import areas as official_areas
from tools.areas import Areas

PACKAGE = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
YEAR = 2026
DESTINATION = Path(__file__).parents[1] / "ambassadors" / "places" / "data" / f"places-{YEAR}.json.xz"

HEADER = {
    "year": YEAR,
    "package": f"{PACKAGE} {VERSION}",
    "licence": "Licence Ouverte 2.0",
    "licence_url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    "sources": [
        "INSEE, code officiel géographique et populations de référence",
        "DGCL, liste et composition des EPCI à fiscalité propre",
        "La Poste, base officielle des codes postaux",
    ],
    "areas": official_areas.HEADER,
}

# Written in the file beside the rows, so that a reader needs no other documentation.
COLUMNS = {
    "regions": ["code", "name", "liaison", "area"],
    "departements": ["code", "name", "liaison", "region", "area"],
    "epci": ["code", "name", "kind", "members", "area"],
    "communes": [
        "code",
        "name",
        "liaison",
        "departement",
        "population",
        "postal_codes",
        "former_codes",
        "area",
    ],
    "aliases": ["code", "name", "commune", "kind"],
}
EXPECTED = {"communes": 34_969, "epci": 1_255}

Row = list[Any]


def download(package: str) -> bytes:
    """Fetch the package's archive with npm and return its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", package]
        name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
        return (Path(folder) / name).read_bytes()


def read_tables(archive: bytes) -> dict[str, list[dict[str, Any]]]:
    """Read the JSON tables of the archive by name."""
    tables = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for name in ("regions", "departements", "epci", "communes"):
            member = tar.extractfile(f"package/data/{name}.json")
            assert member is not None
            tables[name] = json.load(member)
    return tables


def by_code(rows: Iterable[Row]) -> list[Row]:
    """Sort rows so that the same package always gives the same file."""
    return sorted(rows, key=lambda row: (row[0], row[1]))


def liaison(entry: Mapping[str, Any]) -> int:
    """Return the INSEE code of the article of a name (overseas collectivities have none)."""
    return int(entry.get("typeLiaison", 0))


def commune_row(entry: Mapping[str, Any], areas: Areas) -> Row:
    """Keep of a present-day commune what the site uses."""
    return [
        entry["code"],
        entry["nom"],
        liaison(entry),
        entry["departement"],
        entry.get("population", 0),
        sorted(entry.get("codesPostaux", [])),
        sorted(entry.get("anciensCodes", [])),
        areas.of_commune(entry["code"]),
    ]


def alias_row(entry: Mapping[str, Any]) -> Row:
    """Keep the name of a delegated or associated commune, or of a municipal arrondissement."""
    return [entry["code"], entry["nom"], entry.get("chefLieu") or entry["commune"], entry["type"]]


def epci_row(entry: Mapping[str, Any], areas: Areas) -> Row:
    """Keep of an EPCI what the site uses."""
    members = sorted(member["code"] for member in entry["membres"])
    return [entry["code"], entry["nom"], entry["type"], members, areas.of_group(members)]


def compact(tables: Mapping[str, list[dict[str, Any]]], official: Mapping[str, int]) -> dict[str, list[Row]]:
    """Slim the tables of the package down to rows, with the areas of the communes."""
    present = [entry for entry in tables["communes"] if entry["type"] == "commune-actuelle"]
    others = [entry for entry in tables["communes"] if entry["type"] != "commune-actuelle"]
    areas = Areas(official, present)
    inside: dict[str, list[str]] = {}
    for entry in present:
        inside.setdefault(entry["departement"], []).append(entry["code"])

    def area_of(*departements: str) -> int | None:
        return areas.of_whole([code for one in departements for code in inside.get(one, ())])

    below: dict[str, list[str]] = {}
    for entry in tables["departements"]:
        below.setdefault(entry["region"], []).append(entry["code"])
    return {
        "regions": by_code(
            [e["code"], e["nom"], liaison(e), area_of(*below.get(e["code"], ()))] for e in tables["regions"]
        ),
        "departements": by_code(
            [e["code"], e["nom"], liaison(e), e["region"], area_of(e["code"])] for e in tables["departements"]
        ),
        "epci": by_code(epci_row(e, areas) for e in tables["epci"]),
        "communes": by_code(commune_row(entry, areas) for entry in present),
        "aliases": by_code(alias_row(entry) for entry in others),
    }


def build(archive: bytes, official: Mapping[str, int]) -> bytes:
    """Make the compressed file out of the package's archive and the areas."""
    rows = compact(read_tables(archive), official)
    counts = {name: len(table) for name, table in rows.items()}
    if any(counts[name] != number for name, number in EXPECTED.items()):
        raise SystemExit(f"Unexpected counts in {PACKAGE} {VERSION}: {counts}")
    header = {**HEADER, "archive_sha256": hashlib.sha256(archive).hexdigest(), "counts": counts}
    document = {"header": header, "columns": COLUMNS, **rows}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def main(arguments: list[str]) -> None:
    """Write the compact file and say how big it is."""
    destination = Path(arguments[0]) if arguments else DESTINATION
    content = build(download(f"{PACKAGE}@{VERSION}"), official_areas.download())
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_bytes(content)
    print(f"{destination}: {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(sys.argv[1:])
