"""Answering: who may, under which name, drafts, what is wrong, and the mail to the asker."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.core.db import db
from ambassadors.moderation.engine import transition
from ambassadors.moderation.models import SubmissionStats
from ambassadors.network.models import Organisation
from ambassadors.questions import counting
from ambassadors.questions.models import Answer, Question
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.submissions import a_question, an_answer
from tests.factories.territories import a_territory, aveyron
from tests.questions.mailing import SignIn, deliver

TEXT = "Oui : nous avons eu une place en **mars**, en nous inscrivant tôt."


def form_of(question: Question) -> str:
    return f"{question.path}/reponses/nouvelle"


def the_answer() -> Answer:
    return db.session.scalars(select(Answer).execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("role", ["ambassador", "moderator", "manager", "partner"])
def test_those_who_speak_for_the_territory_answer(signed_in: SignIn, role: str) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    person = a_member(territory, role, "Claire Morel")
    done = signed_in(person).submit(form_of(question), {"text": TEXT, "act": "send"})
    answer = the_answer()
    assert done.status_code == 303 and done.location == f"/compte/contributions/{answer.id}"
    assert (answer.status, answer.speaker_role, answer.speaker_name) == ("submitted", role, "Claire Morel")
    assert "<strong>mars</strong>" in answer.text_html


def test_others_may_not(client: PageClient, signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    assert client.get(form_of(question)).status_code == 403
    for person in (an_account(), a_member(aveyron(), "manager"), an_admin()):
        assert signed_in(person).get(form_of(question)).status_code == 403
    waiting = a_question(territory, an_account(), "submitted")
    assert signed_in(a_member(territory, "ambassador")).get(form_of(waiting)).status_code == 404


def test_one_chooses_the_name_to_answer_under(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    cci = Organisation(territory_id=territory.id, name="CCI de la Corrèze", kind="cci")
    db.session.add(cci)
    db.session.flush()
    person = a_member(territory, "ambassador", "Claire Morel")
    db.session.add(
        Membership(account_id=person.id, territory_id=territory.id, role="partner", organisation_id=cci.id)
    )
    db.session.flush()
    db.session.expire(person, ["memberships"])
    browser = signed_in(person)
    page = browser.get(form_of(question)).text
    assert "Acteur local (CCI de la Corrèze)" in page and "Ambassadeur ou ambassadrice (Claire Morel)" in page
    wrong = browser.submit(form_of(question), {"text": TEXT, "role": "manager"})
    assert wrong.status_code == 422 and 'id="role-error"' in wrong.text
    browser.submit(form_of(question), {"text": TEXT, "role": "partner"})
    assert (the_answer().speaker_role, the_answer().organisation_id) == ("partner", cci.id)


def test_a_draft_waits_for_its_author(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    browser = signed_in(a_member(territory, "ambassador"))
    done = browser.submit(form_of(question), {"text": TEXT, "act": "draft"})
    answer = the_answer()
    assert answer.status == "draft" and done.location == f"/compte/contributions/{answer.id}/modifier"
    assert "Brouillon enregistré" in browser.get(done.location).text
    again = browser.get(form_of(question))
    assert again.status_code == 303 and again.location == done.location


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Écrivez votre réponse."),
        ("   ", "Écrivez votre réponse."),
        ("x" * 8001, "8 000 caractères au plus."),
        ("un \x00 caché", "caractères invisibles"),
        (["une", "deux"], "Une seule réponse"),
    ],
)
def test_what_is_wrong_is_said(signed_in: SignIn, text: object, message: str) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    browser = signed_in(a_member(territory, "ambassador"))
    answer = browser.submit(form_of(question), {"text": text})
    assert answer.status_code == 422 and 'id="text-error"' in answer.text
    assert message in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert db.session.scalars(select(Answer)).all() == []


def test_lines_count_as_people_count_them(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    text = "\r\n".join(["ligne" * 15] * 105)
    assert len(text) > 8000 > len(text.replace("\r\n", "\n")) - 1
    done = signed_in(a_member(territory, "ambassador")).submit(form_of(question), {"text": text})
    assert done.status_code == 303


@pytest.mark.parametrize("reason", ["touristique", "territory"])
def test_what_takes_no_answer_says_so(signed_in: SignIn, reason: str) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    ambassador = a_member(territory, "ambassador")
    if reason == "territory":
        territory.state = "closed"
    else:
        question.closed_reason = reason
    db.session.flush()
    browser = signed_in(ambassador)
    page = browser.get(form_of(question))
    assert page.status_code == 403 and "ne prend plus de réponse" in page.text
    late = browser.post(form_of(question), data={"text": TEXT})
    assert late.status_code == 403 and TEXT in late.text
    assert form_of(question) not in browser.get(question.path).text


def test_a_paused_territory_still_answers(signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    browser = signed_in(a_member(territory, "ambassador"))
    territory.state = "paused"
    db.session.commit()
    assert browser.submit(form_of(question), {"text": TEXT}).status_code == 303


def approve(territory: Territory, answer: Answer) -> None:
    moderator = a_member(territory, "moderator").as_actor()
    transition(moderator, answer, "approve", version=answer.version)
    db.session.commit()


def test_the_asker_is_told_once_of_each_answer(mail_folder: Path, app: Flask) -> None:
    territory = a_territory(name="Brive", of_name="de Brive")
    question = a_question(territory, an_account("Inès", "ines@demo.example"))
    answer = an_answer(question, a_member(territory, "ambassador", "Claire"), "submitted")
    subject = "Claire a répondu à votre question sur Brive"
    assert subject not in [mail.subject for mail in deliver(mail_folder)]
    approve(territory, answer)
    told = [mail for mail in deliver(mail_folder) if mail.subject == subject]
    assert [mail.to for mail in told] == ["ines@demo.example"]
    assert (
        f"http://localhost{answer.path}" in told[0].text and f"http://localhost{answer.path}" in told[0].html
    )


def test_one_s_own_answer_is_no_news(mail_folder: Path, app: Flask) -> None:
    territory = a_territory(name="Brive", of_name="de Brive")
    person = a_member(territory, "ambassador", "Claire")
    question = a_question(territory, person)
    approve(territory, an_answer(question, person, "submitted"))
    assert not any("a répondu à votre question" in mail.subject for mail in deliver(mail_folder))


def test_counters_follow_and_are_put_right(app: Flask) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    author = a_member(territory, "ambassador")
    answers = [an_answer(question, author) for _ in range(3)]

    def counted() -> int:
        return db.session.get_one(SubmissionStats, question.id, populate_existing=True).answers

    assert counted() == 3
    transition(author.as_actor(), answers[0], "retire", version=answers[0].version)
    assert counted() == 2 and counting.recount() == 0
    db.session.get_one(SubmissionStats, question.id).answers = 40
    db.session.flush()
    assert counting.recount() == 1 and counted() == 2 and counting.recount() == 0


def test_the_preview_is_safe(client: PageClient) -> None:
    shown = client.post("/questions/mise-en-forme", data={"text": "**gras** <script>x</script>"})
    assert "<strong>gras</strong>" in shown.text and "<script>" not in shown.text
