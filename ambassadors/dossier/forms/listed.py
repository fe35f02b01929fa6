"""What a version of a theme lists, in words, to be compared or read beside another version of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ambassadors.dossier.connection import MODES

from .typed import day_as_typed, minutes_as_typed

Stored = Mapping[str, Any]


def in_words(entries: Iterable[Stored]) -> Iterator[tuple[str, str]]:
    """Name each date or travel link by what it is, so that one that moved is not told as changed."""
    met: Counter[str] = Counter()
    for entry in entries:
        name, lines = _date(entry) if "starts_on" in entry else _link(entry)
        met[name] += 1
        yield name + (f" ({met[name]})" if met[name] > 1 else ""), "\n".join(filter(None, lines))


def _date(entry: Stored) -> tuple[str, list[str]]:
    first, last = (_day(entry[name]) for name in ("starts_on", "ends_on"))
    when = first if first == last else f"du {first} au {last}"
    yearly = ", chaque année" if entry["yearly"] else ""
    return f"Date : {entry['title']}", [f"{when}{yearly}", entry["place"], entry["text"], entry["url"]]


def _link(entry: Stored) -> tuple[str, list[str]]:
    source = ", ".join(filter(None, (entry["source_name"], _day(entry["dated"]))))
    return f"Trajet : {entry['destination']}, {MODES[entry['mode']]}", [
        minutes_as_typed(entry["minutes"]) + (", vers Paris" if entry["to_paris"] else ""),
        entry["note"],
        "Vers un territoire du site" if entry["to_territory_id"] else "",
        f"Source : {source}" if source else "",
        entry["source_url"],
    ]


def _day(stored: str | None) -> str:
    return day_as_typed(date.fromisoformat(stored)) if stored else ""
