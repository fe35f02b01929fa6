"""Signing in and out: with a password, by a link, and only to pages of the site."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from flask_limiter import Limiter
from sqlalchemy import func, select, update

from ambassadors.accounts.models import Account, AccountSession, MailedLink
from ambassadors.accounts.passwords import hash_password, verify_password
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.web.limits import limiter
from tests.accounts.mailbox import deliver, link_in
from tests.client import PageClient, read
from tests.factories.accounts import an_account

SignIn = Callable[[Account], PageClient]
PASSWORD = "quatre petits mots verts"


@pytest.fixture
def claire(app: Flask) -> Account:
    account = an_account(email="claire@demo.example", password_hash=hash_password(PASSWORD))
    db.session.commit()
    return account


def typed(email: str = "claire@demo.example", password: str = PASSWORD, **more: str) -> dict[str, str]:
    return {"email": email, "password": password} | more


def test_signing_in_leads_where_one_was_going(client: PageClient, claire: Account) -> None:
    sent = client.get("/compte/sessions")
    assert (sent.status_code, sent.location) == (302, "/connexion?next=/compte/sessions")
    answer = client.submit(sent.location, typed())
    assert (answer.status_code, answer.location) == (303, "/compte/sessions")
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert client.get("/compte/sessions").status_code == 200
    assert client.get("/connexion").location == "/compte"


@pytest.mark.parametrize(
    "target",
    [
        "https://ailleurs.example/",
        "//ailleurs.example/",
        "/\\ailleurs.example",
        "\\\\ailleurs.example",
        "http:ailleurs.example",
        "javascript:alert(1)",
        "/ /ailleurs.example",
        "ailleurs.example",
        "/" + "a" * 600,
    ],
)
def test_a_way_out_of_the_site_is_refused(client: PageClient, claire: Account, target: str) -> None:
    assert client.submit("/connexion", typed(next=target)).location == "/compte"


@pytest.mark.parametrize(
    ("email", "password"),
    [("claire@demo.example", "pas le bon mot de passe"), ("personne@demo.example", PASSWORD)],
)
def test_a_refusal_says_the_same_of_both(
    client: PageClient, claire: Account, email: str, password: str
) -> None:
    answer = client.submit("/connexion", typed(email, password))
    assert answer.status_code == 422 and "ne convient pas" in answer.text
    assert "Set-Cookie" not in answer.headers
    kept = dict(read(answer).forms[-1]["fields"])
    assert kept["email"] == email and not kept.get("password")


def test_known_and_unknown_cost_the_same_work(client: PageClient, claire: Account, app: Flask) -> None:
    """Same statements, same hashing, same rows in the outbox: what time would tell is held by structure."""
    passwordless = an_account(email="sans@demo.example")
    db.session.commit()
    for page, values in (
        ("/connexion", {"password": "un autre mot de passe"}),
        ("/connexion/lien", {}),
        ("/mot-de-passe/oublie", {}),
        ("/inscription", {"name": "Claire", "password": PASSWORD}),
    ):
        traces = set()
        for email in ("claire@demo.example", "personne@demo.example", passwordless.email):
            before = set(db.session.scalars(select(OutboxRow.id)))
            answer = client.submit(page, values | {"email": email})
            rows = db.session.scalars(select(OutboxRow).where(OutboxRow.id.not_in(before))).all()
            kinds = tuple((row.kind, tuple(sorted(row.payload))) for row in rows)
            body = answer.text.replace(str(email), "")
            length = len(body) if answer.status_code != 422 else body.count("<")
            traces.add((answer.status_code, answer.location, answer.headers["X-Query-Count"], kinds, length))
        assert len(traces) == 1, (page, traces)


def test_an_account_without_password_signs_in_by_a_link(client: PageClient, mail_folder: Path) -> None:
    an_account("Nora", "nora@demo.example")
    db.session.commit()
    assert client.submit("/connexion", typed("nora@demo.example")).status_code == 422
    answer = client.submit("/connexion/lien?next=/questions", {"email": "nora@demo.example"})
    assert answer.location == "/connexion/courriel"
    link = link_in(deliver(mail_folder)[0])
    assert client.submit(link, {}).location == "/questions"
    assert "Nora" in client.get("/compte").text


def test_nobody_is_written_to_where_there_is_no_account(client: PageClient, mail_folder: Path) -> None:
    client.submit("/connexion/lien", {"email": "personne@demo.example"})
    client.submit("/mot-de-passe/oublie", {"email": "personne@demo.example"})
    assert deliver(mail_folder) == []


def test_three_mails_an_hour_to_one_address(client: PageClient, claire: Account, mail_folder: Path) -> None:
    for _ in range(5):
        client.submit("/connexion/lien", {"email": "claire@demo.example"})
    assert len(deliver(mail_folder)) == 3
    db.session.execute(update(MailedLink).values(created_at=now() - timedelta(hours=2)))
    client.submit("/connexion/lien", {"email": "claire@demo.example"})
    assert len(deliver(mail_folder)) == 4


def test_an_old_link_leads_nowhere(client: PageClient, claire: Account, mail_folder: Path) -> None:
    client.submit("/connexion/lien", {"email": "claire@demo.example"})
    link = link_in(deliver(mail_folder)[0])
    db.session.execute(update(MailedLink).values(expires_at=now()))
    db.session.commit()
    answer = client.get(link)
    assert answer.status_code == 410 and "/connexion/lien" in answer.text


def test_a_link_of_one_purpose_serves_no_other(
    client: PageClient, claire: Account, mail_folder: Path
) -> None:
    client.submit("/connexion/lien", {"email": "claire@demo.example"})
    token = link_in(deliver(mail_folder)[0]).rpartition("/")[2]
    for path in ("/mot-de-passe", "/inscription", "/adresse"):
        assert client.get(f"{path}/{token}").status_code == 410


def test_signing_in_begins_a_session_of_a_new_id(client: PageClient, claire: Account) -> None:
    client.submit("/connexion", typed())
    first = db.session.scalars(select(AccountSession.id)).one()
    client.submit("/deconnexion", {})
    assert db.session.scalar(select(func.count(AccountSession.id))) == 0
    client.submit("/connexion", typed())
    assert db.session.scalars(select(AccountSession.id)).one() != first


def test_signing_out_needs_a_button(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    assert browser.get("/deconnexion").status_code == 200
    assert browser.get("/compte").status_code == 200
    answer = browser.submit("/deconnexion", {})
    assert answer.location == "/deconnexion/faite"
    assert "session=;" in answer.headers["Set-Cookie"]
    assert browser.get("/compte").status_code == 302


def test_a_weak_hash_is_made_anew_at_sign_in(client: PageClient, claire: Account) -> None:
    claire.password_hash = former = PasswordHasher(2, 16, 1).hash(PASSWORD)
    db.session.commit()
    assert client.submit("/connexion", typed(password="pas le bon mot de passe")).status_code == 422
    assert claire.password_hash == former
    assert client.submit("/connexion", typed()).status_code == 303
    assert claire.password_hash != former and verify_password(claire.password_hash, PASSWORD)


def test_no_page_for_strangers_sets_a_cookie(client: FlaskClient, claire: Account) -> None:
    for path in (
        "/inscription",
        "/connexion",
        "/connexion?next=/compte",
        "/connexion/courriel",
        "/connexion/lien",
        "/connexion/lien/jeton",
        "/inscription/jeton",
        "/mot-de-passe/oublie",
        "/mot-de-passe/jeton",
        "/adresse/jeton",
        "/adresse/confirmee",
        "/deconnexion",
        "/deconnexion/faite",
        "/compte-supprime",
        "/compte",
        "/dev/courrier",
    ):
        answer = client.get(path)
        assert answer.status_code in (200, 302, 410), path
        assert "Set-Cookie" not in answer.headers, path
        assert int(answer.headers["X-Query-Count"]) <= 4, path


@pytest.fixture
def limits(app: Flask) -> Iterator[Limiter]:
    """Turn the limits on for a test: the site's own object, on its own memory."""
    before = limiter.enabled
    app.config["RATELIMIT_ENABLED"] = True
    app._got_first_request = False
    limiter.init_app(app)
    yield limiter
    limiter.reset()
    limiter.enabled = before
    app.config["RATELIMIT_ENABLED"] = before


