"""Static files: kept for ever under their own edition's address, found under another's."""

import re

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def address(client: FlaskClient) -> str:
    found = re.search(r'href="(/static/[0-9a-f]{12}/css/base\.css)"', client.get("/").text)
    assert found
    return found.group(1)


def test_this_edition_is_kept_for_ever(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]


def test_another_edition_finds_our_file_and_keeps_nothing(client: FlaskClient, address: str) -> None:
    answer = client.get(re.sub("[0-9a-f]{12}", "0123456789ab", address))
    assert answer.status_code == 200 and answer.data == client.get(address).data
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["css/none.css", "../config.py", "%2e%2e/config.py", "..%2fconfig.py"])
def test_nothing_else_is_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/0123456789ab/{path}").status_code in (400, 404)
