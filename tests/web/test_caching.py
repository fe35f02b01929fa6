"""What browsers may keep: a page of everybody's if they ask again, nothing of anybody's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories.accounts import an_account


@pytest.mark.parametrize("path", ["/", "/territoires", "/charte"])
def test_an_unchanged_page_is_a_short_304(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200 and first.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in first.headers["Vary"] and "Set-Cookie" not in first.headers
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]
    # As nginx hands the mark on when it compresses.
    assert client.get(path, headers={"If-None-Match": f"W/{first.headers['ETag']}"}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
    assert client.head(path).headers["ETag"] == first.headers["ETag"]


def test_a_signed_in_page_is_never_kept(signed_in: Callable[..., FlaskClient]) -> None:
    browser = signed_in(an_account())
    for path in ("/", "/compte", "/territoires", "/nulle-part", "/healthz"):
        answer = browser.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "ETag" not in answer.headers, path


def test_a_signed_in_browser_keeps_pictures(app: Flask, signed_in: Callable[..., FlaskClient]) -> None:
    path = Path(app.config["MEDIA_STORE"]) / "photos" / "gardee.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG")
    answer = signed_in(an_account()).get("/media/photos/gardee.png")
    assert "immutable" in answer.headers["Cache-Control"]


def test_who_was_anonymous_gets_their_own_page_once_signed_in(
    client: FlaskClient, signed_in: Callable[..., FlaskClient]
) -> None:
    mark = client.get("/").headers["ETag"]
    answer = signed_in(an_account()).get("/", headers={"If-None-Match": mark})
    assert answer.status_code == 200


def test_a_refusal_is_asked_for_again(client: FlaskClient) -> None:
    answer = client.get("/nulle-part")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-cache")
    assert "ETag" not in answer.headers
