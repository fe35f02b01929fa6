"""The demonstration's texts, as they stand in the TOML files."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from ambassadors.core.clock import PARIS

CONTENT = Path(__file__).parent / "content"

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """Return the rows of one file, whose only table is named in the singular."""
    with (CONTENT / f"{name}.toml").open("rb") as file:
        document = tomllib.load(file)
    found: list[Row] = next(iter(document.values()))
    return found


def rows_by_territory(folder: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a folder with one file a territory."""
    for path in sorted((CONTENT / folder).glob("*.toml")):
        for row in rows(f"{folder}/{path.stem}"):
            yield path.stem, row


def instant(text: str) -> datetime:
    """Read a date, or a date and a time, on the clocks of Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)
