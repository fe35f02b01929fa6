"""Organisations of a territory: listed, made, changed, with a logo."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import delete, select, update

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.network.models import Organisation
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import an_owner
from tests.factories.network import an_organisation
from tests.factories.stored import keys_under
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

LIST = "/bureau/bassin-de-brive/organisations"
NEW = f"{LIST}/nouvelle"


@pytest.fixture
def manager(app: Flask, signed_in: SignIn) -> PageClient:
    return signed_in(a_member(a_territory(), "manager"))


def a_picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "#a8412a").save(stream, "PNG")
    stream.seek(0)
    return stream


def organisations() -> list[Organisation]:
    return list(db.session.scalars(select(Organisation).order_by(Organisation.id)))


def test_one_is_made_then_changed(manager: PageClient) -> None:
    assert "Aucun organisme encore" in manager.get(LIST).text
    values: dict[str, Any] = {
        "name": "  CCI   de la Corrèze ",
        "kind": "cci",
        "logo": (a_picture(), "logo.png"),
    }
    answer = manager.submit(NEW, values, content_type="multipart/form-data")
    assert answer.location == LIST
    (made,) = organisations()
    assert (made.name, made.kind) == ("CCI de la Corrèze", "cci") and made.logo_key
    page = manager.get(LIST)
    assert "CCI de la Corrèze" in page.text and made.logo_key in page.text
    edit = f"{LIST}/{made.id}"
    assert manager.submit(edit, {"name": "Chambre", "kind": "association"}).location == LIST
    assert (made.name, made.kind, bool(made.logo_key)) == ("Chambre", "association", True)
    action, late = manager.filled(edit, {"name": "La mienne"})
    assert manager.submit(edit, {"name": "La leur"}).location == LIST
    answer = manager.post(action, data=late)
    assert answer.status_code == 409 and 'value="La mienne"' in answer.text and "La leur" in answer.text
    assert manager.submit(edit, {"remove_logo": "y"}).location == LIST
    db.session.refresh(made)
    assert made.logo_key is None


def test_one_on_which_nothing_rests_is_removed(manager: PageClient) -> None:
    territory = db.session.scalars(select(Territory)).one()
    agency = an_organisation(territory)
    page = f"{LIST}/{agency.id}/retirer"
    partner = a_member(territory, "partner", organisation_id=agency.id)
    an_owner(territory, "logement", organisation=agency)
    held = manager.get(page).text
    assert partner.name in held and "Logement" in held and "Retirer l’organisme" not in held
    db.session.execute(delete(ThemeOwner))
    partner.memberships[0].ended_at = now()
    action, data = manager.filled(page, {})
    a_member(territory, "partner", organisation_id=agency.id)
    assert manager.post(action, data=data).status_code == 409 and len(organisations()) == 1
    db.session.execute(update(Membership).values(ended_at=now()).where(Membership.role == "partner"))
    assert manager.submit(page, {}).location == LIST
    db.session.expire_all()
    assert organisations() == []
    assert set(db.session.scalars(select(Membership.organisation_id))) == {None}, "what ended stays, unnamed"


def test_a_form_sent_twice_makes_one(manager: PageClient) -> None:
    action, data = manager.filled(NEW, {"name": "CCI", "kind": "cci"})
    assert [manager.post(action, data=data).location for _ in range(2)] == [LIST, LIST]
    assert len(organisations()) == 1


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"name": "", "kind": "cci"}, "name", "Indiquez le nom"),
        ({"name": "x", "kind": "cci"}, "name", "de 2 à 120"),
        ({"name": "n" * 121, "kind": "cci"}, "name", "de 2 à 120"),
        ({"name": "a\x00b", "kind": "cci"}, "name", "caractères invisibles"),
        ({"name": "déjà-là", "kind": "cci"}, "name", "a déjà un organisme"),
        ({"name": "Autre", "kind": ""}, "kind", "Choisissez la nature"),
        ({"name": "Autre", "kind": "empire"}, "kind", "Choisissez la nature"),
        ({"name": "Autre", "kind": "cci", "logo": (io.BytesIO(b"<svg/>"), "a.png")}, "logo", ""),
    ],
)
def test_bad_input_is_told_at_its_field(
    manager: PageClient, values: dict[str, Any], field: str, message: str
) -> None:
    manager.submit(NEW, {"name": "Déjà là", "kind": "cci"})
    answer = manager.submit(NEW, values, content_type="multipart/form-data")
    assert answer.status_code == 422
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert error and message in error.replace("\xa0", " ")
    assert len(organisations()) == 1


def test_a_logo_sent_with_a_name_that_is_taken_is_not_kept(manager: PageClient) -> None:
    manager.submit(NEW, {"name": "Déjà là", "kind": "cci"})
    manager.submit(NEW, {"name": "Une autre", "kind": "cci"})
    before, edit = keys_under("logos"), f"{LIST}/{organisations()[1].id}"
    for page in (NEW, edit):
        sent = {"name": "déjà-là", "kind": "cci", "logo": (a_picture(), "logo.png")}
        assert manager.submit(page, sent, content_type="multipart/form-data").status_code == 422
    assert keys_under("logos") == before


def test_another_territory_s_is_not_found(manager: PageClient) -> None:
    elsewhere = an_organisation(aveyron())
    db.session.commit()
    assert manager.get(f"{LIST}/{elsewhere.id}").status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "acts"), [("moderator", 200, 403), ("partner", 403, 403), ("ambassador", 404, 404)]
)
def test_who_may(app: Flask, signed_in: SignIn, role: str, reads: int, acts: int) -> None:
    territory = a_territory()
    one = an_organisation(territory)
    browser = signed_in(a_member(territory, role))
    assert browser.get(LIST).status_code == reads
    assert [browser.get(path).status_code for path in (NEW, f"{LIST}/{one.id}")] == [acts, acts]
