"""What the demonstration promises, read from its files."""

from typing import Any

import pytest

from ambassadors.demo.reading import rows, rows_by_territory
from ambassadors.moderation.transitions import STATUS_LABELS
from ambassadors.territories.grid import HORIZONS, SEGMENTS, THEMES
from ambassadors.territories.models import LEVELS
from ambassadors.testimonials.completeness import lacks

pytestmark = pytest.mark.static

CONTRACT = {
    "admin@demo.example": None,
    "responsable@demo.example": ("bassin-de-brive", "manager"),
    "moderation@demo.example": ("bassin-de-brive", "moderator"),
    "ambassadrice@demo.example": ("bassin-de-brive", "ambassador"),
    "partenaire@demo.example": ("bassin-de-brive", "partner"),
    "responsable2@demo.example": ("aveyron", "manager"),
    "ambassadeur2@demo.example": ("aveyron", "ambassador"),
    "candidate@demo.example": None,
}

TESTIMONIALS = list(rows_by_territory("testimonials"))
QUESTIONS = list(rows_by_territory("questions"))
ANSWERS = [answer for _, question in QUESTIONS for answer in question.get("answers", [])]


def test_the_accounts_of_the_contract() -> None:
    people = {row["email"]: row for row in rows("people")}
    for email, role in CONTRACT.items():
        held = [(one["territory"], one["role"]) for one in people[email]["roles"]]
        assert held == ([role] if role else []), email
    assert people["admin@demo.example"]["admin"] is True
    assert people["partenaire@demo.example"]["roles"][0]["organisation"]


def test_there_is_enough_of_everything() -> None:
    territories = rows("territories")
    assert len(territories) >= 8
    assert {row["level"] for row in territories} == set(LEVELS)
    published = [row for _, row in TESTIMONIALS if row["status"] == "published"]
    assert len(published) >= 40
    assert sum(row["status"] == "published" for _, row in QUESTIONS) >= 80
    assert sum(row["status"] == "published" for row in ANSWERS) >= 150


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("testimonial", [row for _, row in TESTIMONIALS]),
        ("question", [row for _, row in QUESTIONS]),
        ("answer", ANSWERS),
    ],
)
def test_each_kind_is_shown_in_each_status(kind: str, shown: list[dict[str, Any]]) -> None:
    assert {row["status"] for row in shown} == set(STATUS_LABELS) - {"approved"}, kind


def test_applications_are_shown_waiting_and_decided() -> None:
    assert {"submitted", "approved", "rejected"} <= {row["status"] for row in rows("applications")}


def test_themes_segments_and_dates_are_spread() -> None:
    rows_of_both = [row for _, row in TESTIMONIALS + QUESTIONS]
    themes = {theme for row in rows_of_both for theme in row.get("themes", [row.get("theme")])}
    segments = {segment for row in rows_of_both for segment in row.get("segments", [row.get("segment")])}
    assert set(THEMES) <= themes
    assert set(SEGMENTS) <= segments
    years = {str(row["published_at"])[:4] for _, row in TESTIMONIALS}
    assert {"2023", "2024", "2025", "2026"} <= years
    assert {row["horizon"] for _, row in QUESTIONS if "horizon" in row} == set(HORIZONS)


def test_what_is_sent_is_complete() -> None:
    for territory, row in TESTIMONIALS:
        if row["status"] != "draft":
            content = {
                "title": row["title"],
                "lead": row["lead"].strip(),
                "themes": row["themes"],
                "parts": row["parts"],
            }
            assert lacks(content) == [], (territory, row["title"])
