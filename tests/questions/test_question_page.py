"""The page of a question: a conversation, labelled by who speaks."""

import re

import pytest
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.moderation.models import SubmissionStats
from ambassadors.network.models import Organisation
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question, an_answer, bring_to
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn


def test_who_speaks_is_said(client: PageClient) -> None:
    territory = a_territory()
    cci = Organisation(territory_id=territory.id, name="CCI de la Corrèze", kind="cci")
    db.session.add(cci)
    db.session.flush()
    question = a_question(territory, an_account("Inès"), horizon="1-2-ans", segment="familles")
    for role, name in (("ambassador", "Claire Morel"), ("moderator", "Anne"), ("manager", "Luc")):
        answer = an_answer(question, a_member(territory, role, name), "draft", text=f"Texte de {name}.")
        answer.speaker_role = role
        bring_to(answer, "published")
    partner = an_answer(question, a_member(territory, "partner", "Paul Secret"), "draft", text="Texte CCI.")
    partner.speaker_role, partner.organisation_id = "partner", cci.id
    bring_to(partner, "published")
    page = client.get(question.path)
    assert page.status_code == 200 and int(page.headers["X-Query-Count"]) <= 4
    for words in (
        "Inès", "Dans un à deux ans", "Familles", "Qualité de vie", "Ambassadeur ou ambassadrice",
        "Modération", "Responsable de marque", "CCI de la Corrèze", "Acteur local", "Texte de Luc",
    ):  # fmt: skip  # a list of words
        assert words in page.text, words
    assert "Paul Secret" not in page.text


def test_words_stay_when_a_role_ends(client: PageClient) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    claire = a_member(territory, "ambassador", "Claire Morel")
    an_answer(question, claire)
    assert f"/ambassadeurs/{claire.id}-claire-morel" in client.get(question.path).text
    membership = db.session.scalars(select(Membership).where(Membership.account_id == claire.id)).one()
    membership.ended_at = now()
    db.session.flush()
    page = client.get(question.path).text
    assert (
        "Ancien ambassadeur ou ancienne ambassadrice" in page
        and "/ambassadeurs/" not in page.split("</main>")[0].split("<main")[1]
    )


def test_a_wrong_slug_leads_to_the_right_one(client: PageClient) -> None:
    question = a_question(a_territory(), an_account())
    for wrong in (
        f"/questions/{question.id}",
        f"/questions/{question.id}-autre",
        f"/questions/{question.id}-",
    ):
        moved = client.get(f"{wrong}?utm=1")
        assert moved.status_code == 301 and moved.location == question.path
    assert client.get(f"/questions/{question.id}-autre/reponses/nouvelle").location.endswith(
        f"{question.path}/reponses/nouvelle"
    )
    assert client.get("/questions/999999-rien").status_code == 404
    assert client.get("/questions/99999999999-rien").status_code == 404


@pytest.mark.parametrize("status", ["submitted", "returned", "rejected", "unpublished", "retired"])
def test_what_is_not_public_is_its_author_s_and_the_team_s(
    client: PageClient, signed_in: SignIn, status: str
) -> None:
    territory, asker = a_territory(), an_account()
    question = a_question(territory, asker, status)
    assert client.get(question.path).status_code == 404
    assert signed_in(an_account()).get(question.path).status_code == 404
    assert "pas publique" in signed_in(asker).get(question.path).text
    assert signed_in(a_member(territory, "moderator")).get(question.path).status_code == 200


def test_only_published_answers_show(client: PageClient) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    an_answer(question, a_member(territory, "ambassador"), "submitted", text="Pas encore relue.")
    page = client.get(question.path).text
    assert "Pas encore relue" not in page and "Pas encore de réponse" in page


def test_many_answers_come_in_pages(client: PageClient) -> None:
    territory = a_territory()
    question, author = a_question(territory, an_account()), a_member(territory, "ambassador")
    for number in range(53):
        an_answer(question, author, text=f"Réponse numéro {number:02}.")
    first = client.get(question.path)
    assert "numéro 00" in first.text and "numéro 49" in first.text and "numéro 50" not in first.text
    following = re.search(r'href="([^"]+\?suite=[^"]+)"', first.text)
    assert following
    second = client.get(following[1])
    assert "numéro 50" in second.text and "numéro 52" in second.text and "numéro 49" not in second.text
    assert int(second.headers["X-Query-Count"]) <= 4


def test_the_number_of_statements_does_not_grow(client: PageClient) -> None:
    territory = a_territory()
    question, author = a_question(territory, an_account()), a_member(territory, "ambassador")
    alone = client.get(question.path).headers["X-Query-Count"]
    for _ in range(6):
        a_question(territory, an_account())
        an_answer(question, author)
    assert client.get(question.path).headers["X-Query-Count"] == alone


def test_others_of_the_theme(client: PageClient) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    same = a_question(territory, an_account(), title="Une autre question du même thème ?")
    other = a_question(territory, an_account(), title="Une question sur le climat ?", theme="climat")
    page = client.get(question.path).text
    assert same.path in page and other.path not in page


def test_the_asker_says_what_helped(client: PageClient, signed_in: SignIn) -> None:
    territory, asker = a_territory(), an_account("Inès")
    question = a_question(territory, asker)
    first = an_answer(question, a_member(territory, "ambassador"))
    second = an_answer(question, a_member(territory, "manager"))
    browser = signed_in(asker)

    def helpful() -> int:
        return db.session.get_one(SubmissionStats, question.id, populate_existing=True).helpful

    done = browser.submit(question.path, {"reponse": str(first.id)}, form="/utile")
    assert done.status_code == 303 and done.location == first.path and helpful() == 1
    browser.submit(question.path, {"reponse": str(second.id)}, form="/utile")
    assert helpful() == 2
    assert client.get(question.path).text.count("A aidé la personne qui demandait") == 2
    browser.submit(question.path, {"reponse": str(first.id)}, form="/utile")
    assert helpful() == 1 and client.get(question.path).text.count("A aidé la personne") == 1


def test_only_the_asker_marks_and_only_answers_of_the_question(client: PageClient, signed_in: SignIn) -> None:
    territory, asker = a_territory(), an_account()
    question, other = a_question(territory, asker), a_question(territory, asker)
    ambassador = a_member(territory, "ambassador")
    answer, elsewhere = an_answer(question, ambassador), an_answer(other, ambassador)
    hidden = an_answer(question, ambassador, "submitted")
    assert signed_in(ambassador).post(f"{question.path}/utile").status_code == 403
    assert client.post(f"{question.path}/utile").status_code == 403
    assert "Cette réponse m’a aidé" not in signed_in(ambassador).get(question.path).text
    browser = signed_in(asker)
    for wrong in (elsewhere.id, hidden.id, 999999, "99999999999999", "abc", "", "-1"):
        assert browser.submit(question.path, {"reponse": str(wrong)}, form="/utile").status_code == 404
    forged = browser.post(f"{question.path}/utile", data={"reponse": str(answer.id)})
    assert forged.status_code == 400


def test_who_may_answer_is_invited_to(client: PageClient, signed_in: SignIn) -> None:
    territory = a_territory()
    question = a_question(territory, an_account())
    link = f"{question.path}/reponses/nouvelle"
    assert link not in client.get(question.path).text
    assert link not in signed_in(an_account()).get(question.path).text
    for role in ("ambassador", "partner", "moderator", "manager"):
        assert link in signed_in(a_member(territory, role)).get(question.path).text
