"""One's own account: name, address, password, sessions."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.accounts.agents import agent_in_words
from ambassadors.accounts.models import Account, AccountSession, KeptForm
from ambassadors.accounts.passwords import hash_password, verify_password
from ambassadors.core.clock import now
from ambassadors.core.db import db
from tests.accounts.mailbox import asked, deliver, link_in, text_of
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory

SignIn = Callable[[Account], PageClient]
PASSWORD, OTHER = "quatre petits mots verts", "cinq grands mots tout bleus"


@pytest.fixture
def claire(app: Flask) -> Account:
    account = an_account(email="claire@demo.example", password_hash=hash_password(PASSWORD))
    db.session.commit()
    return account


def sessions_left() -> int:
    return db.session.scalar(select(func.count(AccountSession.id))) or 0


def test_the_overview_shows_roles_and_the_way_to_the_desk(app: Flask, signed_in: SignIn) -> None:
    territory = a_territory(name="Bassin de Brive")
    manager, ambassador = a_member(territory, "manager"), a_member(territory, "ambassador")
    page = signed_in(manager).get("/compte")
    assert "Bassin de Brive" in page.text and "/bureau/bassin-de-brive" in page.text
    page = signed_in(ambassador).get("/compte")
    assert "Bassin de Brive" in page.text and "/bureau/" not in page.text
    assert page.headers["Cache-Control"] == "no-store" and int(page.headers["X-Query-Count"]) <= 6


def test_the_name_changes(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    assert browser.submit("/compte/nom", {"name": "  Claire   M. "}).location == "/compte"
    assert claire.name == "Claire M."
    answer = browser.submit("/compte/nom", {"name": "Modération"})
    assert answer.status_code == 422 and claire.name == "Claire M."


def test_the_address_changes_once_the_new_one_says_so(
    client: PageClient, signed_in: SignIn, claire: Account, mail_folder: Path
) -> None:
    browser = signed_in(claire)
    values = {"email": "Nouvelle@demo.example", "present": PASSWORD}
    assert browser.submit("/compte/adresse", values).location == "/compte"
    assert claire.email == "claire@demo.example"
    (mail,) = deliver(mail_folder)
    assert mail["To"] == "nouvelle@demo.example"
    link = link_in(mail)
    assert client.get(link).status_code == 200 and claire.email == "claire@demo.example"
    done = client.submit(link, {})
    assert done.location == "/adresse/confirmee" and "Set-Cookie" not in done.headers
    assert claire.email == "nouvelle@demo.example"
    told = deliver(mail_folder)[-1]
    assert told["To"] == "claire@demo.example" and "n•••@demo.example" in text_of(told)
    assert client.get(link).status_code == 410


def test_an_address_that_is_taken_stays_its_owners(
    client: PageClient, signed_in: SignIn, claire: Account, mail_folder: Path
) -> None:
    browser = signed_in(claire)
    free = {"email": "nora@demo.example", "present": PASSWORD}
    browser.submit("/compte/adresse", free)
    link = link_in(deliver(mail_folder)[0])
    nora = an_account("Nora", "nora@demo.example")
    db.session.commit()
    assert client.submit(link, {}).status_code == 410
    browser.submit("/compte/adresse", free)
    assert "déjà un compte" in deliver(mail_folder)[-1]["Subject"]
    assert (claire.email, nora.email) == ("claire@demo.example", "nora@demo.example")


@pytest.mark.parametrize("page", ["/compte/adresse", "/compte/mot-de-passe", "/compte/suppression"])
def test_the_present_password_is_asked_for(signed_in: SignIn, claire: Account, page: str) -> None:
    values = {"email": "nouvelle@demo.example", "password": OTHER, "texts": "keep", "present": "pas le bon"}
    answer = signed_in(claire).submit(page, values)
    assert answer.status_code == 422 and "pas votre mot de passe actuel" in answer.text
    assert 'id="present-error"' in answer.text and asked() == 0
    assert verify_password(claire.password_hash, PASSWORD) and claire.closed_at is None


def test_a_new_password_ends_the_other_sessions_and_is_told(
    signed_in: SignIn, claire: Account, mail_folder: Path
) -> None:
    elsewhere, here = signed_in(claire), signed_in(claire)
    answer = here.submit("/compte/mot-de-passe", {"present": PASSWORD, "password": OTHER})
    assert answer.location == "/compte"
    assert here.get("/compte").status_code == 200
    assert elsewhere.get("/compte").status_code == 302
    assert verify_password(claire.password_hash, OTHER)
    (mail,) = deliver(mail_folder)
    assert mail["To"] == "claire@demo.example" and "mot de passe" in mail["Subject"]


def test_an_account_without_password_chooses_one(signed_in: SignIn, app: Flask) -> None:
    nora = an_account("Nora")
    browser = signed_in(nora)
    assert "present" not in dict(read(browser.get("/compte/mot-de-passe")).forms[-1]["fields"])
    assert browser.submit("/compte/mot-de-passe", {"password": OTHER}).location == "/compte"
    assert verify_password(nora.password_hash, OTHER)


def test_a_forgotten_password_is_chosen_anew(
    client: PageClient, signed_in: SignIn, claire: Account, mail_folder: Path
) -> None:
    elsewhere = signed_in(claire)
    for _ in range(2):
        client.submit("/mot-de-passe/oublie", {"email": "CLAIRE@demo.example"})
    first, second = (link_in(mail) for mail in deliver(mail_folder))
    bad = client.submit(first, {"password": "trop court"})
    assert bad.status_code == 422 and "au moins 12" in bad.text
    assert client.submit(first, {"password": OTHER}).location == "/compte"
    assert verify_password(claire.password_hash, OTHER)
    assert client.get("/compte").status_code == 200 and elsewhere.get("/compte").status_code == 302
    assert client.get(second).status_code == 410
    assert "mot de passe a changé" in deliver(mail_folder)[-1]["Subject"]


def test_sessions_are_listed_and_ended_one_by_one(signed_in: SignIn, claire: Account) -> None:
    lost, kept, here = (signed_in(claire) for _ in range(3))
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    rows = db.session.scalars(select(AccountSession).order_by(AccountSession.created_at)).all()
    rows[0].agent = firefox
    db.session.commit()
    page = here.get("/compte/sessions")
    assert "Firefox sur Windows" in page.text and page.text.count("Ce navigateur") == 1
    assert not any(row.id in page.text for row in rows)
    answer = here.submit("/compte/sessions", {}, form=f"{rows[0].mark}/fermer")
    assert answer.location == "/compte/sessions"
    assert (lost.get("/compte").status_code, kept.get("/compte").status_code) == (302, 200)
    here.submit("/compte/sessions", {}, form="fermer-les-autres")
    assert (kept.get("/compte").status_code, here.get("/compte").status_code) == (302, 200)


def test_nobody_ends_somebody_elses_session(signed_in: SignIn, claire: Account) -> None:
    signed_in(claire)
    row = db.session.scalars(select(AccountSession)).one()
    thief = signed_in(an_account("Malo"))
    form = dict(read(thief.get("/compte")).forms[-1]["fields"])
    assert thief.post(f"/compte/sessions/{row.mark}/fermer", data=form).status_code == 404
    assert sessions_left() == 2


def test_a_visit_is_written_down_at_most_every_ten_minutes(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    row = db.session.scalars(select(AccountSession)).one()
    row.seen_at = now() - timedelta(hours=1)
    db.session.commit()
    browser.get("/compte")
    assert row.seen_at < now() - timedelta(minutes=50)
    with browser.session_transaction() as cookie:
        cookie["seen"] -= 3600
    assert browser.get("/compte").status_code == 200
    db.session.expire(row)
    assert row.seen_at > now() - timedelta(minutes=1)


def test_everything_of_the_account_asks_to_sign_in(client: FlaskClient) -> None:
    for path in (
        "",
        "/nom",
        "/adresse",
        "/mot-de-passe",
        "/sessions",
        "/donnees",
        "/donnees.json",
        "/suppression",
    ):
        answer = client.get(f"/compte{path}")
        assert (answer.status_code, answer.location) == (302, f"/connexion?next=/compte{path}")
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "page", ["/compte/nom", "/compte/adresse", "/compte/mot-de-passe", "/compte/suppression"]
)
def test_a_bad_token_is_a_400(signed_in: SignIn, claire: Account, page: str) -> None:
    values = {"name": "Autre nom", "email": "autre@demo.example", "csrf_token": "", "present": PASSWORD}
    answer = signed_in(claire).submit(page, values | {"password": OTHER, "texts": "go"})
    assert answer.status_code == 400 and asked() == 0
    assert claire.name == "Claire Morel" and claire.closed_at is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome sur Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140",
            "Edge sur Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari sur iPhone",
        ),
        ("Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox sur Android"),
        ("curl/8.0", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_a_browser_in_words(agent: str, words: str) -> None:
    assert agent_in_words(agent) == words


def late(browser: PageClient) -> PageClient:
    """Make a browser's session one that nobody came back to for too long."""
    with browser.session_transaction() as cookie:
        cookie["seen"] -= 40 * 24 * 3600
    return browser


