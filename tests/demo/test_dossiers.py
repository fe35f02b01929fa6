"""What the demonstration's dossiers promise, read from their files."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from ambassadors.access.actor import DESK
from ambassadors.demo.dossiers import fact_of
from ambassadors.demo.reading import Row, rows, rows_by_territory
from ambassadors.dossier.call import LONGEST_MESSAGE
from ambassadors.dossier.connection import MODES
from ambassadors.dossier.fact import MOST_FACTS
from ambassadors.dossier.service.reference import FIRST_EDITIONS
from ambassadors.territories.grid import SEGMENTS, THEMES

pytestmark = pytest.mark.static

COMPLETE = ("bassin-de-brive", "aveyron")
TERRITORIES = {row["slug"]: row["state"] for row in rows("territories")}
PEOPLE = {row["key"]: row for row in rows("people")}
DAY = date(2026, 11, 26)

FOLDERS = ("owners", "cells", "openings", "highlights", "connections", "positioning", "calls", "pins")
TOLD = {folder: list(rows_by_territory(folder)) for folder in FOLDERS}


def of(folder: str, slug: str) -> list[Row]:
    """Return the rows of a territory."""
    return [row for at, row in TOLD[folder] if at == slug]


def themes_written(slug: str) -> Counter[str]:
    """Return how often each theme of a territory was published."""
    return Counter(row["theme"] for row in of("cells", slug))


def current(slug: str) -> list[Row]:
    """Return the cells as they stand, without their history."""
    written = sorted(of("cells", slug), key=lambda row: str(row["at"]))
    return list({row["theme"]: row for row in written}.values())


def edition_cells() -> list[tuple[str, Row]]:
    """Return what is written for one public alone."""
    return [(slug, cell) for slug, row in TOLD["openings"] for cell in row.get("cells", [])]


def facts(slug: str) -> list[Row]:
    """Return every fact of a territory."""
    cells = of("cells", slug) + [cell for at, cell in edition_cells() if at == slug]
    return [fact for cell in cells for fact in cell.get("facts", [])]


def words(text: str) -> int:
    """Count the words of a text."""
    return len(re.findall(r"[\w’-]+", text))


def sentences(value: Any) -> list[str]:
    """Return every text of a row, whatever its depth."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in sentences(one)]


ALL_TEXTS = [(slug, text) for folder in FOLDERS for slug, row in TOLD[folder] for text in sentences(row)]
EDITIONS = {row["slug"]: row for row in rows(str(FIRST_EDITIONS.with_suffix("")))}


@pytest.mark.parametrize("slug", COMPLETE)
def test_a_complete_dossier_has_its_fourteen_themes(slug: str) -> None:
    assert set(themes_written(slug)) == set(THEMES)
    for cell in current(slug):
        assert 120 <= words(cell["text"]) <= 260, (cell["theme"], words(cell["text"]))
        assert 2 <= len(cell["facts"]) <= 5, cell["theme"]
    assert max(themes_written(slug).values()) >= 2, "one cell at least has a history to read"


@pytest.mark.parametrize("slug", COMPLETE)
def test_a_complete_dossier_has_facts_of_all_sorts(slug: str) -> None:
    told = [fact_of(fact) for fact in facts(slug)]
    assert sum(fact.is_old(DAY) for fact in told) >= 3
    assert sum(bool(fact.past_value) for fact in told) >= 6
    series = [fact.series for fact in told if fact.series]
    assert len(series) >= 3 and all(5 <= len(one) <= 8 for one in series)
    assert all(one[-1].year >= 2024 and len({point.year for point in one}) == len(one) for one in series)


@pytest.mark.parametrize("slug", COMPLETE)
def test_a_complete_dossier_has_editions_a_year_links_and_targets(slug: str) -> None:
    openings = of("openings", slug)
    assert len(openings) == 3
    assert all(3 <= len(row["cells"]) <= 5 and row["intro"].strip() for row in openings)
    assert 6 <= len(of("highlights", slug)) <= 8
    assert 6 <= len(of("connections", slug)) <= 8
    (positioning,) = of("positioning", slug)
    assert len(positioning["targets"]) in (2, 3)
    owners = of("owners", slug)
    assert 9 <= len(owners) < len(THEMES), "some themes still wait for somebody"
    assert len({row["organisation"] for row in owners if "organisation" in row}) >= 4


