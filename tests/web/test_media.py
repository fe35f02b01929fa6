"""Pictures as served: their own strict policy, whatever the site's is."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def picture(app: Flask) -> Path:
    path = Path(app.config["MEDIA_STORE"]) / "photos" / "essai.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG")
    return path


def test_a_picture_is_served_in_a_sandbox(client: FlaskClient, picture: Path) -> None:
    answer = client.get("/media/photos/essai.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Content-Security-Policy"].strip() == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("key", ["photos/absent.png", "photos/essai.html", "photos/../../etc/passwd.png"])
def test_nothing_else_is(client: FlaskClient, picture: Path, key: str) -> None:
    assert client.get(f"/media/{key}").status_code == 404
