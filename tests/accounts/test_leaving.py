"""One's data: a copy, and leaving with one's texts or without them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.accounts.passwords import hash_password
from ambassadors.core.db import db
from ambassadors.moderation.history import decisions_on
from ambassadors.moderation.models import Subject, Submission
from tests.accounts.mailbox import deliver
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
PASSWORD = "quatre petits mots verts"


def test_a_copy_holds_the_account_its_roles_and_its_texts(app: Flask, signed_in: SignIn) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador", "Claire Morel")
    item = a_testimonial(territory, author, "returned")
    other = a_testimonial(
        territory, a_member(territory, "ambassador", "Malo"), title="Le récit de Malo, à Brive"
    )
    browser = signed_in(author)
    answer = browser.get("/compte/donnees.json")
    assert answer.mimetype == "application/json" and "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.text)
    assert data["compte"]["adresse"] == author.email and data["roles"][0]["role"] == "ambassador"
    (copy,) = data["contributions"]
    assert copy["numero"] == item.id and copy["texte"]["title"] == item.title
    assert [line["vers"] for line in copy["decisions"]] == ["submitted", "returned"]
    assert other.title not in answer.text
    assert author.memberships and "password_hash" not in answer.text and "argon2" not in answer.text


@pytest.mark.parametrize(("choice", "status"), [("keep", "published"), ("go", "retired")])
def test_texts_stay_without_a_name_or_go(
    app: Flask, signed_in: SignIn, mail_folder: Path, choice: str, status: str
) -> None:
    territory = a_territory()
    author = a_member(
        territory,
        "ambassador",
        "Claire Morel",
    )
    author.password_hash = hash_password(PASSWORD)
    email = author.email
    published = a_testimonial(territory, author)
    refused = a_question(territory, author, "rejected")
    answer = an_answer(a_question(territory, an_account("Malo")), author)
    gone = [
        a_testimonial(territory, author, "draft").id,
        a_question(territory, author, "submitted").id,
        a_testimonial(territory, author, "returned").id,
    ]
    browser, elsewhere = signed_in(author), signed_in(author)
    done = browser.submit("/compte/suppression", {"texts": choice, "present": PASSWORD})
    assert (done.status_code, done.location) == (303, "/compte-supprime")
    assert "session=;" in done.headers["Set-Cookie"]
    db.session.expire_all()
    assert author.name == "Compte supprimé" and author.closed_at is not None
    assert not author.email and not author.password_hash
    assert elsewhere.get("/compte").status_code == 302
    assert db.session.scalar(select(func.count(AccountSession.id))) == 0
    assert (published.status, answer.status, refused.status) == (status, status, "rejected")
    assert {item.speaker_name for item in (published, answer, refused)} == {"Compte supprimé"}
    for model in (Submission, Subject):
        assert db.session.scalar(select(func.count()).where(model.id.in_(gone))) == 0
    assert decisions_on(published)[-1].transition == ("retire" if choice == "go" else "approve")
    assert db.session.scalars(select(Membership.ended_at)).one() is not None
    mail = deliver(mail_folder)[-1]
    assert mail["To"] == email and "supprimé" in mail["Subject"]


def test_one_who_only_asked_by_mail_can_leave(app: Flask, signed_in: SignIn) -> None:
    nora = an_account("Nora")
    question = a_question(a_territory(), nora)
    assert signed_in(nora).submit("/compte/suppression", {"texts": "keep"}).location == "/compte-supprime"
    assert question.status == "published" and question.speaker_name == "Compte supprimé"


def test_a_choice_is_needed(app: Flask, signed_in: SignIn) -> None:
    nora = an_account("Nora")
    answer = signed_in(nora).submit("/compte/suppression", {"texts": None})
    assert answer.status_code == 422 and "Choisissez ce que deviennent" in answer.text
    assert nora.closed_at is None


def test_the_last_manager_stays_until_somebody_else_is_named(app: Flask, signed_in: SignIn) -> None:
    alone, shared = aveyron(), a_territory()
    manager = a_member(alone, "manager")
    db.session.add(Membership(account_id=manager.id, territory_id=shared.id, role="manager"))
    a_member(shared, "manager", "Luc")
    a_testimonial(alone, manager, "draft")
    db.session.expire(manager)
    browser = signed_in(manager)
    answer = browser.submit("/compte/suppression", {"texts": "go"})
    assert answer.status_code == 422 and "Aveyron" in answer.text and "Bassin" not in answer.text
    assert manager.closed_at is None and browser.get("/compte").status_code == 200
    assert db.session.scalar(select(func.count(Submission.id))) == 1
    a_member(alone, "manager", "Anne")
    db.session.commit()
    assert browser.submit("/compte/suppression", {"texts": "go"}).location == "/compte-supprime"


def test_the_last_administrator_stays(app: Flask, signed_in: SignIn) -> None:
    admin = an_admin()
    answer = signed_in(admin).submit("/compte/suppression", {"texts": "keep"})
    assert answer.status_code == 422 and "administration" in answer.text and admin.closed_at is None
    an_admin()
    db.session.commit()
    assert signed_in(admin).submit("/compte/suppression", {"texts": "keep"}).status_code == 303


def test_a_form_sent_twice_closes_once(app: Flask, signed_in: SignIn, mail_folder: Path) -> None:
    browser = signed_in(an_account("Nora"))
    form = dict(read(browser.get("/compte/suppression")).forms[-1]["fields"]) | {"texts": "keep"}
    answers = [browser.post("/compte/suppression", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 302]
    assert len(deliver(mail_folder)) == 1
