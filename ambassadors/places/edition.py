"""A year of the official geography, as shipped with the project."""

import hashlib
import json
import lzma
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ambassadors.core.typography import french

# To be raised when what we work out from a file changes (keys, contexts), so that it is worked out again.
FILING_VERSION = b"1"
# As wide as the columns that hold names.
LONGEST_NAME = 120
SHIPPED = Path(__file__).parent / "data" / "places-2026.json.xz"


class RegionRow(NamedTuple):
    """A région of the file."""

    code: str
    name: str
    liaison: int
    area: int | None = None


class DepartementRow(NamedTuple):
    """A département of the file."""

    code: str
    name: str
    liaison: int
    region: str
    area: int | None = None


class EpciRow(NamedTuple):
    """An EPCI of the file, with the codes of its communes."""

    code: str
    name: str
    kind: str
    members: list[str]
    area: int | None = None


class CommuneRow(NamedTuple):
    """A present-day commune of the file."""

    code: str
    name: str
    liaison: int
    departement: str
    population: int
    postal_codes: list[str]
    former_codes: list[str]
    area: int | None = None


class AliasRow(NamedTuple):
    """A delegated or associated commune, or a municipal arrondissement, of the file."""

    code: str
    name: str
    commune: str
    kind: str


class BrokenEdition(Exception):
    """The file does not hold what its header announces."""


@dataclass(frozen=True)
class Edition:
    """The rows of one file and what its header says of them."""

    header: dict[str, Any]
    checksum: str
    regions: list[RegionRow]
    departements: list[DepartementRow]
    epci: list[EpciRow]
    communes: list[CommuneRow]
    aliases: list[AliasRow]

    @property
    def year(self) -> int:
        """Return the year the geography is that of."""
        return int(self.header["year"])

    @cached_property
    def inhabitants(self) -> dict[str, int]:
        """Return the population of each commune by its code."""
        return {commune.code: commune.population for commune in self.communes}

    @cached_property
    def departement_of(self) -> dict[str, str]:
        """Return the département's code of each commune."""
        return {commune.code: commune.departement for commune in self.communes}

    @cached_property
    def departement_names(self) -> dict[str, str]:
        """Return the name of each département by its code."""
        return {row.code: row.name for row in self.departements}


def checksum_of(path: Path) -> str:
    """Return the checksum that tells one file, filed in one way, from another."""
    return hashlib.sha256(FILING_VERSION + path.read_bytes()).hexdigest()


def typeset(row: list[Any]) -> list[Any]:
    """Give the name of a row the apostrophes of French typography."""
    return [row[0], french(" ".join(row[1].split())), *row[2:]]


def read_edition(path: Path = SHIPPED) -> Edition:
    """Read a file and check its rows against the counts of its header."""
    document = json.loads(lzma.decompress(path.read_bytes()))
    edition = Edition(
        header=document["header"],
        checksum=checksum_of(path),
        regions=[RegionRow(*typeset(row)) for row in document["regions"]],
        departements=[DepartementRow(*typeset(row)) for row in document["departements"]],
        epci=[EpciRow(*typeset(row)) for row in document["epci"]],
        communes=[CommuneRow(*typeset(row)) for row in document["communes"]],
        aliases=[AliasRow(*typeset(row)) for row in document["aliases"]],
    )
    for name, number in edition.header["counts"].items():
        if len(getattr(edition, name)) != number:
            raise BrokenEdition(f"{path.name}: {len(getattr(edition, name))} {name}, announced {number}")
    return edition