def test_ten_tries_on_one_account_from_anywhere(app: Flask, claire: Account, limits: Limiter) -> None:
    app.test_client_class = PageClient
    browser, values = app.test_client(), typed(password="pas le bon mot de passe")
    answers = [
        browser.submit("/connexion", values, environ_overrides={"REMOTE_ADDR": f"10.0.0.{number}"})  # type: ignore[attr-defined]  # PageClient
        for number in range(12)
    ]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0 and "Patientez" in answers[-1].text


def test_ten_tries_from_one_address_and_five_mails(app: Flask, limits: Limiter) -> None:
    app.test_client_class = PageClient
    browser = app.test_client()
    tries = [
        browser.submit("/connexion", typed(f"personne{n}@demo.example"))  # type: ignore[attr-defined]  # PageClient
        for n in range(11)
    ]
    assert [answer.status_code for answer in tries] == [422] * 10 + [429]
    for page in ("/connexion/lien", "/mot-de-passe/oublie"):
        assert browser.submit(page, {"email": "faute"}).status_code == 422  # type: ignore[attr-defined]  # PageClient
        mails = [browser.submit(page, {"email": f"qui{n}@demo.example"}) for n in range(6)]  # type: ignore[attr-defined]  # PageClient
        assert [answer.status_code for answer in mails] == [303] * 5 + [429]