def test_a_form_sent_after_the_session_ended_goes_through_sign_in(
    client: PageClient, signed_in: SignIn, claire: Account
) -> None:
    browser = signed_in(claire)
    form = dict(read(browser.get("/compte/nom")).forms[-1]["fields"])
    sent = late(browser).post("/compte/nom", data=form | {"name": "Claire de la <Vallée>"})
    assert sent.status_code == 302 and sent.location.startswith("/connexion?next=/compte/reprise/")
    page = sent.location.partition("next=")[2]
    assert signed_in(an_account("Malo")).get(page).status_code == 404
    back = client.submit(sent.location, {"email": "claire@demo.example", "password": PASSWORD})
    assert back.location == page and claire.name == "Claire Morel"
    assert "Claire de la &lt;Vallée&gt;" in client.get(page).text
    assert client.submit(page, {}).location == "/compte"
    assert claire.name == "Claire de la <Vallée>"


def test_a_text_outlives_a_session_that_was_ended_in_another_tab(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    form = dict(read(browser.get("/compte/nom")).forms[-1]["fields"])
    assert browser.submit("/deconnexion", {}).location == "/deconnexion/faite"
    sent = browser.post("/compte/nom", data=form | {"name": "Claire de la Vallée"})
    page = sent.location.partition("next=")[2]
    assert page.startswith("/compte/reprise/")
    assert "Claire de la Vallée" in signed_in(claire).get(page).text


def test_nothing_is_kept_for_a_closed_account(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    form = dict(read(browser.get("/compte/nom")).forms[-1]["fields"])
    browser.submit("/compte/suppression", {"present": PASSWORD, "texts": "keep"})
    assert browser.post("/compte/nom", data=form).location == "/connexion?next=/compte/nom"
    assert not db.session.scalars(select(KeptForm)).all()


def test_a_late_form_keeps_no_password_and_only_its_last_sending(signed_in: SignIn, claire: Account) -> None:
    browser = signed_in(claire)
    form = dict(read(browser.get("/compte/mot-de-passe")).forms[-1]["fields"])
    late(browser)
    for _ in range(2):
        browser.post("/compte/mot-de-passe", data=form | {"present": PASSWORD, "password": OTHER})
    (kept,) = db.session.scalars(select(KeptForm)).all()
    assert (
        kept.path == "/compte/mot-de-passe"
        and OTHER not in str(kept.fields)
        and PASSWORD not in str(kept.fields)
    )


def test_a_strangers_form_is_not_kept(client: PageClient, claire: Account) -> None:
    anonymous = dict(read(client.get("/connexion")).forms[-1]["fields"])["csrf_token"]
    for token in ("", "forged", anonymous):
        sent = client.post("/compte/nom", data={"csrf_token": token, "name": "Malo"})
        assert (sent.status_code, sent.location) == (302, "/connexion?next=/compte/nom")
    assert not db.session.scalars(select(KeptForm)).all()


def test_a_late_form_is_kept_wherever_it_was_sent(signed_in: SignIn, app: Flask) -> None:
    territory = a_territory()
    question = a_question(territory, an_account("Nora"))
    browser = signed_in(a_member(territory, "ambassador"))
    form = dict(read(browser.get(f"{question.path}/reponses/nouvelle")).forms[-1]["fields"])
    sent = late(browser).post(
        f"{question.path}/reponses/nouvelle", data=form | {"text": "Oui, dès le printemps."}
    )
    assert sent.status_code == 302 and sent.location.startswith("/connexion?next=/compte/reprise/")
    (kept,) = db.session.scalars(select(KeptForm)).all()
    assert {"name": "text", "value": "Oui, dès le printemps."} in kept.fields