def test_a_call_has_somebody_to_reach() -> None:
    for slug, row in TOLD["calls"]:
        spoken = [
            role["themes"]
            for person in PEOPLE.values()
            for role in person["roles"]
            if role["territory"] == slug and role["role"] == "ambassador"
        ]
        assert any(row["theme"] in themes for themes in spoken), (slug, row["theme"])
        assert len(row["message"]) <= LONGEST_MESSAGE


def test_what_comes_first_is_told_here_under_its_theme() -> None:
    told = {(slug, row["title"]): row["themes"] for slug, row in rows_by_territory("testimonials")}
    assert TOLD["pins"]
    for slug, row in TOLD["pins"]:
        assert row["theme"] in told[slug, row["testimonial"]], row


def test_the_partner_of_the_contract_answers_for_housing_alone() -> None:
    owned = [row["theme"] for row in of("owners", "bassin-de-brive") if row.get("person") == "partenaire"]
    theirs = PEOPLE["partenaire"]["roles"][0]["organisation"]
    through = [row["theme"] for row in of("owners", "bassin-de-brive") if row.get("organisation") == theirs]
    assert owned == through == ["logement"]


def test_paris_is_among_the_connections_wherever_there_are_some() -> None:
    for slug in {slug for slug, _ in TOLD["connections"]}:
        assert any(row.get("to_paris") for row in of("connections", slug)), slug
    for slug, row in TOLD["connections"]:
        assert row["mode"] in MODES and 0 < row["minutes"] < 900, (slug, row["destination"])
        assert row.get("to_territory", slug) in TERRITORIES


def test_highlights_come_in_the_year_ahead() -> None:
    for slug, row in TOLD["highlights"]:
        starts = date.fromisoformat(row["starts_on"])
        ends = date.fromisoformat(str(row.get("ends_on", row["starts_on"])))
        assert date(2026, 1, 1) <= starts <= ends <= date(2027, 12, 31), (slug, row["title"])


def test_invented_figures_say_so() -> None:
    for slug in TERRITORIES:
        for fact in facts(slug):
            assert "(donnée de démonstration)" in fact["source"] or fact.get("source_url"), fact["label"]
            assert fact["dated"] <= DAY.isoformat(), fact["label"]
            assert len(fact["source"]) <= 120 and len(fact["label"]) <= 80
        for row in of("connections", slug):
            assert "(donnée de démonstration)" in row["source"], row["destination"]
    assert all(len(cell.get("facts", [])) <= MOST_FACTS for _, cell in TOLD["cells"])


def test_no_fact_is_younger_than_the_cell_that_tells_it() -> None:
    for slug, cell in [*TOLD["cells"], *edition_cells()]:
        for fact in cell.get("facts", []):
            assert fact.get("past_dated", "") < fact["dated"] <= cell["at"][:10], (slug, fact["label"])


def test_a_series_ends_on_the_figure_that_is_read() -> None:
    drawn = [fact_of(fact) for slug in TERRITORIES for fact in facts(slug) if "series" in fact]
    for fact in drawn:
        assert fact.dated and fact.series[-1].year == fact.dated.year, fact.label
        assert fact.series[-1].value == float(fact.value.replace(",", ".").replace(" ", "")), fact.label
        assert [point.year for point in fact.series] == sorted(point.year for point in fact.series)


def test_official_figures_are_not_typed_by_hand() -> None:
    for slug in TERRITORIES:
        labels = " ".join(fact["label"].lower() for fact in facts(slug))
        assert not re.search(r"habitants|population|nombre de communes|densité", labels), slug


def test_whoever_answers_or_writes_may() -> None:
    desk = {role.value for role in DESK}
    organisations = {row["key"]: row["territory"] for row in rows("organisations")}
    for slug, row in TOLD["owners"]:
        assert row["theme"] in THEMES
        if "person" in row:
            held = [(role["territory"], role["role"]) for role in PEOPLE[row["person"]]["roles"]]
            assert any(at == slug and role in desk for at, role in held), (slug, row)
        assert organisations.get(row.get("organisation", ""), slug) == slug, row
    for slug, cell in [*TOLD["cells"], *edition_cells()]:
        roles = [role["role"] for role in PEOPLE[cell["author"]]["roles"] if role["territory"] == slug]
        owner = next((row for row in of("owners", slug) if row["theme"] == cell["theme"]), {})
        assert "manager" in roles or owner.get("person") == cell["author"], (slug, cell["theme"])
        assert not owner or owner["since"] < cell["at"], (slug, cell["theme"])


