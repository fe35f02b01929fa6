"""A mover's own requests: seen by nobody else, each agreement taken back alone, the whole taken back for good."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.exporting import data_of
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now, standing_at
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow
from ambassadors.introductions.consent import OWNER, PHONE, TEAM, Consent
from ambassadors.introductions.models import PERSONAL, Introduction
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.service import following, sharing
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import an_owner
from tests.factories.introductions import PROJECT, an_introduction
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn

ROOT = Path(__file__).resolve().parents[2]
HOME = "/compte/demandes"
DESK = "/bureau/bassin-de-brive/demandes"


def count(model: Any, *where: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def with_record(mover: Account, manager: Account, **more: Any) -> Introduction:
    """Make a request that was taken in hand, noted and reminded of."""
    here = db.session.get_one(Territory, manager.memberships[0].territory_id)
    made = an_introduction(here, mover, state="taken", by=manager, **more)
    actor = manager.as_actor()
    following.write_note(actor, made, "Lise préfère le matin.")
    following.set_reminder(actor, made, now().date() + timedelta(days=9), "Rappeler Lise")
    db.session.commit()
    return made


def is_empty(made: Introduction) -> bool:
    return not any(getattr(made, name) for name in (*PERSONAL, "origin_id", "horizon", "taken_by_id"))


def test_one_s_requests_are_one_s_own(signed_in: SignIn) -> None:
    here = a_territory()
    mover = an_account("Lise")
    number = an_introduction(here, mover).id
    own, other = signed_in(mover), signed_in(an_account("Un autre"))
    assert f"{HOME}/{number}" in own.get(HOME).text and f"{HOME}/{number}" not in other.get(HOME).text
    shown = own.get(f"{HOME}/{number}")
    assert PROJECT in shown.text and "Elle est arrivée" in shown.text
    assert int(shown.headers["X-Query-Count"]) <= 8
    for address in (f"{HOME}/{number}", f"{HOME}/{number}/retirer", f"{HOME}/{number}/accords/{TEAM}"):
        assert own.get(address).status_code == 200
        assert other.get(address).status_code == 404
        assert other.post(address).status_code in (404, 405)
    assert own.get(f"{HOME}/{number}/accords/inconnu").status_code == 404
    manager = signed_in(a_member(here, "manager"))
    assert manager.get(f"{HOME}/{number}").status_code == 404


def test_the_state_is_told_in_words(signed_in: SignIn) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager", "Rémi Marque"), an_account("Lise")
    said = {
        "new": "Elle est arrivée",
        "taken": "Rémi Marque s’en occupe",
        "met": "Rémi Marque reste votre contact",
        "settled": "bienvenue",
        "closed": "a clos votre demande",
    }
    browser = signed_in(mover)
    for state, words in said.items():
        number = an_introduction(here, mover, state=state, by=manager).id
        assert words in browser.get(f"{HOME}/{number}").text, state


def test_agreements_are_taken_back_one_by_one(signed_in: SignIn) -> None:
    here = a_territory()
    manager, partner = a_member(here, "manager"), a_member(here, "partner")
    an_owner(here, "logement", partner)
    mover = an_account("Lise Robin", "lise@demo.example")
    number = an_introduction(here, mover).id
    own, desk, owner = signed_in(mover), signed_in(manager), signed_in(partner)
    item = f"{DESK}/{number}"
    assert "06 12 34" in desk.get(item).text

    assert own.submit(f"{HOME}/{number}/accords/{PHONE}", {}).location == f"{HOME}/{number}"
    made = db.session.get_one(Introduction, number, populate_existing=True)
    assert made.phone == "" and made.granted == {TEAM, OWNER}
    assert "06 12 34" not in desk.get(item).text and "lise@demo.example" in desk.get(item).text

    own.submit(f"{HOME}/{number}/accords/{TEAM}", {})
    assert "Lise Robin" not in desk.get(item).text and "lise@demo.example" not in desk.get(item).text
    assert "lise@demo.example" not in desk.get(f"{DESK}.csv").text
    assert "Lise Robin" in owner.get(item).text

    own.submit(f"{HOME}/{number}/accords/{OWNER}", {})
    assert owner.get(item).status_code == 404 and f"/{number}" not in owner.get(DESK).text
    assert "Plus personne ne peut vous écrire" in own.get(f"{HOME}/{number}").text
    dates = db.session.execute(select(Consent.given_at, Consent.revoked_at)).all()
    assert len(dates) == 3 and all(revoked and given < revoked for given, revoked in dates)
    assert count(Event, Event.what == "revoked") == 3
    assert "n’est pas donné" in own.get(f"{HOME}/{number}/accords/{TEAM}").text


def test_withdrawing_removes_what_was_shared_at_once(signed_in: SignIn, app: Flask) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager"), an_account("Lise Robin", "lise@demo.example")
    number = with_record(mover, manager).id
    own, desk = signed_in(mover), signed_in(manager)
    _, late = desk.filled(f"{DESK}/{number}", {"text": "Une note de trop sur Lise."}, "/notes")
    _, step = desk.filled(f"{DESK}/{number}", {"step": "meet"}, "/etapes")
    action, data = own.filled(f"{HOME}/{number}/retirer", {})
    sent = [own.post(action or f"{HOME}/{number}/retirer", data=data) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 303] and sent[0].location == sent[1].location

    made = db.session.get_one(Introduction, number, populate_existing=True)
    assert is_empty(made) and made.state == "closed" and made.withdrawn_at and made.wiped_at
    assert (count(Note), count(Reminder), count(Consent)) == (0, 0, 0)
    history = db.session.scalars(select(Event).order_by(Event.id)).all()
    assert [one.what for one in history] == ["asked", "take", "withdrawn"]
    assert all(one.actor_id is None and one.detail == "" and one.at for one in history)

    for page in (desk.get(f"{DESK}/{number}"), desk.get(DESK), desk.get(f"{DESK}.csv")):
        assert page.status_code == 200
        for secret in ("Lise", "lise@demo.example", PROJECT, "06 12"):
            assert secret not in page.text
    assert (
        "Retirée" in desk.get(DESK).text
        and "Ne cherchez pas à la recontacter" in desk.get(f"{DESK}/{number}").text
    )
    for act, body in (("notes", late), ("etapes", step)):
        stale = desk.post(f"{DESK}/{number}/{act}", data=body)
        assert stale.status_code == 409 and ("de trop sur Lise" in stale.text) is (act == "notes")
    assert count(Note) == 0
    assert "Vous l’avez retirée" in own.get(f"{HOME}/{number}").text


def test_mails_not_yet_sent_to_the_desk_tell_nothing_of_the_mover(app: Flask) -> None:
    here = a_territory()
    a_member(here, "manager")
    an_introduction(here, an_account("Lise Robin", "lise@demo.example"))
    waiting = db.session.scalars(select(OutboxRow)).all()
    assert waiting
    for row in waiting:
        assert not [word for word in ("Lise", "lise@", PROJECT, "06 12") if word in str(row.payload)]


def test_the_database_refuses_a_wiped_request_that_still_tells(app: Flask) -> None:
    made = an_introduction(a_territory(), an_account())
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(
            update(Introduction).where(Introduction.id == made.id).values(wiped_at=now(), state="closed")
        )


def test_what_nothing_changes_for_two_years_is_forgotten(app: Flask, signed_in: SignIn) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager"), an_account("Lise")
    with standing_at(now() - sharing.KEPT - timedelta(days=1)):
        old = with_record(mover, manager)
        gone = an_introduction(here, mover)
        sharing.withdraw(mover.as_actor(), gone)
    with standing_at(now() - sharing.KEPT + timedelta(days=1)):
        recent = an_introduction(here, mover, state="closed", by=manager)
    db.session.commit()
    assert sharing.forget_old() == 2 and sharing.forget_old() == 0
    db.session.commit()
    assert is_empty(old) and old.author_id is None and gone.author_id is None
    assert not is_empty(recent) and recent.author_id == mover.id
    assert [one.what for one in db.session.scalars(select(Event).where(Event.introduction_id == old.id))][
        -1
    ] == "expired"
    browser = signed_in(manager)
    assert "Effacée" in browser.get(DESK).text
    table = browser.get(f"{DESK}.csv").text
    assert table.count('"Effacée"') == 1 and table.count('"Retirée"') == 1 and table.count('"Close"') == 1


def test_closing_an_account_empties_its_requests(app: Flask) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager"), an_account("Lise")
    a_member(here, "manager", "Autre")
    made = with_record(mover, manager)
    other = with_record(an_account("Karim"), manager)
    close_account(mover.as_actor(), mover, keep_texts=True)
    assert is_empty(made) and made.author_id is None and not is_empty(other)
    assert (count(Note), count(Reminder)) == (1, 1)
    close_account(manager.as_actor(), manager, keep_texts=True)
    assert count(Reminder) == 0 and other.project


def test_a_copy_of_one_s_data_says_what_was_asked_and_agreed(app: Flask) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager"), an_account("Lise")
    made = with_record(mover, manager)
    sharing.revoke(mover.as_actor(), made, PHONE)
    (told,) = data_of(mover.as_actor(), mover)["demandes"]
    assert told["projet"] == PROJECT and told["etat"] == "taken" and told["telephone"] == ""
    taken_back = {one["quoi"]: bool(one["retire_le"]) for one in told["accords"]}
    assert taken_back == {TEAM: False, OWNER: False, PHONE: True}
    assert [one["quoi"] for one in told["histoire"]] == ["demande reçue", "prise en charge", "accord retiré"]
    assert "préfère le matin" not in str(told)
    assert data_of(manager.as_actor(), manager)["demandes"] == []


def test_privacy_tells_how_long() -> None:
    text = (ROOT / "templates/pages/privacy.html").read_text(encoding="utf-8")
    assert f"{sharing.KEPT.days // 365 * 12} mois" in text
