"""The desk: who reads what, the states, notes, reminders, the table; nobody else learns anything."""

import csv
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ambassadors.access.actions import Action
from ambassadors.access.policy import can, permitted
from ambassadors.accounts.models import Account
from ambassadors.core.clock import PARIS, now, standing_at, today
from ambassadors.core.db import db
from ambassadors.introductions.consent import AMBASSADOR, OWNER, PHONE, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.record import Event, Note, Reminder
from ambassadors.introductions.service import following, sharing
from ambassadors.introductions.service.reminding import remind
from ambassadors.introductions.service.tabulating import harmless
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.dossier import an_owner
from tests.factories.introductions import PROJECT, an_introduction
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory, aveyron
from tests.questions.mailing import SignIn, mails_to

LIST = "/bureau/bassin-de-brive/demandes"


def count(model: Any, *where: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


@pytest.mark.parametrize("state", ["open", "closed"])
def test_both_forms_of_the_rules_agree_and_say_what_was_promised(app: Flask, state: str) -> None:
    here, elsewhere = a_territory(state="open"), aveyron()
    house = an_organisation(here)
    people = {
        "manager": a_member(here, "manager"),
        "administrator": an_admin(),
        "moderator": a_member(here, "moderator"),
        "partner of the theme": a_member(here, "partner", organisation_id=house.id),
        "partner of another": a_member(here, "partner"),
        "ambassador": a_member(here, "ambassador"),
        "manager elsewhere": a_member(elsewhere, "manager"),
        "mover": an_account("Nora"),
    }
    an_owner(here, "logement", organisation=house)
    an_owner(here, "emploi", people["partner of another"])
    an_owner(elsewhere, "logement", people["manager elsewhere"])
    made = {
        "shared": an_introduction(here, people["mover"]),
        "not with the owner": an_introduction(here, people["mover"], consents=(TEAM,)),
        "no theme": an_introduction(here, people["mover"], "", consents=(TEAM,)),
        "owner alone": an_introduction(here, people["mover"], consents=(OWNER,)),
        "elsewhere": an_introduction(elsewhere, an_account()),
    }
    here.state = state
    db.session.flush()
    opened, read = {}, {}
    for name, account in people.items():
        actor = account.as_actor()
        for action in (Action.INTRODUCTION_FOLLOW, Action.INTRODUCTION_READ, Action.INTRODUCTION_OWN):
            passed = set(
                db.session.scalars(select(Introduction.id).where(permitted(actor, action, Introduction)))
            )
            assert passed == {one.id for one in made.values() if can(actor, action, one)}, (name, action)
        opened[name] = {key for key, one in made.items() if can(actor, Action.INTRODUCTION_FOLLOW, one)}
        read[name] = {key for key, one in made.items() if can(actor, Action.INTRODUCTION_READ, one)}
    nothing: dict[str, set[str]] = {name: set() for name in people}
    with_team = {"shared", "not with the owner", "no theme"}
    of_here, with_owner = with_team | {"owner alone"}, {"shared", "owner alone"}
    goes_on = state == "open"
    assert opened == nothing | {
        "manager": of_here if goes_on else set(),
        "administrator": of_here | {"elsewhere"},
        "partner of the theme": with_owner,
        "manager elsewhere": {"elsewhere"},
    }
    assert read == nothing | {
        "manager": with_team if goes_on else set(),
        "administrator": set() if goes_on else with_team,
        "partner of the theme": with_owner,
        "manager elsewhere": {"elsewhere"},
    }


def test_the_administration_reads_as_the_team_only_where_nobody_runs_the_territory(
    signed_in: SignIn,
) -> None:
    here, elsewhere = a_territory(), aveyron()
    a_member(here, "manager")
    browser = signed_in(an_admin())
    for territory, reads in ((here, False), (elsewhere, True)):
        made = an_introduction(territory, an_account("Lise Robin"))
        for address in (
            made.desk_path,
            f"{territory.desk_path}/demandes",
            f"{territory.desk_path}/demandes.csv",
        ):
            page = browser.get(address)
            assert page.status_code == 200
            assert ("Lise Robin" in page.text, PROJECT[:40] in page.text) == (reads, reads), address
        assert ("Je m’en occupe" in browser.get(made.desk_path).text) is reads


def test_each_pair_of_eyes_sees_what_is_shared_with_it(signed_in: SignIn) -> None:
    here = a_territory()
    house = an_organisation(here)
    manager = signed_in(a_member(here, "manager"))
    somebody = a_member(here, "partner", organisation_id=house.id)
    partner = signed_in(somebody)
    an_owner(here, "logement", organisation=house)
    mover = an_account("Lise Robin", "lise@demo.example")
    both = an_introduction(here, mover).id
    team = an_introduction(here, mover, consents=(TEAM,), phone="").id
    with_owner = an_introduction(here, mover, consents=(OWNER, PHONE), origin_id=aveyron().place_id)
    following.write_note(somebody.as_actor(), with_owner, "Rappelée ce matin.")
    sharing.give(
        mover.as_actor(), with_owner, AMBASSADOR
    )  # the history names nobody who did not share a name
    owner = with_owner.id
    db.session.commit()
    told = (
        "maison avec un jardin",
        "avec un chat",
        "Infirmière",
        "douze mois",
        "Aveyron",
        "Rappelée ce matin",
    )
    seen = {}
    for name, browser in (("manager", manager), ("partner", partner)):
        for number in (both, team, owner):
            page = browser.get(f"{LIST}/{number}")
            found = ("Lise Robin" in page.text, "lise@demo.example" in page.text, "06 12 34" in page.text)
            seen[name, number] = page.status_code, *found
            assert (PROJECT in page.text) is found[0]
    assert seen == {
        ("manager", both): (200, True, True, True),
        ("manager", team): (200, True, True, False),
        ("manager", owner): (200, False, False, False),
        ("partner", both): (200, True, True, True),
        ("partner", team): (404, False, False, False),
        ("partner", owner): (200, True, True, True),
    }
    listed = partner.get(LIST).text
    assert f"{LIST}/{both}" in listed and f"{LIST}/{team}" not in listed
    assert manager.get(LIST).text.count("Lise Robin") == 2
    item = f"{LIST}/{owner}"
    assert all(word in partner.get(item).text for word in told)
    bare = manager.get(item).text
    assert "Logement" in bare and "qui peut lui répondre" in bare and "Je m’en occupe" not in bare
    assert "Clore" not in bare
    for text in (bare, manager.get(LIST).text.split(f'href="{item}"')[1].split("</li>")[0]):
        assert not [word for word in told if word in text]
    rows = list(csv.reader(StringIO(manager.get(f"{LIST}.csv").text[1:]), delimiter=";"))
    assert rows[-1][3] == "Logement" and not any(rows[-1][4:14])
    for act, typed in (("etapes", {"step": "take"}), ("notes", {"text": "Une note."})):
        _, data = manager.filled(f"{LIST}/{both}", typed, f"/{act}")
        assert manager.post(f"{item}/{act}", data=data).status_code == 409


@pytest.mark.parametrize(
    ("role", "on_list", "on_item"),
    [("moderator", 403, 404), ("partner", 403, 404), ("ambassador", 404, 404), (None, 404, 404)],
)
def test_others_of_the_territory_are_kept_out(
    signed_in: SignIn, role: str | None, on_list: int, on_item: int
) -> None:
    here = a_territory()
    number = an_introduction(here, an_account()).id
    browser = signed_in(a_member(here, role) if role else an_account())
    for address in (LIST, f"{LIST}.csv"):
        assert browser.get(address).status_code == on_list
    assert browser.get(f"{LIST}/{number}").status_code == on_item
    for act in ("etapes", "notes", "rappels", "rappels/retirer"):
        assert browser.post(f"{LIST}/{number}/{act}").status_code == on_item
    assert LIST not in browser.get("/bureau/bassin-de-brive").text


def test_two_territories_are_kept_apart(signed_in: SignIn) -> None:
    here, elsewhere = a_territory(), aveyron()
    number = an_introduction(here, an_account()).id
    browser = signed_in(a_member(elsewhere, "manager"))
    for address in (LIST, f"{LIST}.csv", f"{LIST}/{number}", f"/bureau/aveyron/demandes/{number}"):
        assert browser.get(address).status_code == 404
    assert str(number) not in browser.get("/bureau/aveyron/demandes.csv").text


def test_the_states_are_taken_one_after_the_other_with_who_and_when(
    signed_in: SignIn, mail_folder: Path
) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager", "Rémi Marque"), an_account("Lise", "lise@demo.example")
    number = an_introduction(here, mover).id
    browser, page = signed_in(manager), f"{LIST}/{number}"
    for step, state in (("take", "taken"), ("meet", "met"), ("settle", "settled"), ("close", "closed")):
        assert browser.submit(page, {"step": step}, form="/etapes").location == page
        assert db.session.get_one(Introduction, number, populate_existing=True).state == state
    history = db.session.scalars(select(Event).order_by(Event.id)).all()
    assert [one.what for one in history] == ["asked", "take", "meet", "settle", "invited", "close"]
    assert {one.actor_id for one in history[1:]} == {manager.id} and all(one.at for one in history)
    subjects = [mail.subject for mail in mails_to(mail_folder, "lise@demo.example")]
    assert len(subjects) == 3 and subjects[0].startswith("Rémi Marque s’occupe de votre demande")
    assert subjects[2].endswith("est close")
    browser.submit(page, {"step": "reopen"}, form="/etapes")
    assert mails_to(mail_folder, "lise@demo.example")[3].subject.startswith("Rémi Marque rouvre")
    invitation = mails_to(mail_folder, "lise@demo.example")[1]
    assert "/territoires/bassin-de-brive/devenir-ambassadeur" in invitation.text


def test_a_mover_is_asked_once_to_become_an_ambassador(app: Flask, mail_folder: Path) -> None:
    here = a_territory()
    manager, mover = a_member(here, "manager"), an_account("Lise", "lise@demo.example")
    for _ in range(2):
        an_introduction(here, mover, state="settled", by=manager)
    already = a_member(here, "ambassador", "Claire")
    an_introduction(here, already, state="settled", by=manager)
    paused = an_introduction(here, an_account("Karim"), state="met", by=manager)
    here.state = "paused"
    following.take_step(manager.as_actor(), paused, "settle", version=paused.version)
    assert paused.invited_at is None
    assert len([one for one in mails_to(mail_folder, "lise@demo.example") if "racontiez" in one.subject]) == 1
    assert not [one for one in mails_to(mail_folder, already.email or "") if "racontiez" in one.subject]


def test_a_step_on_what_has_changed_is_a_409_and_does_nothing(signed_in: SignIn) -> None:
    here = a_territory()
    first, second = a_member(here, "manager", "Rémi"), a_member(here, "manager", "Ève")
    number = an_introduction(here, an_account()).id
    page = f"{LIST}/{number}"
    _, late = signed_in(second).filled(page, {"step": "close"}, "/etapes")
    signed_in(first).submit(page, {"step": "take"}, form="/etapes")
    answer = signed_in(second).post(f"{page}/etapes", data=late)
    assert answer.status_code in (400, 409)
    browser = signed_in(second)
    _, stale = browser.filled(page, {"step": "meet", "version": "1"}, "/etapes")
    answer = browser.post(f"{page}/etapes", data=stale)
    assert answer.status_code == 409 and "par Rémi" in answer.text
    for forged in ("settle-all", "take", "x" * 300):
        _, data = browser.filled(page, {"step": forged}, "/etapes")
        assert browser.post(f"{page}/etapes", data=data).status_code in (409, 422)
    made = db.session.get_one(Introduction, number, populate_existing=True)
    assert (made.state, made.taken_by_id, made.version) == ("taken", first.id, 2)


def test_a_step_sent_twice_is_taken_once(signed_in: SignIn) -> None:
    here = a_territory()
    number = an_introduction(here, an_account()).id
    browser = signed_in(a_member(here, "manager"))
    action, data = browser.filled(f"{LIST}/{number}", {"step": "take"}, "/etapes")
    statuses = [browser.post(action, data=data).status_code for _ in range(2)]
    assert statuses == [303, 303] and count(Event, Event.what == "take") == 1


def test_notes_are_the_desk_s_alone(signed_in: SignIn) -> None:
    here = a_territory()
    mover = an_account("Lise")
    number = an_introduction(here, mover).id
    browser, page = signed_in(a_member(here, "manager", "Rémi")), f"{LIST}/{number}"
    assert browser.submit(page, {"text": "Rappelée ce matin."}, form="/notes").status_code == 303
    shown = browser.get(page).text
    assert "Rappelée ce matin." in shown and "Rémi" in shown
    own = signed_in(mover)
    assert "Rappelée ce matin." not in own.get(f"/compte/demandes/{number}").text
    assert "Rappelée ce matin." not in own.get("/compte/donnees.json").text
    wrong = browser.submit(page, {"text": "  "}, form="/notes")
    assert wrong.status_code == 422 and 'id="text-error"' in wrong.text and count(Note) == 1


def test_a_reminder_is_mailed_on_its_day_to_who_wrote_it_once(signed_in: SignIn, mail_folder: Path) -> None:
    here = a_territory()
    manager = a_member(here, "manager", "Rémi")
    number = an_introduction(here, an_account("Lise")).id
    browser, page = signed_in(manager), f"{LIST}/{number}"
    day = today() + timedelta(days=3)
    typed = {"due_on": day.strftime("%d/%m/%Y"), "words": "Demander si le poste a été pourvu"}
    assert browser.submit(page, typed, form="/rappels").status_code == 303
    morning = now().astimezone(PARIS).replace(year=day.year, month=day.month, day=day.day, hour=8)
    with standing_at(morning - timedelta(days=1)):
        assert remind() == 0
    with standing_at(morning.replace(hour=5)):
        assert remind() == 0
    with standing_at(morning):
        assert (remind(), remind()) == (1, 0)
        (mail,) = [one for one in mails_to(mail_folder, manager.email or "") if "rappel" in one.subject]
    assert "Demander si le poste a été pourvu" in mail.text and page in mail.text and "Lise" not in mail.text
    assert "envoyé" in browser.get(page).text


def test_a_reminder_of_who_may_read_no_more_is_not_sent(app: Flask, signed_in: SignIn) -> None:
    here = a_territory()
    partner = a_member(here, "partner")
    an_owner(here, "logement", partner)
    made = an_introduction(here, an_account())
    browser = signed_in(partner)
    typed = {"due_on": (today() + timedelta(days=1)).isoformat(), "words": "Rappeler"}
    assert browser.submit(f"{LIST}/{made.id}", typed, form="/rappels").status_code == 303
    own = signed_in(db.session.get_one(Account, made.author_id))
    assert own.submit(f"/compte/demandes/{made.id}/accords/{OWNER}", {}).status_code == 303
    assert count(Reminder) == 1
    with standing_at(now() + timedelta(days=3)):
        assert remind() == 0
    assert count(Reminder) == 0 and browser.get(f"{LIST}/{made.id}").status_code == 404


@pytest.mark.parametrize(
    "typed", ["", "demain", "31/02/2027", "01/01/2020", "01/01/2090", "١٢/١٢/٢٠٢٧", "2027"]
)
def test_a_day_that_is_none_is_told_at_its_field(signed_in: SignIn, typed: str) -> None:
    here = a_territory()
    number = an_introduction(here, an_account()).id
    browser = signed_in(a_member(here, "manager"))
    answer = browser.submit(f"{LIST}/{number}", {"due_on": typed, "words": "Rappeler"}, form="/rappels")
    assert answer.status_code == 422 and 'id="due_on-error"' in answer.text
    assert 'value="Rappeler"' in answer.text and count(Reminder) == 0


def test_a_reminder_is_forgotten_and_another_s_number_forgets_nothing(signed_in: SignIn) -> None:
    here = a_territory()
    first, second = an_introduction(here, an_account()), an_introduction(here, an_account())
    manager = a_member(here, "manager")
    for one in (first, second):
        db.session.add(
            Reminder(introduction_id=one.id, account_id=manager.id, due_on=date(2030, 1, 1), words="Appeler")
        )
    db.session.commit()
    mine, other = db.session.scalars(select(Reminder).order_by(Reminder.id)).all()
    browser, page = signed_in(manager), f"{LIST}/{first.id}"
    colleague = signed_in(a_member(here, "manager", "Ève"))
    assert "/rappels/retirer" not in colleague.get(page).text
    _, theirs = browser.filled(page, {"rappel": mine.id}, "/rappels/retirer")
    colleague.post(f"{page}/rappels/retirer", data=theirs)
    _, own = colleague.filled(page, {"text": "x", "rappel": mine.id}, "/notes")
    assert colleague.post(f"{page}/rappels/retirer", data=own).status_code == 303
    for number in (other.id, "x", "9" * 30):
        assert browser.submit(page, {"rappel": number}, form="/rappels/retirer").status_code == 303
    assert count(Reminder) == 2
    assert browser.submit(page, {"rappel": mine.id}, form="/rappels/retirer").status_code == 303
    assert db.session.scalars(select(Reminder.id)).all() == [other.id]


def test_the_list_is_filtered_counted_and_paged_in_few_statements(signed_in: SignIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    browser, mover = signed_in(manager), an_account("Lise")
    an_introduction(here, mover, "emploi", state="taken", by=manager)
    an_introduction(here, mover, "", state="closed", by=manager)
    few = browser.get(LIST)
    for number in range(34):
        with standing_at(now() - timedelta(days=number)):
            an_introduction(here, mover, project=f"Un projet numéro {number:02}, bien à nous.")
    many = browser.get(LIST)
    assert many.headers["X-Query-Count"] == few.headers["X-Query-Count"]
    assert int(many.headers["X-Query-Count"]) <= 9
    assert many.text.count('class="queue__item"') == 30 and 'rel="next"' in many.text
    assert '<span class="count">36</span>' in many.text and '<span class="count">34</span>' in many.text
    assert browser.get(f"{LIST}?etat=suivie").text.count('class="queue__item"') == 1
    assert browser.get(f"{LIST}?theme=aucun").text.count('class="queue__item"') == 1
    assert browser.get(f"{LIST}?les-miennes=1").text.count('class="queue__item"') == 1
    assert "Aucune demande ici" in browser.get(f"{LIST}?etat=installee").text
    for odd in ("?etat=zzz", "?theme=zzz", "?page=zzz", "?page=%00"):
        assert browser.get(LIST + odd).status_code in (200, 400)
    following = many.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert browser.get(following).text.count('class="queue__item"') == 6
    item = db.session.scalars(select(Introduction.id).order_by(Introduction.id)).first()
    assert int(browser.get(f"{LIST}/{item}").headers["X-Query-Count"]) <= 12


def test_the_menu_counts_what_is_new_for_who_reads_it(signed_in: SignIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    partner = a_member(here, "partner")
    an_owner(here, "emploi", partner)
    for theme, state in (("emploi", "new"), ("logement", "new"), ("climat", "taken")):
        an_introduction(here, an_account(), theme, state=state, by=manager)
    for page in ("/bureau/bassin-de-brive", "/bureau/bassin-de-brive/moderation", LIST):
        shown = signed_in(manager).get(page).text
        assert shown.split("<span>Demandes</span>")[1].startswith('<span class="count">2</span>')
    shown = signed_in(partner).get("/bureau/bassin-de-brive").text
    assert shown.split("<span>Demandes</span>")[1].startswith('<span class="count">1</span>')


def test_the_table_holds_what_is_shared_and_no_formula(signed_in: SignIn) -> None:
    here = a_territory()
    wild = an_account("Lise", "lise@demo.example")
    an_introduction(here, wild, project='=HYPERLINK("http://x";"y")', household="@SUM(1)", jobs="+1\n-2")
    an_introduction(
        here, an_account("Secrète"), consents=(OWNER,), project="-2+3+cmd|' /C calc'!A0 et la suite"
    )
    browser = signed_in(a_member(here, "manager"))
    answer = browser.get(f"{LIST}.csv")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    text = answer.text
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:]), delimiter=";"))
    assert len(rows) == 3 and len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[1][4:7] == ["Lise", "lise@demo.example", "06 12 34 56 78"]
    assert rows[2][4:7] == ["", "", ""] and "Secrète" not in text
    assert len(list(csv.reader(StringIO(browser.get(f"{LIST}.csv?etat=close").text), delimiter=";"))) == 1


@pytest.mark.parametrize(
    "cell", ["=1+1", "+33", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "|x"]
)
def test_a_cell_is_no_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


def test_an_ambassador_may_write_only_where_it_was_agreed(signed_in: SignIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "manager"))
    with_it = an_introduction(here, an_account(), consents=(TEAM, AMBASSADOR)).id
    without = an_introduction(here, an_account(), consents=(TEAM,)).id
    assert "peut lui écrire" in browser.get(f"{LIST}/{with_it}").text
    assert "peut lui écrire" not in browser.get(f"{LIST}/{without}").text


def test_somebody_may_take_over(signed_in: SignIn) -> None:
    here = a_territory()
    first, second = a_member(here, "manager", "Rémi"), a_member(here, "manager", "Ève")
    number = an_introduction(here, an_account(), state="taken", by=first).id
    page = f"{LIST}/{number}"
    assert "Reprendre le suivi" not in signed_in(first).get(page).text
    signed_in(second).submit(page, {"step": "take-over"}, form="/etapes")
    made = db.session.get_one(Introduction, number, populate_existing=True)
    assert (made.state, made.taken_by_id) == ("taken", second.id)
