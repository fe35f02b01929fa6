"""Making an account: nothing exists before the mailed link's button is pressed."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.accounts.models import Account, AccountSession, MailedLink
from ambassadors.accounts.queries import account_by_email
from ambassadors.core.db import db
from tests.accounts.mailbox import asked, deliver, link_in, text_of
from tests.client import PageClient, read
from tests.factories.accounts import an_account

GOOD = {"name": "Lucie Ferrand", "email": "Lucie@Demo.Example", "password": "quatre petits mots verts"}


def test_one_registers_confirms_and_is_signed_in(client: PageClient, mail_folder: Path) -> None:
    answer = client.submit("/inscription", GOOD | {"next": "/territoires"})
    assert (answer.status_code, answer.location) == (303, "/connexion/courriel")
    assert account_by_email("lucie@demo.example") is None
    (mail,) = deliver(mail_folder)
    assert mail["To"] == "lucie@demo.example"
    link = link_in(mail)
    assert "Set-Cookie" not in client.get(link).headers
    assert account_by_email("lucie@demo.example") is None
    done = client.submit(link, {})
    assert (done.status_code, done.location) == (303, "/territoires")
    account = account_by_email("lucie@demo.example")
    assert account is not None and account.confirmed_at and account.name == "Lucie Ferrand"
    page = client.get("/compte")
    assert page.status_code == 200 and "Bienvenue" in page.text and "Lucie Ferrand" in page.text


def test_the_chosen_password_signs_in(client: PageClient, app: Flask, mail_folder: Path) -> None:
    client.submit("/inscription", GOOD)
    client.submit(link_in(deliver(mail_folder)[0]), {})
    other = app.test_client()
    answer = other.submit("/connexion", {"email": " LUCIE@demo.example", "password": GOOD["password"]})  # type: ignore[attr-defined]  # PageClient
    assert (answer.status_code, answer.location) == (303, "/compte")


def test_an_address_that_has_an_account_gets_the_same_answer(client: PageClient, mail_folder: Path) -> None:
    claire = an_account(email="lucie@demo.example")
    db.session.commit()
    answer = client.submit("/inscription", GOOD)
    assert (answer.status_code, answer.location) == (303, "/connexion/courriel")
    (mail,) = deliver(mail_folder)
    assert "déjà un compte" in mail["Subject"]
    client.submit(link_in(mail), {})
    assert "Claire Morel" in client.get("/compte").text
    assert claire.name == "Claire Morel" and claire.password_hash is None


def test_somebody_elses_registration_sets_no_password_on_a_later_account(
    client: PageClient, app: Flask, mail_folder: Path
) -> None:
    client.submit("/inscription", GOOD)
    link = link_in(deliver(mail_folder)[0])
    mine = an_account("La vraie Lucie", "lucie@demo.example")
    db.session.commit()
    client.submit(link, {})
    assert mine.password_hash is None and mine.name == "La vraie Lucie"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Indiquez le nom"),
        ("name", "x" * 81, "80 caractères"),
        ("name", "Équipe de modération", "pourrait être pris"),
        ("name", "Lucie\x00", "caractères invisibles"),
        ("email", "", "Indiquez votre adresse"),
        ("email", "lucie@", "complète"),
        ("email", "andré@demo.example", "sans accent"),
        ("email", f"{'l' * 250}@demo.example", "complète"),
        ("email", "lucie\x00@demo.example", "caractères invisibles"),
        ("password", "", "Choisissez un mot de passe"),
        ("password", "court", "au moins 12 caractères"),
        ("password", "p" * 129, "au plus 128 caractères"),
        ("password", "1q2w3e4r5t6y", "parmi les plus utilisés"),
        ("password", "quatre petits mots\x00verts", "caractères invisibles"),
    ],
)
def test_each_bad_field_is_told_and_the_rest_is_kept(
    client: PageClient, field: str, value: str, message: str
) -> None:
    answer = client.submit("/inscription", GOOD | {field: value})
    assert answer.status_code == 422
    assert message in answer.text and f'id="{field}-error"' in answer.text
    kept = dict(read(answer).forms[-1]["fields"])
    for name in {"name", "email"} - {field}:
        assert kept[name].lower() == GOOD[name].lower()
    assert GOOD["password"] not in answer.text
    assert asked() == 0 and "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("token", [None, "", "forged.token"])
def test_a_bad_token_is_a_400_that_keeps_what_was_typed(client: PageClient, token: str | None) -> None:
    answer = client.submit("/inscription", GOOD | {"csrf_token": token})
    assert answer.status_code == 400 and "Votre texte est conservé" in answer.text
    assert dict(read(answer).forms[-1]["fields"])["name"] == GOOD["name"]
    assert asked() == 0


def test_a_form_sent_twice_asks_for_one_mail(client: FlaskClient, mail_folder: Path) -> None:
    form = dict(read(client.get("/inscription")).forms[-1]["fields"]) | GOOD
    answers = [client.post("/inscription", data=form) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/connexion/courriel")] * 2
    assert len(deliver(mail_folder)) == 1


def test_a_confirmation_pressed_twice_makes_one_account(
    client: FlaskClient, app: Flask, mail_folder: Path
) -> None:
    client.post("/inscription", data=dict(read(client.get("/inscription")).forms[-1]["fields"]) | GOOD)
    link = link_in(deliver(mail_folder)[0])
    form = dict(read(client.get(link)).forms[-1]["fields"])
    lost = app.test_client()
    assert lost.post(link, data=form).location == "/compte"
    again = client.post(link, data=form)
    assert (again.status_code, again.location) == (303, "/compte")
    assert client.get("/compte").status_code == 200
    assert db.session.scalar(select(func.count(Account.id))) == 1


def test_a_link_is_used_by_its_button_alone_and_once(
    client: PageClient, app: Flask, mail_folder: Path
) -> None:
    client.submit("/inscription", GOOD)
    link = link_in(deliver(mail_folder)[0])
    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert db.session.scalars(select(MailedLink.used_at)).all() == [None]
    assert client.submit(link, {}).status_code == 303
    other = app.test_client()
    assert other.get(link).status_code == 410
    assert other.post(link, data={}).status_code == 410
    assert db.session.scalar(select(func.count(AccountSession.id))) == 1


def test_only_the_hash_of_a_token_is_kept(client: PageClient, mail_folder: Path) -> None:
    client.submit("/inscription", GOOD)
    mail = deliver(mail_folder)[0]
    token = link_in(mail).rpartition("/")[2]
    row = db.session.scalars(select(MailedLink)).one()
    assert token not in (row.token_hash, str(row.payload)) and len(token) >= 40
    assert "3 jours" in text_of(mail)
