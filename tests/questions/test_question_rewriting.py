"""One's own questions and answers, written again."""

import pytest
from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.moderation.edit import Edit
from ambassadors.moderation.engine import transition
from ambassadors.questions.models import Answer, Question
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, an_answer
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn

NEW = "Un texte entièrement nouveau, écrit ce matin."


def editor(item: Question | Answer) -> str:
    return f"/compte/contributions/{item.id}/modifier"


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_an_answer_is_kept_then_sent(signed_in: SignIn, status: str) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    answer = an_answer(a_question(territory, an_account()), author, status)
    browser = signed_in(author)
    kept = browser.submit(editor(answer), {"text": NEW, "act": "draft"})
    assert kept.status_code == 303 and kept.location == editor(answer)
    db.session.refresh(answer)
    assert (answer.text, answer.status) == (NEW, status)
    browser.submit(editor(answer), {"act": "send"})
    db.session.refresh(answer)
    assert (answer.status, answer.review) == ("submitted", "pending")


def test_a_returned_question_is_corrected(signed_in: SignIn) -> None:
    asker = an_account()
    question = a_question(a_territory(), asker, "returned")
    browser = signed_in(asker)
    page = browser.get(editor(question)).text
    assert question.title in page and "Ce que l’équipe vous demande" in page
    wrong = browser.submit(editor(question), {"title": "Court", "text": NEW})
    assert wrong.status_code == 422 and NEW in wrong.text
    browser.submit(editor(question), {"title": "Une question mieux posée qu’avant ?", "act": "send"})
    db.session.refresh(question)
    assert question.status == "submitted" and question.slug == "une-question-mieux-posee-qu-avant"


@pytest.mark.parametrize("kind", ["answer", "question"])
def test_a_stale_save_is_told_and_nothing_is_lost(signed_in: SignIn, kind: str) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    item: Question | Answer
    if kind == "answer":
        item = an_answer(a_question(territory, an_account()), author, "draft")
    else:
        item = a_question(territory, author, "draft")
    browser = signed_in(author)
    before = item.version
    browser.submit(editor(item), {"text": "Enregistré sur le téléphone.", "act": "draft"})
    late = browser.submit(editor(item), {"text": NEW, "version": str(before), "act": "draft"})
    assert late.status_code == 409 and NEW in late.text and "Enregistré sur le téléphone." in late.text
    db.session.refresh(item)
    assert item.text == "Enregistré sur le téléphone."
    for nonsense in ("", "abc", "99999999999", "-1"):
        assert browser.submit(editor(item), {"text": NEW, "version": nonsense}).status_code == 409
    assert browser.submit(editor(item), {"text": NEW, "act": "draft"}).status_code == 303
    db.session.refresh(item)
    assert item.text == NEW


def test_a_published_answer_changes_once_accepted(client: PageClient, signed_in: SignIn) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    question = a_question(territory, an_account())
    answer = an_answer(question, author)
    browser = signed_in(author)
    assert "Votre texte est en ligne" in browser.get(editor(answer)).text
    same = browser.submit(editor(answer), {})
    assert same.status_code == 422 and "Rien n’a changé" in same.text
    done = browser.submit(editor(answer), {"text": NEW})
    edit = db.session.scalars(select(Edit)).one()
    assert done.status_code == 303 and done.location == f"/compte/contributions/{edit.id}"
    assert NEW not in client.get(question.path).text and NEW in browser.get(editor(answer)).text
    transition(a_member(territory, "moderator").as_actor(), edit, "approve", version=edit.version)
    db.session.commit()
    assert NEW in client.get(question.path).text
    assert answer.edited_at is not None and "Modifiée le" in client.get(question.path).text
    whole, at = client.get(question.path).text, answer.edited_at.isoformat(timespec="seconds")
    assert f'"dateModified":"{at}"' in whole.replace(": ", ":") and question.edited_at is None
    updated = client.get(f"{question.path}.json").get_json()["items"][0]["date_modified"]
    assert updated == answer.edited_at.isoformat()


def test_a_published_question_changes_once_accepted(client: PageClient, signed_in: SignIn) -> None:
    territory, asker = a_territory(), an_account()
    question = a_question(territory, asker)
    browser = signed_in(asker)
    browser.submit(
        editor(question), {"title": "Peut-on vivre ici sans voiture ?", "theme": "ville", "origin": "75"}
    )
    edit = db.session.scalars(select(Edit)).one()
    assert "Paris" in browser.get(editor(question)).text
    assert "<h3>Département</h3>" in browser.get(f"/compte/contributions/{edit.id}").text
    transition(a_member(territory, "moderator").as_actor(), edit, "approve", version=edit.version)
    db.session.commit()
    assert question.edited_at is not None and "Modifiée le" in client.get(question.path).text
    listed = client.get(f"/territoires/{territory.slug}/questions.json").get_json()["items"][0]
    assert listed["date_modified"] == question.edited_at.isoformat()
    assert listed["date_published"] < listed["date_modified"]
    assert (
        "sans voiture" in client.get(f"/territoires/{territory.slug}/questions?theme=ville&origine=75").text
    )
    assert question.path in client.get("/questions/similaires?q=vivre+sans+voiture").text


def test_the_previews_are_the_author_s(signed_in: SignIn) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    question = a_question(territory, author, "draft")
    answer = an_answer(a_question(territory, an_account()), author, "draft")
    for item in (question, answer):
        page = signed_in(author).get(f"/compte/contributions/{item.id}/apercu")
        assert page.status_code == 200 and "Aperçu" in page.text
        assert signed_in(an_account()).get(f"/compte/contributions/{item.id}/apercu").status_code == 404


def test_a_draft_for_a_closed_question_stays(signed_in: SignIn) -> None:
    territory = a_territory()
    author = a_member(territory, "ambassador")
    question = a_question(territory, an_account())
    answer = an_answer(question, author, "draft")
    question.closed_reason = "touristique"
    db.session.flush()
    browser = signed_in(author)
    assert browser.submit(editor(answer), {"text": NEW, "act": "send"}).status_code == 403
    browser.submit(f"/compte/contributions/{answer.id}", {}, form="/envoyer")
    db.session.refresh(answer)
    assert answer.status == "draft"
