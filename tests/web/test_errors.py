"""Each refusal is a page in French, in the layout, even where the database is what is missing."""

import errno
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import text

from ambassadors.core.db import db
from ambassadors.web.access import public
from tests.client import FormReader

STATUSES = (400, 403, 404, 405, 406, 409, 413, 415, 429, 500, 503)


def browser_of(site: Flask) -> FlaskClient:
    browser = site.test_client()
    browser.environ_base["HTTP_HOST"] = "site.example"
    return browser


def with_route(site: Flask, view: Callable[[], str]) -> FlaskClient:
    """Add a page that fails in its own way."""
    site.add_url_rule("/essai", "essai", public(view), methods=["GET", "POST"])
    return browser_of(site)


def assert_french_page(text: str) -> None:
    page = FormReader()
    page.feed(text)
    assert page.h1 == 1 and page.title.strip()
    assert '<html lang="fr"' in text and "Revenir à l’accueil" in text and "Territoires" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_page(live: Flask, status: int) -> None:
    answer = with_route(live, lambda: abort(status)).get("/essai")
    assert answer.status_code == status
    assert_french_page(answer.text)
    assert str(status) in answer.text
    if status in (429, 503):
        assert int(answer.headers["Retry-After"]) > 0


def test_what_visitors_do(live: Flask) -> None:
    browser = browser_of(live)
    for answer, status in (
        (browser.get("/charte?q=%00"), 400),
        (browser.get("/", environ_overrides={"PATH_INFO": "/\xff"}), 400),
        (browser.post("/connexion", headers={"Sec-Fetch-Site": "cross-site"}), 403),
        (browser.get("/nulle-part"), 404),
        (browser.post("/charte"), 405),
    ):
        assert answer.status_code == status, answer.request.path
        assert_french_page(answer.text)
    assert "GET" in browser.post("/charte").headers["Allow"]


def test_what_was_typed_is_shown_back_but_for_secrets(live: Flask) -> None:
    browser = with_route(live, lambda: abort(429))
    words = "Un texte assez long, <b>écrit</b> avec soin, que personne ne veut perdre."
    secret = "une longue promenade en Corrèze au printemps"
    sent = {"words": words, "password": secret, "present": secret, "csrf_token": secret, "name": "Claire M."}
    page = browser.post("/essai", data=sent).text
    assert "Un texte assez long, &lt;b&gt;" in page and page.count("<textarea") == 1
    assert secret not in page and "Claire M." not in page


def test_too_much_at_once(live: Flask) -> None:
    live.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = browser_of(live).post("/connexion", data={"file": (BytesIO(b"x" * 20_000), "x.png")})
    assert answer.status_code == 413 and "120\u00a0Mo" in answer.text
    assert_french_page(answer.text)


@pytest.mark.parametrize("path", ["/", "/territoires", "/territoires/aveyron", "/recherche?q=maison"])
def test_a_database_away_is_a_pause(production: Callable[..., Flask], path: str) -> None:
    answer = browser_of(production()).get(path)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    assert_french_page(answer.text)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 503), ("/compte", 503), ("/nulle-part", 404), ("/healthz", 200), ("/readyz", 503)],
)
def test_a_database_away_is_a_pause_for_people_signed_in(
    production: Callable[..., Flask], path: str, status: int
) -> None:
    browser = browser_of(production())
    with browser.session_transaction(base_url="https://site.example") as session:
        session["_user_id"] = "somebody"
    answer = browser.get(path, base_url="https://site.example")
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.headers.get("Set-Cookie", "").startswith("session=;"), "nobody is signed out by a pause"


def test_ready_says_so_to_a_supervisor(live: Flask, production: Callable[..., Flask]) -> None:
    browser = browser_of(live)
    assert browser.get("/readyz").json == browser.get("/healthz").json == {"status": "ok"}
    away = browser_of(production()).get("/readyz")
    assert (away.status_code, away.json, away.headers["Retry-After"]) == (
        503,
        {"status": "database away"},
        "5",
    )
    assert browser_of(production()).get("/healthz").status_code == 200


def test_coming_second_is_a_conflict_and_a_broken_rule_is_our_fault(live: Flask) -> None:
    def twice() -> str:
        row = "INSERT INTO receipt (digest, at) VALUES ('same', '2026-01-01')"
        db.session.execute(text(row))
        db.session.execute(text(row))
        return "not reached"

    assert with_route(live, twice).get("/essai").status_code == 409


def test_a_row_that_lacks_something_is_our_fault(live: Flask) -> None:
    def without() -> str:
        db.session.execute(text("INSERT INTO receipt (digest) VALUES (NULL)"))
        return "not reached"

    live.testing = live.config["PROPAGATE_EXCEPTIONS"] = False
    answer = with_route(live, without).get("/essai")
    assert answer.status_code == 500
    assert_french_page(answer.text)


def test_a_full_disk_is_a_pause(live: Flask) -> None:
    def full() -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    answer = with_route(live, full).get("/essai")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert_french_page(answer.text)


def test_a_field_too_long_is_too_much_too(live: Flask) -> None:
    answer = browser_of(live).post("/connexion", data={"email": "x" * 3_000_000})
    assert answer.status_code == 413
    assert_french_page(answer.text)
