"""A call to the ambassadors who speak of a theme: whom it reaches, what it says, once a fortnight."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.dossier.call import ThemeCall
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.network import delivered
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
DESK = "/bureau/bassin-de-brive/dossier"
CALL = f"{DESK}/climat/appel"
WORDS = "Qui raconterait un hiver sans voiture ?"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Brive", at_name="à Brive", of_name="de Brive")


@pytest.fixture
def jeanne(territory: Territory) -> Account:
    return a_member(territory, "manager", "Jeanne Lacombe")


@pytest.fixture
def manager(signed_in: SignIn, jeanne: Account) -> PageClient:
    return signed_in(jeanne)


@pytest.fixture
def speaker(territory: Territory) -> Account:
    return a_member(territory, "ambassador", "Claire Morel", themes=["climat", "ville", "nature"])


def calls() -> list[ThemeCall]:
    db.session.expire_all()
    return list(db.session.scalars(select(ThemeCall)))


def test_it_reaches_those_whose_profile_names_the_theme_and_nobody_else(
    territory: Territory, manager: PageClient, speaker: Account, mail_folder: Path
) -> None:
    others = [
        a_member(territory, "ambassador", "Autre thème", themes=["ville"]),
        a_member(territory, "ambassador", "N’en veut pas", themes=["climat"], takes_calls=False),
        a_member(territory, "ambassador", "Partie", themes=["climat"], ended_at=now()),
        a_member(territory, "partner", "Acteur", themes=["climat"]),
        a_member(aveyron(), "ambassador", "Ailleurs", themes=["climat"]),
    ]
    a_question(territory, an_account(), theme="climat", title="Neige-t-il souvent en hiver ?")
    page = manager.get(CALL).text
    assert "Envoyer l’appel à 1\u202f" in page or "Envoyer l’appel à 1 personne" in page
    assert "Claire Morel" in page and not any(one.name in page for one in others)
    assert manager.submit(CALL, {"message": WORDS}).location == f"{DESK}/diagnostic"
    ((address, subject, text),) = [mail for mail in delivered(mail_folder) if "que pourriez-vous" in mail[1]]
    assert address == speaker.email and "Climat" in subject and "à Brive" in subject
    plain = text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Jeanne Lacombe, de l’équipe de Brive" in plain and WORDS in plain
    assert "Neige-t-il souvent en hiver ?" in plain
    assert "http://localhost/territoires/bassin-de-brive/temoignages/nouveau" in plain
    assert "http://localhost/compte/profil" in plain
    (call,) = calls()
    assert (call.theme, call.people, call.message) == ("climat", 1, WORDS)


def test_the_same_theme_waits_a_fortnight_and_the_screen_says_so(
    signed_in: SignIn, jeanne: Account, manager: PageClient, speaker: Account, mail_folder: Path
) -> None:
    start = now()
    action, late = manager.filled(CALL, {"message": "Encore une fois, s’il vous plaît."})
    assert manager.submit(CALL, {}).status_code == 303
    refused = manager.post(action, data=late)
    assert refused.status_code == 409
    assert "Un appel est déjà parti" in refused.text and "Encore une fois" in refused.text
    assert "Envoyer l’appel" not in manager.get(CALL).text
    assert "appel envoyé le" in manager.get(f"{DESK}/diagnostic").text
    assert manager.submit(f"{DESK}/ville/appel", {}).status_code == 303, "another theme is another matter"
    with time_machine.travel(start + timedelta(days=13, hours=23)):
        browser = signed_in(jeanne)
        _action, other = browser.filled(f"{DESK}/nature/appel", {})
        assert browser.post(action, data=other).status_code == 409
    with time_machine.travel(start + timedelta(days=14, minutes=5)):
        assert signed_in(jeanne).submit(CALL, {}).status_code == 303
        sent = [mail for mail in delivered(mail_folder) if mail[0] == speaker.email]
    assert [call.theme for call in calls()] == ["climat", "ville", "climat"] and len(sent) == 3


def test_sent_twice_it_leaves_once(manager: PageClient, speaker: Account) -> None:
    action, data = manager.filled(CALL, {"message": WORDS})
    assert [manager.post(action, data=data).status_code for _ in range(2)] == [303, 303]
    assert len(calls()) == 1


def test_with_nobody_to_call_the_page_says_what_to_do(manager: PageClient) -> None:
    page = manager.get(CALL).text
    assert "Personne à appeler" in page and "/equipe/inviter" in page
    assert "aucun ambassadeur n’en parle" in manager.get(f"{DESK}/diagnostic").text


def test_a_territory_that_takes_no_testimonial_calls_nobody(
    territory: Territory, manager: PageClient, speaker: Account
) -> None:
    action, data = manager.filled(CALL, {})
    territory.state = "paused"
    assert manager.post(action, data=data).status_code == 409
    assert "n’est pas ouvert" in manager.get(CALL).text
    assert calls() == []


def test_a_sentence_too_long_is_said_at_its_field(manager: PageClient, speaker: Account) -> None:
    answer = manager.submit(CALL, {"message": "a" * 301})
    assert answer.status_code == 422 and 'id="message-error"' in answer.text
    assert calls() == []


def test_an_ambassador_declines_calls_in_their_profile(
    signed_in: SignIn, manager: PageClient, speaker: Account, territory: Territory
) -> None:
    held = db.session.scalars(select(Membership).where(Membership.account_id == speaker.id)).one()
    field = f"role-{held.id}-takes_calls"
    assert signed_in(speaker).submit("/compte/profil", {field: None}).status_code == 303
    assert "Personne à appeler" in manager.get(CALL).text
    partner = a_member(territory, "partner")
    assert "takes_calls" not in signed_in(partner).get("/compte/profil").text


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("moderator", 403), ("ambassador", 404)])
def test_only_managers_call(signed_in: SignIn, territory: Territory, role: str, status: int) -> None:
    assert signed_in(a_member(territory, role)).get(CALL).status_code == status
