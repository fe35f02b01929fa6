"""An ambassador accepts a version, once, before a first contribution; a new version asks again and stops nobody."""

import json
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.charter.models import CharterAcceptance
from ambassadors.charter.queries import asked_of
from ambassadors.core.db import db
from ambassadors.questions.models import Answer
from ambassadors.testimonials.models import Testimonial
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.charter import PROMISE, a_charter, accepted
from tests.factories.network import delivered
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignedIn = Callable[[Account], PageClient]
TYPED = "Oui, en s’inscrivant dès le printemps auprès du service petite enfance."


def acceptances() -> list[CharterAcceptance]:
    return list(db.session.scalars(select(CharterAcceptance)))


def test_the_charter_comes_before_a_first_testimonial(signed_in: SignedIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "ambassador"))
    page = f"{here.path}/temoignages/nouveau"
    assert browser.get(page).status_code == 200  # no charter, nothing to promise
    a_charter(here, an_account())
    sent = browser.get(page)
    assert (sent.status_code, sent.location) == (303, f"/compte/charte/{here.slug}?suite={page}")
    done = browser.submit(sent.location, {})
    assert (done.status_code, done.location) == (303, page)
    (promise,) = acceptances()
    assert promise.at is not None
    assert browser.get(page).status_code == 200
    assert browser.submit(page, {}).status_code == 303


def test_an_answer_typed_before_the_charter_came_is_not_lost(signed_in: SignedIn) -> None:
    here = a_territory()
    question = a_question(here, an_account("Nora"))
    browser = signed_in(a_member(here, "ambassador"))
    page = f"{question.path}/reponses/nouvelle"
    action, data = browser.filled(page, {"text": TYPED, "act": "send"})
    a_charter(here, an_account())
    sent = browser.post(action, data=data)
    assert sent.status_code == 303 and sent.location.startswith(
        f"/compte/charte/{here.slug}?suite=/compte/reprise/"
    )
    assert db.session.scalar(select(Answer.id)) is None
    kept = browser.submit(sent.location, {})
    assert kept.location.startswith("/compte/reprise/") and TYPED in browser.get(kept.location).text
    assert browser.submit(kept.location, {}).status_code == 303
    assert db.session.scalars(select(Answer.text)).all() == [TYPED]


def test_a_draft_from_before_the_charter_is_saved_and_waits(signed_in: SignedIn) -> None:
    here = a_territory()
    author = a_member(here, "ambassador")
    item, draft = (
        a_testimonial(here, author, "draft"),
        an_answer(a_question(here, an_account()), author, "draft"),
    )
    a_charter(here, an_account())
    browser = signed_in(author)
    home = f"/compte/contributions/{item.id}"
    sent = browser.submit(f"{home}/modifier", {"title": "Un titre changé en dernier", "act": "submit"})
    assert sent.location == f"/compte/charte/{here.slug}?suite={home}"
    kept = db.session.get_one(Testimonial, item.id, populate_existing=True)
    assert (kept.title, kept.status) == ("Un titre changé en dernier", "draft")
    answered = browser.submit(f"/compte/contributions/{draft.id}/modifier", {"text": TYPED, "act": "send"})
    assert answered.location == f"/compte/charte/{here.slug}?suite=/compte/contributions/{draft.id}"
    again = db.session.get_one(Answer, draft.id, populate_existing=True)
    assert (again.text, again.status) == (TYPED, "draft")
    browser.submit(sent.location, {})
    assert browser.submit(home, {}, form="/envoyer").status_code == 303
    assert db.session.get_one(Testimonial, item.id, populate_existing=True).status == "submitted"


def test_others_are_asked_nothing(signed_in: SignedIn) -> None:
    here = a_territory()
    question = a_question(here, an_account("Nora"))
    a_charter(here, an_account())
    for role in ("partner", "moderator", "manager"):
        browser = signed_in(a_member(here, role))
        assert browser.get(f"{question.path}/reponses/nouvelle").status_code == 200, role
        assert "attend votre lecture" not in browser.get("/compte").text
        assert browser.get(f"/compte/charte/{here.slug}").status_code == 403
    elsewhere = a_member(aveyron(), "ambassador")
    assert signed_in(elsewhere).get(f"/compte/charte/{here.slug}").status_code == 403


