"""A request is proposed to ambassadors, who write once or decline; nobody reads it once its mover takes it back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ambassadors.access.actions import Action
from ambassadors.access.policy import can, permitted
from ambassadors.accounts.closing import close_account
from ambassadors.accounts.exporting import data_of
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.typography import french
from ambassadors.introductions.consent import AMBASSADOR, OWNER, PHONE, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.proposal import Proposal
from ambassadors.introductions.record import Event
from ambassadors.introductions.service import proposing, sharing
from ambassadors.network.queries.team import membership_as
from ambassadors.network.service.roles import end_role
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import an_owner
from tests.factories.introductions import PROJECT, a_proposal, an_introduction
from tests.factories.territories import a_territory, aveyron
from tests.questions.mailing import SignIn, mails_to

DESK, HOME = "/bureau/bassin-de-brive/demandes", "/compte/accompagnements"
ALL = (TEAM, OWNER, PHONE, AMBASSADOR)
MESSAGE = "Bonjour Lise, je vis à Donzenac depuis six ans. Venez, je vous montrerai la gare et les maisons."


@dataclass(frozen=True)
class Circle:
    """A territory, who runs it, one ambassador, and a mover who agrees to everything."""

    here: Territory
    manager: Account
    ambassador: Account
    mover: Account
    made: Introduction


@pytest.fixture
def circle(app: Flask) -> Circle:
    here = a_territory()
    manager = a_member(here, "manager", "Rémi Marque")
    ambassador = a_member(here, "ambassador", "Aïcha Voisine", themes=["logement"])
    mover = an_account("Lise Robin", "lise@demo.example")
    return Circle(here, manager, ambassador, mover, an_introduction(here, mover, consents=ALL))


def history(made: Introduction) -> list[str]:
    return list(
        db.session.scalars(select(Event.what).where(Event.introduction_id == made.id).order_by(Event.id))
    )


def test_from_the_desk_to_the_mover_by_way_of_an_ambassador(
    circle: Circle, signed_in: SignIn, mail_folder: Path
) -> None:
    desk, ambassador, own = map(signed_in, (circle.manager, circle.ambassador, circle.mover))
    item, number = f"{DESK}/{circle.made.id}", circle.ambassador.id
    address = circle.ambassador.email or ""
    assert "Aïcha Voisine, parle de\u00a0: Logement" in desk.get(item).text
    assert HOME in ambassador.get("/compte").text and HOME not in own.get("/compte").text
    asked = desk.submit(item, {"ambassador": number}, form="/ambassadeurs")
    assert asked.location == f"{item}#ambassadeurs" and "N’a pas encore répondu" in desk.get(item).text

    (told,) = mails_to(mail_folder, address)
    for secret in ("Lise", "lise@demo.example", "06 12", PROJECT):
        assert secret not in told.text + told.html + told.subject
    proposal = db.session.scalars(select(Proposal)).one()
    page = f"{HOME}/{proposal.id}"
    assert page in told.text and page in ambassador.get(HOME).text
    shown = ambassador.get(page)
    assert "Lise Robin" in shown.text and PROJECT in shown.text and address in shown.text
    for secret in ("lise@demo.example", "06 12", "un chat", "Infirmière"):
        assert secret not in shown.text
    assert int(shown.headers["X-Query-Count"]) <= 8

    action, data = ambassador.filled(page, {"message": MESSAGE}, form=page)
    _, late = ambassador.filled(page, {"message": "Un second message, arrivé trop tard."}, form=page)
    sent = [ambassador.post(action, data=data) for _ in range(2)]
    assert [answer.location for answer in sent] == [page, page]
    second = ambassador.post(action, data=late)
    assert second.status_code == 409 and "arrivé trop tard" in second.text
    (brought,) = mails_to(mail_folder, "lise@demo.example")
    assert brought.reply_to == address and "Aïcha Voisine" in brought.subject
    for part in (brought.text, brought.html):
        assert MESSAGE in part and f"/ambassadeurs/{number}-aicha-voisine" in part
    assert history(circle.made) == ["asked", "proposed", "written"]
    for reader, seen in (
        (desk.get(item), "A écrit le"),
        (own.get(f"/compte/demandes/{circle.made.id}"), MESSAGE),
    ):
        assert seen in reader.text and "Aïcha Voisine" in reader.text
        assert (
            "roposée à un ambassadeur" in reader.text
            and "n ambassadeur ou une ambassadrice a écrit" in reader.text
        )
    assert MESSAGE not in desk.get(item).text and MESSAGE in ambassador.get(page).text


def test_declining_is_known_at_the_desk_alone(circle: Circle, signed_in: SignIn, mail_folder: Path) -> None:
    page = a_proposal(circle.made, circle.manager, circle.ambassador).path
    desk, ambassador, own = map(signed_in, (circle.manager, circle.ambassador, circle.mover))
    for wrong, message in (
        ("", "Écrivez votre message"),
        ("Oui.", "un peu plus"),
        ("x" * 4001, "4\u202f000"),
    ):
        refused = ambassador.submit(page, {"message": wrong}, form=page)
        assert refused.status_code == 422 and message in refused.text and wrong in refused.text
    assert ambassador.submit(page, {}, form="/decliner").location == page
    assert "Vous avez décliné" in ambassador.get(page).text
    assert ambassador.post(page, data={"message": MESSAGE}).status_code in (400, 409)
    assert "A décliné" in desk.get(f"{DESK}/{circle.made.id}").text
    assert "décliné" not in own.get(f"/compte/demandes/{circle.made.id}").text.lower()
    assert not mails_to(mail_folder, "lise@demo.example")


def test_three_wait_at_most_the_free_first_and_nobody_twice(circle: Circle, signed_in: SignIn) -> None:
    here, manager = circle.here, circle.manager
    names = ("Bastien", "Chloé", "David")
    others = [a_member(here, "ambassador", name) for name in names]
    a_member(here, "ambassador", "Parti").memberships[0].ended_at = manager.created_at
    a_proposal(an_introduction(here, an_account("Karim"), consents=ALL), manager, others[0])
    desk, item = signed_in(manager), f"{DESK}/{circle.made.id}"
    choices = desk.get(item).text.split('id="ambassador"')[1].split("</select>")[0]
    order = ["Disponibles", "Aïcha Voisine", "Chloé", "David", "attend déjà", "Bastien"]
    assert sorted(order, key=choices.index) == order and "Parti" not in choices
    for wrong in ("", "x", manager.id, circle.mover.id):
        answer = desk.submit(item, {"ambassador": wrong}, form="/ambassadeurs")
        assert answer.status_code == 422 and "Choisissez une personne de la liste" in answer.text
    chosen = (circle.ambassador, *others[:2])
    late = [desk.filled(item, {"ambassador": one.id}, "/ambassadeurs") for one in (others[2], others[0])]
    for one in chosen:
        assert desk.submit(item, {"ambassador": one.id}, form="/ambassadeurs").status_code == 303
    assert french(proposing.ENOUGH) in desk.get(item).text
    assert [desk.post(action, data=data).status_code for action, data in late] == [422, 422]
    waiting = db.session.scalars(select(Proposal).where(Proposal.ambassador_id == chosen[0].id)).one()
    proposing.decline(circle.ambassador.as_actor(), waiting)
    choices = desk.get(item).text.split('id="ambassador"')[1].split("</select>")[0]
    assert "David" in choices and "Aïcha" not in choices


def _revoke(circle: Circle) -> None:
    sharing.revoke(circle.mover.as_actor(), circle.made, AMBASSADOR)


def _withdraw(circle: Circle) -> None:
    sharing.withdraw(circle.mover.as_actor(), circle.made)


def _former_words(circle: Circle) -> None:
    """The first words of this agreement said nothing of a name or a project."""
    given = next(one for one in circle.made.consents if one.kind == AMBASSADOR)
    given.wording = 1
    db.session.commit()


def _end_role(circle: Circle) -> None:
    held = membership_as(circle.ambassador.id, circle.here.id, "ambassador")
    assert held is not None
    end_role(circle.manager.as_actor(), held)


@pytest.mark.parametrize(("ends", "left"), [(_revoke, 1), (_former_words, 1), (_withdraw, 0), (_end_role, 1)])
def test_once_taken_back_it_is_neither_read_nor_written_to(
    circle: Circle, signed_in: SignIn, mail_folder: Path, ends: Callable[[Circle], None], left: int
) -> None:
    page = a_proposal(circle.made, circle.manager, circle.ambassador).path
    ambassador, desk = signed_in(circle.ambassador), signed_in(circle.manager)
    action, data = ambassador.filled(page, {"message": MESSAGE}, form=page)
    ends(circle)
    assert ambassador.get(page).status_code == 404 and page not in ambassador.get(HOME).text
    for late in (ambassador.post(action, data=data), ambassador.post(f"{page}/decliner", data=data)):
        assert late.status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Proposal)) == left
    assert not mails_to(mail_folder, "lise@demo.example")
    shown = desk.get(f"{DESK}/{circle.made.id}").text
    assert ("Ne peut plus la lire" in shown) is bool(left) and "Lise" not in ambassador.get(HOME).text


def test_nobody_else_reads_or_proposes(circle: Circle, signed_in: SignIn) -> None:
    here, elsewhere, made = circle.here, aveyron(), circle.made
    owner = a_member(here, "partner", "Paul")
    an_owner(here, "logement", owner)
    proposal = a_proposal(made, circle.manager, circle.ambassador)
    quiet = an_introduction(here, circle.mover, consents=(TEAM, OWNER))
    nameless = an_introduction(here, circle.mover, consents=(OWNER, AMBASSADOR))
    closed = an_introduction(here, circle.mover, consents=ALL, state="closed", by=circle.manager)
    people = {
        "manager": circle.manager,
        "owner": owner,
        "ambassador": circle.ambassador,
        "another": a_member(here, "ambassador"),
        "moderator": a_member(here, "moderator"),
        "manager elsewhere": a_member(elsewhere, "manager"),
        "mover": circle.mover,
        "administrator": an_admin(),
    }
    may: dict[str, set[int]] = {}
    rows: tuple[tuple[Action, Any, list[Any]], ...] = (
        (Action.INTRODUCTION_PROPOSE, Introduction, [made, quiet, nameless, closed]),
        (Action.PROPOSAL_ANSWER, Proposal, [proposal]),
    )
    for name, account in people.items():
        actor = account.as_actor()
        for action, model, found in rows:
            passed = set(db.session.scalars(select(model.id).where(permitted(actor, action, model))))
            assert passed == {one.id for one in found if can(actor, action, one)}, (name, action)
        may[name] = {one.id for one in (made, quiet, nameless, closed) if can(actor, rows[0][0], one)}
        browser = signed_in(account)
        assert browser.get(proposal.path).status_code == (200 if name == "ambassador" else 404)
        assert (browser.post(f"{DESK}/{made.id}/ambassadeurs").status_code == 400) is bool(may[name])
    assert may["manager"] == {made.id} and may["owner"] == {made.id, nameless.id}
    assert not any(may[name] for name in ("ambassador", "another", "moderator", "manager elsewhere", "mover"))
    assert "ambassador" not in signed_in(circle.manager).get(f"{DESK}/{quiet.id}").text


def test_a_copy_of_one_s_data_and_the_end_of_an_account(circle: Circle) -> None:
    proposal = a_proposal(circle.made, circle.manager, circle.ambassador)
    proposing.write(circle.ambassador.as_actor(), proposal, MESSAGE)
    (told,) = data_of(circle.mover.as_actor(), circle.mover)["demandes"]
    assert [(one["nom"], one["message"]) for one in told["ambassadeurs"]] == [("Aïcha Voisine", MESSAGE)]
    (mine,) = data_of(circle.ambassador.as_actor(), circle.ambassador)["accompagnements"]
    assert mine["message"] == MESSAGE and mine["ecrit_le"] and "Lise Robin" not in str(mine)
    close_account(circle.ambassador.as_actor(), circle.ambassador, keep_texts=True)
    assert db.session.scalars(select(Proposal)).all() == [] and history(circle.made)[-1] == "written"
