"""What an author follows and does on their own contributions."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.engine import Reason, transition
from ambassadors.moderation.models import Subject, Submission, SubmissionRevision
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory

SignedIn = Callable[[Account], PageClient]
HOME = "/compte/contributions"


def test_one_sees_all_of_ones_own_and_nobody_elses(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    nora, sam = an_account("Nora"), an_account("Samir")
    a_testimonial(territory, nora, "draft", title="Un brouillon de Nora, pas fini")
    a_question(territory, nora, "rejected", title="Une question refusée de Nora ?")
    a_question(territory, sam, "published", title="Une question de Samir, en ligne ?")
    browser = signed_in(nora)
    page = browser.get(HOME).text
    assert "Un brouillon de Nora" in page and "Une question refusée" in page and "Samir" not in page
    drafts = browser.get(f"{HOME}?etat=draft").text
    assert "Un brouillon de Nora" in drafts and "Une question refusée" not in drafts


@pytest.mark.parametrize("rest", ["", "/modifier", "/apercu", "/retirer", "/supprimer"])
def test_what_is_anothers_does_not_exist(app: Flask, signed_in: SignedIn, rest: str) -> None:
    territory = a_territory()
    item = a_testimonial(territory, an_account("Nora"), "published")
    for stranger in (an_account("Samir"), a_member(territory, "manager")):
        assert signed_in(stranger).get(f"{HOME}/{item.id}{rest}").status_code == 404


def test_reasons_of_a_refusal_are_told_with_the_ways_to_contest(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory(contact_email="bonjour@brive.example")
    author, moderator = an_account("Nora"), a_member(territory, "moderator", "Luc Bastide")
    item = a_question(territory, author, "submitted")
    said = "Votre texte nomme votre ancien employeur, qui n’a rien demandé."
    reason = Reason("donnees-personnelles", said)
    transition(moderator.as_actor(), item, "reject", reason=reason, version=item.version)
    page = signed_in(author).get(f"{HOME}/{item.id}").text
    assert said in page and "Données personnelles" in page
    assert "bonjour@brive.example" in page and "six mois" in page
    assert "Luc Bastide" not in page


def test_sent_taken_back_and_deleted_without_a_trace(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    author = an_account("Nora")
    item = an_answer(a_question(territory, an_account()), author, "submitted")
    number = item.id
    browser = signed_in(author)
    back = browser.submit(f"{HOME}/{number}", {}, form="/reprendre")
    assert back.status_code == 303
    db.session.refresh(item)
    assert (item.status, item.review) == ("draft", "none")
    gone = browser.submit(f"{HOME}/{number}/supprimer", {})
    assert gone.location == HOME and "Brouillon supprimé" in browser.get(HOME).text
    db.session.expire_all()
    assert db.session.scalar(select(Submission).where(Submission.id == number)) is None
    assert db.session.get(Subject, number) is None
    left = select(SubmissionRevision).where(SubmissionRevision.submission_id == number)
    assert db.session.scalars(left).all() == []


def test_only_a_draft_is_deleted(app: Flask, signed_in: SignedIn) -> None:
    author = an_account("Nora")
    item = a_testimonial(a_territory(), author, "draft")
    browser = signed_in(author)
    shown = browser.get(f"{HOME}/{item.id}/supprimer")
    transition(author.as_actor(), item, "submit", version=item.version)
    db.session.commit()
    form = read(shown).forms[-1]
    assert browser.post(f"{HOME}/{item.id}/supprimer", data=dict(form["fields"])).status_code == 409
    assert browser.get(f"{HOME}/{item.id}/supprimer").status_code == 409


def test_an_author_retires_after_confirming(app: Flask, signed_in: SignedIn) -> None:
    author = an_account("Nora")
    item = a_testimonial(a_territory(), author, "published")
    browser = signed_in(author)
    assert "Retirer du site" in browser.get(f"{HOME}/{item.id}").text
    browser.submit(f"{HOME}/{item.id}/retirer", {})
    db.session.refresh(item)
    assert item.status == "retired"
    assert browser.get(f"{HOME}/{item.id}/retirer").status_code == 409


def test_a_text_sent_too_late_is_not_lost(app: Flask, signed_in: SignedIn) -> None:
    author = an_account("Nora")
    item = a_testimonial(a_territory(), author, "draft")
    browser = signed_in(author)
    token = dict(read(browser.get(f"{HOME}/{item.id}/supprimer")).forms[-1]["fields"])
    transition(author.as_actor(), item, "submit", version=item.version)
    db.session.commit()
    written = "Une très longue phrase que personne ne voudrait avoir à écrire une seconde fois, vraiment."
    answer = browser.post(f"{HOME}/{item.id}/modifier", data=token | {"lead": written})
    assert answer.status_code == 409 and written in answer.text


def test_a_forged_form_changes_nothing(app: Flask, signed_in: SignedIn) -> None:
    author = an_account("Nora")
    item = a_testimonial(a_territory(), author, "submitted")
    answer = signed_in(author).post(f"{HOME}/{item.id}/reprendre", data={"csrf_token": "faux"})
    assert answer.status_code == 400 and item.status == "submitted"


def test_history_shows_what_each_version_changed(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    author = an_account("Nora")
    item = a_testimonial(territory, author, "returned")
    item.write({"title": "Deux enfants, un jardin et le train de 7 h 10"})
    transition(author.as_actor(), item, "submit", version=item.version)
    db.session.commit()
    page = signed_in(author).get(f"{HOME}/{item.id}").text
    assert "Ce que cette version changeait" in page and "<ins>7</ins>" in page and "<del>6</del>" in page
    moderator = signed_in(a_member(territory, "moderator"))
    desk = moderator.get(f"/bureau/bassin-de-brive/moderation/{item.id}").text
    assert "Ce qui a changé depuis votre demande" in desk and "<ins>7</ins>" in desk