def test_each_owner_has_one_theme_once() -> None:
    answered = Counter((slug, row["theme"]) for slug, row in TOLD["owners"])
    assert set(answered.values()) <= {1}


def test_the_texts_keep_the_words_of_the_house() -> None:
    for slug, text in ALL_TEXTS:
        assert "'" not in text and '"' not in text and "..." not in text, (slug, text)
        assert not re.search(r"\bprovinc", text, re.I), (slug, text)
        assert not re.search(r"\bclassement\b(?! par l’UNESCO)|\bpalmarès\b|n° ?1|top ?10", text, re.I), text
        assert not re.search(r"incontournable|écrin|idyllique|terre de contraste|authentique", text, re.I), (
            text
        )


def test_no_text_sets_a_territory_against_another() -> None:
    names = {str(row.get("name", row["slug"])) for row in rows("territories")} | {"Paris", "Toulouse", "Lyon"}
    against = "|".join(re.escape(name) for name in names)
    rivalry = rf"\b(plus|moins|mieux|meilleure?s?)\b[^.;:]{{0,40}}\b(qu’à|qu’au|qu’en|que dans) (les? |la )?({against})"
    for slug, text in ALL_TEXTS:
        assert not re.search(rivalry, text, re.I), (slug, text)
        assert not re.search(r"moyenne (nationale|française|régionale)", text, re.I), (slug, text)


def test_the_six_editions_are_told_whole() -> None:
    assert list(EDITIONS) == [
        "trouver-un-emploi",
        "entreprendre",
        "etudier",
        "coworking",
        "incubateur",
        "installation-medicale",
    ]
    for slug, row in EDITIONS.items():
        assert row["segment"] in SEGMENTS and row["summary"].endswith("."), slug
        assert set(row["prompts"]) == set(row["themes"]) <= set(THEMES), slug
        assert len(row["themes"]) == len(set(row["themes"])) >= 5, slug


def test_edition_cells_are_of_the_themes_of_their_edition() -> None:
    for slug, row in TOLD["openings"]:
        themes = [cell["theme"] for cell in row.get("cells", [])]
        assert set(themes) <= set(EDITIONS[row["edition"]]["themes"]), (slug, row["edition"])
        assert len(themes) == len(set(themes))
        assert all(cell["at"] > row["at"] for cell in row.get("cells", [])), (slug, row["edition"])


def test_pictures_are_described() -> None:
    for slug, cell in TOLD["cells"]:
        for picture in cell.get("pictures", []):
            assert 20 <= len(picture["alt"]) <= 250, (slug, cell["theme"])


def test_the_other_dossiers_are_at_various_stages() -> None:
    stages = {slug: len(themes_written(slug)) for slug in TERRITORIES if slug not in COMPLETE}
    empty = [slug for slug, written in stages.items() if not written]
    assert [TERRITORIES[slug] for slug in empty] == ["open"]
    assert not any(of(folder, slug) for folder in FOLDERS for slug in empty)
    begun = sorted(written for written in stages.values() if written)
    assert begun[0] == 2 and begun[-1] == 9 and len(set(begun)) >= 5
    links = {slug for slug, row in TOLD["connections"] if row.get("to_paris")}
    assert links == set(TERRITORIES) - set(empty)


def test_the_travel_time_to_paris_has_something_to_sort_out() -> None:
    quickest: dict[str, int] = {}
    for slug, row in TOLD["connections"]:
        if row.get("to_paris") and row["mode"] == "train":
            quickest[slug] = min(row["minutes"], quickest.get(slug, row["minutes"]))
    within = [sum(minutes <= most for minutes in quickest.values()) for most in (60, 120, 180, 300)]
    assert within == sorted(set(within)) and within[0] >= 1 and within[-1] < len(quickest), within
