"""The mails kept on a development machine, and their absence in production."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ambassadors import create_app
from ambassadors.web.limits import limiter
from config import Settings
from tests.accounts.mailbox import deliver, link_in
from tests.client import PageClient
from tests.factories.settings import production_env


def test_a_mail_can_be_read_and_its_link_followed(client: PageClient, mail_folder: Path) -> None:
    assert "Aucun courriel" in client.get("/dev/courrier").text
    values = {
        "name": "<b>Zoé</b> & fils",
        "email": "zoe@demo.example",
        "password": "quatre petits mots verts",
    }
    client.submit("/inscription", values)
    link = link_in(deliver(mail_folder)[0])
    listed = client.get("/dev/courrier")
    assert "Confirmez votre adresse" in listed.text and "zoe@demo.example" in listed.text
    (path,) = mail_folder.glob("*.eml")
    page = client.get(f"/dev/courrier/{path.stem}")
    assert f'href="http://localhost{link}"' in page.text
    assert "<b>Zoé" not in page.text and "&lt;b&gt;Zoé&lt;/b&gt; &amp; fils" in page.text
    html = client.get(f"/dev/courrier/{path.stem}.html")
    assert link in html.text and "<b>Zoé" not in html.text
    assert "script-src" not in html.headers["Content-Security-Policy"]
    assert "sandbox" in html.headers["Content-Security-Policy"]
    assert client.get(link).status_code == 200


def test_nothing_else_of_the_folder_can_be_read(client: FlaskClient, mail_folder: Path) -> None:
    (mail_folder.parent / "secret.eml").write_text("Subject: secret\n\nsecret")
    for name in ("absent", "..%2fsecret", "..", "%2e%2e%2fsecret", "a.b"):
        assert client.get(f"/dev/courrier/{name}").status_code == 404, name


def test_production_has_no_such_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)  # one object for every application of a process
    values = production_env(DATABASE_URL=f"sqlite:///{tmp_path / 'x.db'}", TRUSTED_PROXIES="0")
    site = create_app(Settings.from_env(values), tmp_path)
    assert not [rule for rule in site.url_map.iter_rules() if rule.rule.startswith("/dev")]
