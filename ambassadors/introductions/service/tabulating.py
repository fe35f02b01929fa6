"""Requests as a table for a spreadsheet, in which no cell can be a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from ambassadors.core.clock import in_paris
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.sight import Sight
from ambassadors.introductions.states import STATES
from ambassadors.territories.grid import HORIZONS, THEMES

HEADINGS = (
    "Numéro",
    "Reçue le",
    "État",
    "Thème",
    "Nom",
    "Adresse électronique",
    "Téléphone",
    "Projet",
    "Personnes",
    "Métiers",
    "Horizon",
    "Département",
    "Un ambassadeur peut écrire",
    "Suivie par",
    "Dernier changement",
)
BOM = "\ufeff"  # without it spreadsheets misread the accents
# What makes a spreadsheet take a cell for a formula, wide forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")  # looked for as such


def harmless(text: str) -> str:
    """Return a text that a spreadsheet shows and does not compute."""
    return (
        f"'{text}" if text.lstrip(" \u00a0\u202f").startswith(_FORMULA) or text.startswith(_FORMULA) else text
    )


def table_of(seen: Iterable[Sight]) -> str:
    """Return the requests as CSV, semicolons between cells as French spreadsheets expect."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for sight in seen:
        writer.writerow([harmless(cell) for cell in _cells(sight)])
    return BOM + written.getvalue()


def _state_of(one: Introduction) -> str:
    if one.wiped_at:
        return "Retirée" if one.withdrawn_at else "Effacée"
    return STATES[one.state].label


def _cells(sight: Sight) -> list[str]:
    one = sight.introduction
    return [
        str(one.id),
        f"{in_paris(one.created_at):%d/%m/%Y}",
        _state_of(one),
        THEMES.get(sight.theme, ""),
        sight.name,
        sight.email,
        sight.phone,
        sight.project,
        sight.household,
        sight.jobs,
        HORIZONS.get(sight.horizon or "", ""),
        sight.origin.name if sight.origin else "",
        ("oui" if sight.takes_ambassadors else "non") if sight.is_shared else "",
        one.taken_by.name if one.taken_by else "",
        f"{in_paris(one.changed_at):%d/%m/%Y}",
    ]