def test_a_new_version_asks_again_and_stops_nobody(signed_in: SignedIn, mail_folder: Path) -> None:
    here = a_territory()
    manager, author = a_member(here, "manager", "Hélène"), a_member(here, "ambassador", "Nadia Ferhat")
    a_charter(here, manager)
    accepted(here, author)
    browser = signed_in(author)
    assert "attend votre lecture" not in browser.get("/compte").text
    a_charter(here, manager, f"Je date ce que j’avance. {PROMISE}".strip(), "Les dates comptent désormais.")
    page = browser.get("/compte")
    assert "attend votre lecture" in page.text and f"/compte/charte/{here.slug}" in page.text
    assert browser.get(f"{here.path}/temoignages/nouveau").status_code == 200
    (_first, (to, subject, text)) = delivered(mail_folder)
    assert to == author.email and "a changé" in subject and "Les dates comptent" in text
    shown = browser.get(f"/compte/charte/{here.slug}").text
    assert "<ins>" in shown and "version 1" in shown
    browser.submit(f"/compte/charte/{here.slug}", {})
    assert asked_of(author.id) == [] and len(acceptances()) == 2
    assert "attend votre lecture" not in browser.get("/compte").text


def test_nobody_accepts_what_they_have_not_read(signed_in: SignedIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "ambassador"))
    a_charter(here, an_account())
    action, data = browser.filled(f"/compte/charte/{here.slug}?suite={here.path}", {})
    a_charter(here, an_account(), f"Un autre texte. {PROMISE}".strip())
    answer = browser.post(action, data=data)
    assert answer.status_code == 409 and "Un autre texte." in answer.text and not acceptances()
    again = dict(read(answer).forms[-1]["fields"])
    done = browser.post(action, data=again)
    assert (done.status_code, done.location) == (303, here.path)


def test_one_is_never_led_outside(signed_in: SignedIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "ambassador"))
    a_charter(here, an_account())
    done = browser.submit(f"/compte/charte/{here.slug}?suite=//evil.example/x", {})
    assert done.location == "/compte"
    assert browser.post(f"/compte/charte/{here.slug}", data={}).status_code == 400


def test_managers_see_who_accepted_which_version(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    late, first = a_member(here, "ambassador", "Malo Retard"), a_member(here, "ambassador", "Nadia Ferhat")
    team = f"{here.desk_path}/equipe"
    browser = signed_in(manager)
    assert "harte : version" not in browser.get(team).text
    a_charter(here, manager)
    accepted(here, first)
    page = browser.get(team)
    assert "Charte : version 1 acceptée le" in page.text.replace("\u00a0", " ")
    assert page.text.count("pas encore acceptée") == 1
    a_charter(here, manager, f"Autre chose. {PROMISE}".strip())
    accepted(here, late)
    seen = browser.get(team).text.replace("\u00a0", " ")
    assert "charte : version 1, la 2 est en ligne" in seen and "Charte : version 2 acceptée le" in seen
    hidden = signed_in(a_member(here, "moderator")).get(team)
    assert hidden.status_code == 200 and "acceptée le" not in hidden.text


def test_the_team_page_costs_the_same_however_many_accepted(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    a_charter(here, manager)
    browser, counts = signed_in(manager), []
    for _ in range(3):
        accepted(here, a_member(here, "ambassador"))
        counts.append(browser.get(f"{here.desk_path}/equipe").headers["X-Query-Count"])
    assert len(set(counts)) == 1


def test_a_copy_of_ones_data_holds_the_promises_and_leaving_takes_them(
    app: Flask, signed_in: SignedIn
) -> None:
    here = a_territory()
    author, other = a_member(here, "ambassador"), a_member(here, "ambassador", "Malo")
    a_charter(here, an_account())
    for account in (author, other):
        accepted(here, account)
    browser = signed_in(author)
    (promise,) = json.loads(browser.get("/compte/donnees.json").text)["chartes"]
    assert promise["version"] == 1 and promise["territoire"] == here.name and promise["acceptee_le"]
    assert browser.submit("/compte/suppression", {"texts": "keep"}).status_code == 303
    assert len(acceptances()) == 1
