"""GET /lieux: what the field's script asks while one types."""

import pytest
from flask import Flask


def test_suggestions_carry_value_label_and_detail(france_site: Flask) -> None:
    answer = france_site.test_client().get("/lieux", query_string={"q": "brive", "niveau": "commune"})
    assert answer.status_code == 200
    first = answer.get_json()[0]
    assert first["label"] == "Brive-la-Gaillarde (Corrèze, 19100)"
    assert first["detail"].startswith("commune, 47")
    assert first["value"].isdigit()
    assert "Set-Cookie" not in answer.headers
    assert answer.cache_control.public


@pytest.mark.parametrize(
    ("levels", "kinds"),
    [
        (["departement"], {"département"}),
        (["departement", "region"], {"département", "région"}),
        ([], {"commune", "département", "région"}),
    ],
)
def test_levels_asked_are_the_levels_given(france_site: Flask, levels: list[str], kinds: set[str]) -> None:
    answer = france_site.test_client().get("/lieux", query_string={"q": "la réunion", "niveau": levels})
    assert {hit["detail"].split(",")[0] for hit in answer.get_json()} - {"intercommunalité"} == kinds


@pytest.mark.parametrize("typed", ["", "qwxz", "<script>", "é" * 5_000])
def test_nothing_found_is_an_empty_list(france_site: Flask, typed: str) -> None:
    answer = france_site.test_client().get("/lieux", query_string={"q": typed})
    assert (answer.status_code, answer.get_json()) == (200, [])


def test_a_level_that_does_not_exist_is_a_400(france_site: Flask) -> None:
    assert france_site.test_client().get("/lieux?q=a&niveau=canton").status_code == 400


def test_few_statements(france_site: Flask) -> None:
    for typed in ("brive", "saint denis 93", "zz 12, ("):
        answer = france_site.test_client().get("/lieux", query_string={"q": typed})
        assert int(answer.headers["X-Query-Count"]) <= 4
