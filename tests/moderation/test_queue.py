"""The desk's queue: what a team sees, decides, and is told."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.editing import propose_edit
from ambassadors.moderation.engine import transition
from ambassadors.moderation.history import decisions_on
from ambassadors.questions.models import Question
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignedIn = Callable[[Account], PageClient]
QUEUE = "/bureau/bassin-de-brive/moderation"
WORDS = "Merci de retirer le nom de votre voisine, elle n’a rien demandé."


def test_the_queue_shows_what_awaits_here_and_nothing_else(app: Flask, signed_in: SignedIn) -> None:
    here, elsewhere = a_territory(), aveyron()
    moderator, author = a_member(here, "moderator"), an_account("Nora")
    a_question(here, author, "submitted", title="Où sont les marchés couverts ?")
    a_question(here, author, "published", title="Déjà publiée ici, ou pas ?")
    a_question(elsewhere, author, "submitted", title="Ailleurs, en Aveyron ?")
    page = signed_in(moderator).get(QUEUE)
    assert "Où sont les marchés couverts" in page.text
    assert "Déjà publiée" not in page.text and "Ailleurs" not in page.text
    assert page.text.index("1 publiée") > 0


def test_approving_brings_the_next_one(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    moderator, author = a_member(territory, "moderator"), an_account("Nora")
    first = a_question(territory, author, "submitted", title="La première question, la plus ancienne")
    second = a_question(territory, author, "submitted", title="La seconde question, plus récente")
    browser = signed_in(moderator)
    answer = browser.submit(f"{QUEUE}/{first.id}", {}, form=f"{QUEUE}/{first.id}")
    assert answer.status_code == 303 and answer.location.endswith(f"{QUEUE}/{second.id}")
    shown = browser.get(answer.location)
    assert "Accepté" in shown.text and "La première question" in shown.text
    db.session.refresh(first)
    assert (first.status, first.review, first.decided_by_id) == ("published", "done", moderator.id)
    last = browser.submit(f"{QUEUE}/{second.id}", {}, form=f"{QUEUE}/{second.id}")
    assert "La file est vide" in browser.get(last.location).text


def test_a_refusal_asks_for_its_reason_and_keeps_what_was_typed(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_question(territory, an_account(), "submitted")
    browser = signed_in(a_member(territory, "moderator"))
    page = f"{QUEUE}/{item.id}?decision=reject"
    short = browser.submit(page, {"statement": "Non merci."})
    lawless = browser.submit(page, {"code": "illegal", "statement": WORDS})
    odd = browser.submit(page, {"code": "qualite", "statement": WORDS})
    nul = browser.submit(page, {"code": "hors-sujet", "statement": WORDS + "\x00"})
    assert [answer.status_code for answer in (short, lawless, odd, nul)] == [422, 422, 422, 422]
    assert "Non merci." in short.text and "Choisissez le motif" in short.text
    assert WORDS in lawless.text and "Citez le texte de loi" in lawless.text
    db.session.refresh(item)
    assert item.status == "submitted"


def test_a_refusal_is_written_in_the_log_with_its_reason(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_question(territory, an_account(), "submitted")
    browser = signed_in(a_member(territory, "moderator", "Luc Bastide"))
    answer = browser.submit(
        f"{QUEUE}/{item.id}?decision=reject",
        {"code": "illegal", "law": "Code pénal, article R621-1", "statement": WORDS},
    )
    assert answer.status_code == 303
    last = decisions_on(item)[-1]
    assert (last.transition, last.reason_code, last.law) == (
        "reject",
        "illegal",
        "Code pénal, article R621-1",
    )
    shown = browser.get(f"{QUEUE}/{item.id}").text
    assert WORDS.replace("’", "&#39;") in shown or WORDS in shown
    assert "Luc Bastide" in shown and "Code pénal" in shown


def test_the_second_moderator_gets_a_clear_conflict(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_question(territory, an_account(), "submitted")
    another = a_question(territory, an_account(), "submitted", title="Une autre question qui attend ?")
    second = signed_in(a_member(territory, "manager"))
    shown = second.get(f"{QUEUE}/{item.id}")
    first = a_member(territory, "moderator", "Luc Bastide")
    transition(first.as_actor(), item, "approve", version=item.version)
    db.session.commit()
    form = next(form for form in read(shown).forms if form["method"] == "post")
    answer = second.post(form["action"], data=dict(form["fields"]))
    assert answer.status_code == 409
    assert "Déjà traité par Luc Bastide à" in answer.text
    assert f'href="{QUEUE}/{another.id}"' in answer.text and f'href="{QUEUE}/{item.id}"' in answer.text
    assert [line.transition for line in decisions_on(item)] == ["submit", "approve"]


def test_the_same_form_sent_twice_shows_its_first_result(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_question(territory, an_account(), "submitted")
    browser = signed_in(a_member(territory, "moderator"))
    form = next(f for f in read(browser.get(f"{QUEUE}/{item.id}")).forms if f["method"] == "post")
    answers = [browser.post(form["action"], data=dict(form["fields"])) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert len(decisions_on(item)) == 2


def test_nobody_decides_for_themselves_and_the_page_says_so(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    moderator = a_member(territory, "moderator")
    item = a_testimonial(territory, moderator, "submitted")
    browser = signed_in(moderator)
    page = browser.get(f"{QUEUE}/{item.id}")
    assert "Personne ne décide pour soi" in page.text and "Accepter" not in page.text
    token = read(browser.get("/compte/contributions/" + str(item.id))).forms[-1]["fields"]
    forced = browser.post(
        f"{QUEUE}/{item.id}", data=dict(token) | {"decision": "approve", "version": item.version}
    )
    assert forced.status_code == 403 and item.status == "submitted"


def test_what_was_published_can_be_found_and_unpublished(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_testimonial(territory, an_account("Nora"), "published")
    browser = signed_in(a_member(territory, "moderator"))
    found = browser.get(f"{QUEUE}/traites?type=testimonial&etat=published")
    assert f'href="{QUEUE}/{item.id}"' in found.text
    answer = browser.submit(
        f"{QUEUE}/{item.id}?decision=unpublish", {"code": "droit-image", "statement": WORDS}
    )
    assert answer.location.endswith(f"{QUEUE}/{item.id}")
    db.session.refresh(item)
    assert item.status == "unpublished"
    browser.submit(f"{QUEUE}/{item.id}", {}, form=f"{QUEUE}/{item.id}")
    db.session.refresh(item)
    assert item.status == "published"


def test_a_draft_is_on_no_desk(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    item = a_testimonial(territory, an_account("Nora"), "submitted")
    transition(item.author.as_actor(), item, "withdraw", version=item.version)
    assert signed_in(a_member(territory, "manager")).get(f"{QUEUE}/{item.id}").status_code == 404


def test_pages_of_the_queue_go_from_the_oldest_to_the_newest(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    author = an_account("Nora")
    items = [
        a_question(territory, author, "submitted", title=f"Question numéro {number:03}, qui attend ?")
        for number in range(35)
    ]
    browser = signed_in(a_member(territory, "moderator"))
    first = browser.get(QUEUE).text
    assert "numéro 000" in first and "numéro 029" in first and "numéro 030" not in first
    following = next(part for part in first.split('"') if "?page=" in part).replace("&amp;", "&")
    second = browser.get(following).text
    assert "numéro 030" in second and "numéro 034" in second and "numéro 029" not in second
    assert len(items) == 35


def test_statements_do_not_grow_with_the_queue(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    authors = [an_account(f"Personne {number}") for number in range(6)]
    ambassador = a_member(territory, "ambassador")
    browser = signed_in(a_member(territory, "moderator"))

    def fill() -> None:
        for author in authors:
            asked = a_question(territory, author, "published")
            an_answer(asked, ambassador, "submitted")
            a_question(territory, author, "submitted")
            told = a_testimonial(territory, author, "published")
            propose_edit(author.as_actor(), told, {"lead": f"Un autre chapô, écrit par {author.name}."})
        db.session.commit()

    counts = []
    for _ in range(2):
        fill()
        item = db.session.scalars(select(Question).where(Question.status == "submitted")).first()
        assert item is not None
        pages = (QUEUE, f"{QUEUE}/{item.id}", f"{QUEUE}/traites", "/bureau/bassin-de-brive")
        counts.append([int(browser.get(page).headers["X-Query-Count"]) for page in pages])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 30


def test_a_territory_chooses_when_to_review(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    manager = signed_in(a_member(territory, "manager"))
    assert signed_in(a_member(territory, "moderator")).get(f"{QUEUE}/reglages").status_code == 403
    wrong = manager.submit(f"{QUEUE}/reglages", {"answer-trusted_after": "mille"})
    assert wrong.status_code == 422 and "mille" in wrong.text
    saved = manager.submit(f"{QUEUE}/reglages", {"answer-when": "apres", "question-trusted_after": "2"})
    assert saved.status_code == 303
    asked = a_question(territory, an_account("Nora"), "published")
    answer = an_answer(asked, a_member(territory, "ambassador"), "draft")
    transition(answer.author.as_actor(), answer, "submit", version=answer.version)
    assert (answer.status, answer.review) == ("published", "pending")
    assert "À relire" in manager.get(f"{QUEUE}/{answer.id}").text


def test_a_partner_opens_the_desk_without_its_queue(app: Flask, signed_in: SignedIn) -> None:
    territory = a_territory()
    partner = signed_in(a_member(territory, "partner"))
    page = partner.get("/bureau/bassin-de-brive")
    assert page.status_code == 200 and f'href="{QUEUE}' not in page.text
    assert partner.get(QUEUE).status_code == 403
    assert signed_in(a_member(territory, "ambassador")).get("/bureau/bassin-de-brive").status_code == 404
