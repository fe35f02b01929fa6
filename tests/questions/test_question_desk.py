"""Moderators' acts on a question: to another territory, closed with a reply, opened again."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.moderation.history import decisions_on
from ambassadors.moderation.models import Facet, Subject
from ambassadors.places.models import Level, Place
from ambassadors.questions import waiting
from ambassadors.questions.models import Question
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, an_answer
from tests.factories.territories import a_territory, aveyron
from tests.questions.mailing import SignIn, mails_to

REPLY = "Pour une visite, l’office de tourisme vous aidera mieux que nous : bon séjour !"


def act(question: Question, name: str) -> str:
    return f"{question.territory.desk_path}/questions/{question.id}/{name}"


@pytest.mark.parametrize("status", ["submitted", "published"])
def test_a_question_goes_to_another_territory(signed_in: SignIn, mail_folder: Path, status: str) -> None:
    here, there = a_territory(), aveyron()
    question = a_question(here, an_account("Inès", "ines@demo.example"), status)
    done = signed_in(a_member(here, "moderator")).submit(
        act(question, "deplacer"), {"territory": str(there.id)}
    )
    assert done.status_code == 303 and done.location == f"{here.desk_path}/moderation"
    db.session.refresh(question)
    assert (question.territory_id, question.status) == (there.id, status)
    assert question.review == ("pending" if status == "submitted" else "done")
    assert db.session.get_one(Subject, question.id).territory_id == there.id
    listed = set(db.session.scalars(select(Facet.territory_id).where(Facet.submission_id == question.id)))
    assert listed == ({there.id} if status == "published" else set())
    line = decisions_on(question)[-1]
    assert (line.transition, line.from_status, line.to_status, line.territory_id) == (
        "move",
        status,
        status,
        here.id,
    )
    assert any("transmise" in mail.text for mail in mails_to(mail_folder, "ines@demo.example"))


def test_an_answered_question_stays(signed_in: SignIn) -> None:
    here, there = a_territory(), aveyron()
    question = a_question(here, an_account())
    an_answer(question, a_member(here, "ambassador"), "submitted")
    browser = signed_in(a_member(here, "moderator"))
    assert "reste dans son territoire" in browser.get(act(question, "deplacer")).text
    other = a_question(here, an_account())
    page = browser.get(act(other, "deplacer"))
    assert page.status_code == 200
    for wrong in ("", "0", str(here.id), "999999", "x"):
        assert browser.submit(act(other, "deplacer"), {"territory": wrong}).status_code == 422
    there.state = "paused"
    db.session.commit()
    assert browser.submit(act(other, "deplacer"), {"territory": str(there.id)}).status_code == 422


def test_two_moderators_at_once(signed_in: SignIn) -> None:
    here, there = a_territory(), aveyron()
    question = a_question(here, an_account(), "submitted")
    db.session.commit()
    browser = signed_in(a_member(here, "moderator"))
    for name, values in (
        ("deplacer", {"territory": str(there.id)}),
        ("clore", {"reason": "touristique", "reply": REPLY}),
    ):
        late = browser.submit(act(question, name), values | {"version": str(question.version - 1)})
        assert late.status_code == 409
    db.session.refresh(question)
    assert (question.territory_id, question.status, question.closed_reason) == (here.id, "submitted", None)


@pytest.mark.parametrize("status", ["submitted", "published"])
def test_a_touristic_question_gets_a_reply(
    client: PageClient, signed_in: SignIn, mail_folder: Path, status: str
) -> None:
    territory = a_territory()
    question = a_question(territory, an_account("Inès", "ines@demo.example"), status)
    browser = signed_in(a_member(territory, "moderator"))
    short = browser.submit(act(question, "clore"), {"reason": "touristique", "reply": "Non."})
    assert short.status_code == 422 and 'id="reply-error"' in short.text
    done = browser.submit(act(question, "clore"), {"reason": "touristique", "reply": REPLY})
    assert done.status_code == 303
    db.session.refresh(question)
    assert (question.status, question.closed_reason) == ("published", "touristique")
    page = client.get(question.path).text
    assert "office de tourisme" in page and "Pas encore de réponse" not in page
    assert decisions_on(question)[-1].transition == "close"
    told = mails_to(mail_folder, "ines@demo.example")
    assert sum("office de tourisme" in mail.text for mail in told) == 1
    assert sum("est en ligne" in mail.subject for mail in told) == (status == "published")
    listing = f"/territoires/{territory.slug}/questions"
    assert question.path in client.get(listing).text
    assert question.path not in client.get(f"{listing}?etat=en-attente").text
    ambassador = signed_in(a_member(territory, "ambassador"))
    assert ambassador.get(f"{question.path}/reponses/nouvelle").status_code == 403


@pytest.mark.parametrize(
    "named", ["{id}", "n", "{path}", "http://localhost{path}?utm=1", "  {path}#reponse-3 "]
)
def test_a_duplicate_leads_to_the_other(client: PageClient, signed_in: SignIn, named: str) -> None:
    territory = a_territory()
    first = a_question(territory, an_account())
    second = a_question(territory, an_account(), title="Y a-t-il des places en crèche à la rentrée ?")
    browser = signed_in(a_member(territory, "manager"))
    text = named.format(id=first.id, path=first.path)
    done = browser.submit(act(second, "clore"), {"reason": "doublon", "original": text})
    if named == "n":
        assert done.status_code == 422 and 'id="original-error"' in done.text
        return
    assert done.status_code == 303
    page = client.get(second.path)
    assert first.path in page.text and "Quelqu’un l’avait déjà demandé" in page.text
    assert int(page.headers["X-Query-Count"]) <= 4


def test_a_duplicate_of_nothing_good(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    hidden = a_question(territory, an_account(), "submitted")
    browser = signed_in(a_member(territory, "moderator"))
    for wrong in ("", str(question.id), str(hidden.id), "999999", "https://demo.example/ailleurs", "9" * 40):
        answer = browser.submit(
            act(question, "clore"), {"reason": "doublon", "original": wrong, "reply": REPLY}
        )
        assert (
            answer.status_code == 422 and 'id="original-error"' in answer.text and REPLY[:30] in answer.text
        )
    for wrong_reason in ("", "autre", ["doublon", "touristique"]):
        answer = browser.submit(act(question, "clore"), {"reason": wrong_reason, "reply": REPLY})
        assert answer.status_code == 422 and 'id="reason-error"' in answer.text


def test_a_closed_question_opens_again(client: PageClient, signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    browser = signed_in(a_member(territory, "moderator"))
    browser.submit(act(question, "clore"), {"reason": "touristique", "reply": REPLY})
    assert browser.submit(act(question, "rouvrir"), {}).status_code == 303
    page = client.get(question.path).text
    assert "office de tourisme" not in page and "Pas encore de réponse" in page
    assert question.path in client.get(f"/territoires/{territory.slug}/questions?etat=en-attente").text


@pytest.mark.parametrize("name", ["deplacer", "clore", "rouvrir"])
def test_the_desk_is_the_team_s(client: PageClient, signed_in: SignIn, name: str) -> None:
    here, there = a_territory(), aveyron()
    question = a_question(here, an_account())
    address = act(question, name)
    assert client.get(address).status_code == 302
    for stranger in (an_account(), a_member(there, "manager"), a_member(here, "ambassador")):
        assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(a_member(here, "partner")).get(address).status_code == 403
    manager_there = signed_in(a_member(there, "manager"))
    assert manager_there.get(f"{there.desk_path}/questions/{question.id}/{name}").status_code == 404
    own = a_question(here, a_member(here, "moderator", "Anne"))
    assert signed_in(own.author).get(act(own, name)).status_code == 403


def test_the_queue_offers_these_acts(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account(), "submitted")
    page = signed_in(a_member(territory, "moderator")).get(f"{territory.desk_path}/moderation/{question.id}")
    assert act(question, "deplacer") in page.text and act(question, "clore") in page.text


def aged(question: Question, days: int) -> None:
    question.published_at = now() - timedelta(days=days, hours=1)
    db.session.flush()


def test_teams_hear_of_what_waits(app: Flask, mail_folder: Path) -> None:
    territory = a_territory()
    around = db.session.scalars(
        select(Place).where(Place.level == Level.DEPARTEMENT, Place.code == "19")
    ).one()
    parent = Territory(
        slug="correze", name="Corrèze", at_name="en Corrèze", of_name="de la Corrèze", level="departement",
        state="open", place_id=around.id,
    )  # fmt: skip  # one value after the other
    db.session.add(parent)
    db.session.flush()
    for place, role, name in (
        (territory, "moderator", "a"),
        (territory, "ambassador", "b"),
        (parent, "manager", "c"),
    ):
        a_member(place, role).email = f"{name}@demo.example"
    young, week, weeks, answered = (a_question(territory, an_account()) for _ in range(4))
    an_answer(answered, a_member(territory, "ambassador"))
    for question, days in ((young, 2), (week, 7), (weeks, 21), (answered, 7)):
        aged(question, days)
    assert waiting.remind() == 2
    waiting.remind()
    db.session.commit()
    assert len(mails_to(mail_folder, "a@demo.example")) == 1
    assert week.path in mails_to(mail_folder, "a@demo.example")[0].text
    assert mails_to(mail_folder, "b@demo.example") == []
    assert len(mails_to(mail_folder, "c@demo.example")) == 1
