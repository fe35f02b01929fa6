"""Asking with an e-mail address: nothing reaches the queue before the mailed link is followed."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.questions.confirming import questions
from ambassadors.questions.models import Question
from ambassadors.questions.seals import seal
from ambassadors.questions.unconfirmed import UnconfirmedQuestion
from ambassadors.territories.unconfirmed import KEPT
from ambassadors.web.limits import limiter
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn, deliver

ASK = "/territoires/bassin-de-brive/questions/nouvelle"
TYPED = {
    "title": "Y a-t-il un train direct pour Toulouse le matin ?",
    "text": "Je travaille deux jours par semaine à Toulouse.",
    "theme": "connexions",
    "segment": "salaries",
    "origin": "93",
    "horizon": "6-12-mois",
    "name": "Inès",
    "email": "Ines@Demo.example",
}


def link_in(folder: Path) -> str:
    """Return the path of the last confirmation mailed."""
    found = [re.search(r"http://localhost(/questions/confirmer/\S+)", mail.text) for mail in deliver(folder)]
    return [match[1] for match in found if match][-1]


def count(model: type[Question] | type[UnconfirmedQuestion] | type[Account]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_from_the_form_to_the_queue(client: PageClient, mail_folder: Path) -> None:
    territory = a_territory()
    answer = client.submit(ASK, TYPED)
    assert answer.status_code == 303 and "Set-Cookie" not in answer.headers
    page = client.get(answer.location)
    assert "ines@demo.example" in page.text and "Un courriel vient de partir" in page.text
    assert "demo.example" not in answer.location
    assert (count(Question), count(UnconfirmedQuestion)) == (0, 1)

    link = link_in(mail_folder)
    assert [(mail.to, mail.subject) for mail in deliver(mail_folder)][:1] == [
        ("ines@demo.example", f"Confirmez votre question {territory.on_name}")
    ]
    shown = client.get(link)
    assert "Y a-t-il un train direct" in shown.text and "Set-Cookie" not in shown.headers
    assert count(Question) == 0

    done = client.submit(link, {})
    question = db.session.scalars(select(Question)).one()
    assert done.status_code == 303 and done.location == f"{question.path}/suite"
    assert (question.status, question.review) == ("submitted", "pending")
    assert (question.speaker_name, question.speaker_role) == ("Inès", "mover")
    assert (question.theme, question.segment, question.horizon) == ("connexions", "salaries", "6-12-mois")
    assert question.origin is not None and question.origin.code == "93"
    assert question.author.email == "ines@demo.example" and question.author.confirmed_at is not None
    after = client.get(done.location)
    assert after.status_code == 200 and f"/compte/contributions/{question.id}" in after.text


def test_a_link_serves_once(client: PageClient, mail_folder: Path, app: Flask) -> None:
    a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    client.submit(link, {})
    assert client.get(link).status_code == 303
    stranger = app.test_client()
    page = stranger.get(link)
    assert page.status_code == 200 and "déjà confirmée" in page.text
    assert stranger.post(link).status_code == 200
    assert count(Question) == 1
    assert stranger.get("/questions/confirmer/inconnu").status_code == 410


def test_a_known_address_keeps_its_account(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    account = an_account("Inès Robin", "ines@demo.example")
    client.submit(ASK, TYPED)
    client.submit(link_in(mail_folder), {})
    question = db.session.scalars(select(Question)).one()
    assert question.author_id == account.id and question.speaker_name == "Inès"
    assert account.name == "Inès Robin"


def test_known_and_unknown_addresses_are_answered_alike(client: PageClient) -> None:
    a_territory()
    an_account("Inès Robin", "ines@demo.example")
    pages = []
    for address in ("ines@demo.example", "autre@demo.example"):
        answer = client.submit(ASK, TYPED | {"email": address})
        page = client.get(answer.location)
        pages.append((answer.status_code, page.text.replace(address, "…"), page.headers["X-Query-Count"]))
    assert pages[0] == pages[1]


def test_three_mails_an_hour_to_one_address(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    for number in range(5):
        title = f"Question numéro {number} sur la vie ici ?"
        assert client.submit(ASK, TYPED | {"title": title}).status_code == 303
    assert len(deliver(mail_folder)) == 3


def test_after_a_week_it_is_forgotten(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    kept = db.session.scalars(select(UnconfirmedQuestion)).one()
    assert KEPT.days == 7
    questions.purge()
    assert count(UnconfirmedQuestion) == 1
    kept.expires_at = now()
    db.session.flush()
    questions.purge()
    assert count(UnconfirmedQuestion) == 0
    assert client.get(link).status_code == 410


def test_a_form_sent_twice_asks_once(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    action, data = client.filled(ASK, TYPED)
    first, second = client.post(action, data=data), client.post(action, data=data)
    assert first.location == second.location and count(UnconfirmedQuestion) == 1


def test_look_alikes_are_shown_first(client: PageClient) -> None:
    territory = a_territory()
    old = a_question(
        territory, an_account(), title="Un train direct le matin vers Toulouse, est-ce possible ?"
    )
    a_question(territory, an_account(), title="Trouve-t-on une place en crèche ?")
    page = client.submit(ASK, TYPED)
    assert page.status_code == 200 and "Ces réponses existent peut-être déjà" in page.text
    assert old.path in page.text and "crèche" not in page.text.split("Trouve-t-on")[0]
    assert "Envoyer quand même ma question" in page.text and "ines@demo.example" in page.text
    assert "Je travaille deux jours" in page.text
    assert count(UnconfirmedQuestion) == 0
    again = re.search(r'name="seen"[^>]*value="([^"]+)"', page.text)
    assert again
    assert client.submit(ASK, TYPED | {"seen": again[1]}).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Écrivez votre question."),
        ("title", "   \t ", "Écrivez votre question."),
        ("title", "Train ?", "de 10 à 140 caractères"),
        ("title", "x" * 141, "de 10 à 140 caractères"),
        ("title", "Un train direct \x00 pour Toulouse ?", "caractères invisibles"),
        ("title", ["Un train direct pour Toulouse ?", "Un autre train ?"], "Une seule réponse"),
        ("title", None, "Écrivez votre question."),
        ("text", "", "Dites-en un peu plus"),
        ("text", "x" * 4001, "4 000 caractères au plus."),
        ("text", "avec un \x07 dedans", "caractères invisibles"),
        ("theme", "", "Choisissez le thème"),
        ("theme", "tourisme", "choix"),
        ("theme", ["climat", "nature"], "Une seule réponse"),
        ("segment", "riches", "choix"),
        ("horizon", "hier", "choix"),
        ("origin", "Atlantide", "ne trouvons pas"),
        ("origin", "x" * 500, "au plus"),
        ("name", "", "nom à afficher"),
        ("name", "x" * 81, "80 caractères"),
        ("name", "L’équipe de modération", "pris pour celui"),
        ("name", "Anne-Laure Géraud", "pris pour celui"),
        ("email", "", "adresse"),
        ("email", "pas une adresse", "adresse"),
        ("email", "a@" + "b" * 300 + ".fr", "adresse"),
        ("email", ["a@demo.example", "b@demo.example"], "Une seule réponse"),
        ("website", "https://demo.example", "réservé aux robots"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: PageClient, field: str, value: object, message: str
) -> None:
    a_member(a_territory(), "moderator", "Anne-Laure Géraud")
    answer = client.submit(ASK, TYPED | {field: value})
    assert answer.status_code == 422
    assert message in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Set-Cookie" not in answer.headers
    kept = TYPED["text"] if field != "text" else TYPED["title"]
    assert kept in answer.text.replace("&#39;", "'") and count(UnconfirmedQuestion) == 0
    if field not in ("website",):
        assert f'id="{field}-error"' in answer.text


def test_markup_is_text(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    wild = TYPED | {
        "title": "<script>alert(1)</script> & trains ?",
        "text": "<img src=x onerror=alert(1)> [lien](javascript:alert(1))",
    }
    client.submit(ASK, wild)
    for page in (
        client.get(link_in(mail_folder)),
        client.submit(link_in(mail_folder), {}, follow_redirects=True),
    ):
        assert "<script>alert" not in page.text and "<img src=x" not in page.text
        assert 'javascript:alert(1)"' not in page.text


def test_robots_are_slowed_down(client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    a_territory()
    hasty = client.submit(ASK, TYPED)
    assert hasty.status_code == 422 and "arrivée très vite" in hasty.text and TYPED["text"] in hasty.text
    calm = {"opened": seal("opened", int(time.time()) - 30)}
    assert client.submit(ASK, TYPED | {"opened": "forgé"}).status_code == 422
    assert client.submit(ASK, TYPED | calm).status_code == 303


def test_five_questions_an_hour_from_one_place(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_territory()
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setattr(app, "_got_first_request", False)
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.init_app(app)
    calm = {"opened": seal("opened", int(time.time()) - 30)}
    try:
        assert client.submit(ASK, TYPED | calm | {"theme": ""}).status_code == 422
        sent = [client.submit(ASK, TYPED | calm | {"email": f"qui{n}@demo.example"}) for n in range(6)]
        assert [answer.status_code for answer in sent] == [303] * 5 + [429]
        assert int(sent[-1].headers["Retry-After"]) > 0 and TYPED["text"] in sent[-1].text
        elsewhere = {"REMOTE_ADDR": "10.0.0.7"}
        assert client.submit(ASK, TYPED | calm, environ_overrides=elsewhere).status_code == 303
    finally:
        limiter.reset()


def test_closing_an_account_forgets_what_it_asked(client: PageClient, app: Flask) -> None:
    a_territory()
    account = an_account("Inès", "ines@demo.example")
    client.submit(ASK, TYPED)
    client.submit(ASK, TYPED | {"email": "autre@demo.example"})
    close_account(account.as_actor(), account, keep_texts=True)
    assert db.session.scalars(select(UnconfirmedQuestion.email)).all() == ["autre@demo.example"]


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_territory_that_rests_says_so(client: PageClient, state: str) -> None:
    a_territory(state=state)
    page = client.get(ASK)
    assert page.status_code == 403 and "font une pause" in page.text
    late = client.post(ASK, data=TYPED)
    assert late.status_code == 403 and TYPED["text"] in late.text and TYPED["title"] in late.text
    assert ASK not in client.get("/territoires/bassin-de-brive/questions").text


def test_a_territory_in_preparation_is_not_there(client: PageClient) -> None:
    a_territory(state="preparing")
    assert client.get(ASK).status_code == 404


def test_paused_between_the_question_and_the_link(client: PageClient, mail_folder: Path) -> None:
    territory = a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    territory.state = "paused"
    db.session.commit()
    page = client.get(link)
    assert page.status_code == 403 and TYPED["text"] in page.text
    assert client.post(link).status_code == 403 and count(Question) == 0


def test_signed_in_one_asks_directly(signed_in: SignIn, mail_folder: Path) -> None:
    a_territory()
    person = an_account("Karim")
    browser = signed_in(person)
    page = browser.get(ASK)
    assert 'name="email"' not in page.text
    typed = {name: value for name, value in TYPED.items() if name not in ("name", "email")}
    done = browser.submit(ASK, typed)
    question = db.session.scalars(select(Question)).one()
    assert done.status_code == 303 and done.location == f"{question.path}/suite"
    assert (question.status, question.author_id, question.speaker_name) == ("submitted", person.id, "Karim")
    assert "Votre question est partie" in browser.get(done.location).text


def test_the_page_after_is_the_author_s(signed_in: SignIn, client: PageClient) -> None:
    question = a_question(a_territory(), an_account(), "submitted")
    assert signed_in(an_account()).get(f"{question.path}/suite").status_code == 404
    assert client.get(f"{question.path}/suite").status_code == 404


def test_choosing_the_territory_first(client: PageClient) -> None:
    a_territory(name="Bassin de Brive")
    page = client.get("/questions/nouvelle")
    assert page.status_code == 200 and ASK in page.text and int(page.headers["X-Query-Count"]) <= 4
    assert ASK in client.get("/questions/nouvelle?q=BRIVE").text
    nothing = client.get("/questions/nouvelle?q=Quimper")
    assert ASK not in nothing.text and "Aucun territoire" in nothing.text


def test_similar_questions_while_typing(client: PageClient) -> None:
    territory = a_territory()
    question = a_question(territory, an_account(), title="Un train direct pour Toulouse le matin ?")
    a_question(territory, an_account(), "submitted", title="Un train direct pour Toulouse, en attente ?")
    page = client.get("/questions/similaires?territoire=bassin-de-brive&q=trains%20directs%20Toulouse")
    assert question.path in page.text and "en attente ?" not in page.text and "<html" not in page.text
    assert int(page.headers["X-Query-Count"]) <= 4
    assert client.get("/questions/similaires?q=").text.strip() == ""
    assert client.get("/questions/similaires?q=" + "é" * 3000).status_code == 200


def test_no_cookie_before_signing_in(client: PageClient) -> None:
    a_territory()
    for page in (ASK, "/questions/nouvelle", "/questions/similaires?q=train"):
        assert "Set-Cookie" not in client.get(page).headers


def test_a_forged_token_keeps_the_text(client: PageClient) -> None:
    a_territory()
    answer = client.post(ASK, data=TYPED | {"csrf_token": "forgé"})
    assert answer.status_code == 400 and TYPED["text"] in answer.text
