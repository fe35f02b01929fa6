"""A territory's charter is written by its managers, in versions that nobody rewrites, and read by everybody."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.charter.models import CharterVersion
from ambassadors.charter.proposed import proposed_charter
from ambassadors.core.db import db
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.charter import PROMISE, a_charter
from tests.factories.network import delivered
from tests.factories.territories import a_territory, aveyron

SignedIn = Callable[[Account], PageClient]


def test_a_new_territory_is_offered_a_text_in_its_own_name(signed_in: SignedIn, client: FlaskClient) -> None:
    here = aveyron()
    browser = signed_in(a_member(here, "manager"))
    page = browser.get("/bureau/aveyron/charte")
    assert "Vous parlez de l’Aveyron à des personnes" in page.text and "{of_name}" not in page.text
    assert "pas encore publiée" in client.get("/territoires/aveyron/charte").text
    assert browser.submit("/bureau/aveyron/charte", {}).status_code == 303
    public = client.get("/territoires/aveyron/charte")
    assert "Vous parlez de l’Aveyron" in public.text and "Version 1" in public.text
    assert public.headers["X-Query-Count"] in ("2", "3", "4")


def test_the_proposed_text_keeps_the_promises_of_the_product() -> None:
    text = proposed_charter("Brive", "à Brive", "de Brive")
    for word in (
        "difficile",
        "rivalité",
        "liens",
        "vacances",
        "Respecter",
        "accord",
        "jamais modifié en silence",
    ):
        assert word in text, word
    assert 200 < len(text) < 12_000


def test_each_publication_is_a_version_with_its_differences(signed_in: SignedIn, client: FlaskClient) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "manager", "Hélène Vialard"))
    desk = f"{here.desk_path}/charte"
    browser.submit(desk, {"text": PROMISE})
    again = browser.submit(desk, {"text": PROMISE.replace("difficile", "moins facile"), "note": "Un mot."})
    assert again.status_code == 303
    numbers = db.session.scalars(select(CharterVersion.number).order_by(CharterVersion.id)).all()
    assert numbers == [1, 2]
    told = browser.get(f"{desk}/versions").text
    assert "<del>difficile</del>" in told and "<ins>moins facile</ins>" in told and "Hélène Vialard" in told
    assert "moins facile" in client.get(f"{here.path}/charte").text


def test_an_unchanged_text_asks_nobody_again(signed_in: SignedIn, mail_folder: Path) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    a_member(here, "ambassador")
    a_charter(here, manager)
    before = len(delivered(mail_folder))
    answer = signed_in(manager).submit(f"{here.desk_path}/charte", {})
    assert answer.status_code == 422 and "rien n’a changé" in answer.text
    assert len(delivered(mail_folder)) == before == 1


def test_two_managers_at_once_lose_nothing(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    browser = signed_in(manager)
    action, data = browser.filled(f"{here.desk_path}/charte", {"text": f"Ma version à moi. {PROMISE}"})
    a_charter(here, an_account("Une autre"), f"Sa version à elle. {PROMISE}")
    answer = browser.post(action, data=data)
    assert answer.status_code == 409
    assert "Ma version à moi." in answer.text and "Sa version à elle." in answer.text
    form = dict(read(answer).forms[-1]["fields"])
    assert browser.post(action, data=form).status_code == 303


def test_a_text_too_short_comes_back_with_its_reason(signed_in: SignedIn) -> None:
    here = a_territory()
    answer = signed_in(a_member(here, "manager")).submit(f"{here.desk_path}/charte", {"text": "Soyez vrais."})
    assert answer.status_code == 422 and "de 200 à 12000 caractères" in answer.text.replace("\u202f", "")
    assert "Soyez vrais." in answer.text and db.session.scalar(select(CharterVersion.id)) is None


def test_a_preview_writes_nothing(signed_in: SignedIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "manager"))
    _, data = browser.filled(f"{here.desk_path}/charte", {"text": f"## Un titre\n\n<b>x</b> {PROMISE}"})
    page = browser.post(f"{here.desk_path}/charte/apercu", data=data)
    assert page.status_code == 200 and "Rien n’est encore publié" in page.text
    assert "<h3>Un titre</h3>" in page.text and "<b>x" not in page.text
    assert db.session.scalar(select(CharterVersion.id)) is None


def test_only_managers_write(app: Flask, signed_in: SignedIn) -> None:
    here, elsewhere = a_territory(), aveyron()
    desk = f"{here.desk_path}/charte"
    answers = {
        "moderator": signed_in(a_member(here, "moderator")).get(desk).status_code,
        "ambassador": signed_in(a_member(here, "ambassador")).get(desk).status_code,
        "elsewhere": signed_in(a_member(elsewhere, "manager")).get(desk).status_code,
        "nobody": signed_in(an_account()).get(desk).status_code,
    }
    assert answers == {"moderator": 403, "ambassador": 404, "elsewhere": 404, "nobody": 404}


def test_differences_are_read_under_the_titles_of_the_text(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    a_charter(
        here, manager, f"{PROMISE}\n\n## Dire vrai\n\nJe raconte.\n\n## Respecter\n\nJe réponds à tout."
    )
    a_charter(
        here,
        manager,
        f"{PROMISE}\n\n## Dire vrai\n\nJe raconte et je date.\n\n## Respecter\n\nJe réponds à tout.",
    )
    told = signed_in(manager).get(f"{here.desk_path}/charte/versions").text
    assert "<h3>Dire vrai</h3>" in told and "<ins> et je date</ins>" in told
    assert told.count("Respecter") == 2  # in the two whole texts alone
