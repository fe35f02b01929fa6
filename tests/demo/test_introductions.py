"""What the demonstration's requests promise, read from their files."""

import pytest

from ambassadors.demo.reading import rows, rows_by_territory
from ambassadors.introductions.consent import AGREEMENTS, OWNER, TEAM
from ambassadors.introductions.states import STEPS
from ambassadors.territories.grid import HORIZONS, THEMES

pytestmark = pytest.mark.static

TOLD = list(rows_by_territory("introductions"))
PEOPLE = {row["key"] for row in rows("people")}
LAST = {name: step.to for name, step in STEPS.items()}


def test_each_state_is_shown() -> None:
    for slug in ("bassin-de-brive", "aveyron"):
        last = [row.get("steps", [{"step": None}])[-1]["step"] for at, row in TOLD if at == slug]
        assert {None, "take", "meet", "settle", "close"} == set(last), slug
    assert any("withdrawn_at" in row for _, row in TOLD)
    assert any("revoked" in row for _, row in TOLD) and any("given" in row for _, row in TOLD)
    proposed = [one for _, row in TOLD for one in row.get("proposals", [])]
    assert any("message" in one for one in proposed)
    assert any(one["to"] == "ambassadrice" and "message" not in one for one in proposed)


def test_what_is_told_could_have_been_typed() -> None:
    for slug, row in TOLD:
        assert row["person"] in PEOPLE and len(row["project"].strip()) >= 20, (slug, row["person"])
        assert set(row["consents"]) <= set(AGREEMENTS) and set(row["consents"]) & {TEAM, OWNER}
        assert OWNER not in row["consents"] or row["theme"] in THEMES
        assert ("telephone" in row["consents"]) == bool(row.get("phone"))
        assert row.get("horizon") in {None, *HORIZONS}


def test_the_numbers_belong_to_nobody() -> None:
    """Those of fiction, which the regulator keeps from everybody: 06 39 98 …"""
    for _, row in TOLD:
        digits = row.get("phone", "").replace("+33 6", "06").replace(" ", "")
        assert not digits or digits.startswith("063998")
