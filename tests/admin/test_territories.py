"""Territories as the administration makes and changes them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.network.models import Invitation
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory, TerritoryNeighbour, TerritoryPlace
from ambassadors.territories.queries import communes_of
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.network import delivered, link_in
from tests.factories.territories import LE_MANS, a_territory, aveyron

SignIn = Callable[[Account], PageClient]

ALL = "/administration/territoires"
NEW = f"{ALL}/nouveau"
ONE = f"{ALL}/bassin-de-brive"


@pytest.fixture
def admin(app: Flask, signed_in: SignIn) -> PageClient:
    return signed_in(an_admin())


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Bassin de Brive", of_name="du bassin de Brive")


def place(code: str) -> Place:
    return db.session.scalars(select(Place).where(Place.code == code)).one()


def test_a_territory_is_made_from_a_place(admin: PageClient, client: PageClient) -> None:
    names = admin.submit(NEW, {"place": "Le Mans"})
    assert names.location == f"{NEW}?lieu={place(LE_MANS).id}"
    page = admin.get(names.location)
    assert (
        'value="au Mans"' in page.text and 'value="du Mans"' in page.text and 'value="le-mans"' in page.text
    )
    action, data = admin.filled(names.location, {"name": "Le Mans, ville"})
    assert [admin.post(action, data=data).location for _ in range(2)] == [f"{ALL}/le-mans", f"{ALL}/le-mans"]
    made = db.session.scalars(select(Territory).where(Territory.slug == "le-mans")).one()
    assert (made.name, made.state, made.at_name, made.level) == (
        "Le Mans, ville",
        "preparing",
        "au Mans",
        "commune",
    )
    assert admin.get(f"{ALL}/le-mans").status_code == 200
    assert client.get("/territoires/le-mans").status_code == 404


@pytest.mark.parametrize("text", ["", "Xanadu", "x" * 200, "\x00"])
def test_a_place_that_is_none_is_told(admin: PageClient, text: str) -> None:
    answer = admin.submit(NEW, {"place": text})
    assert answer.status_code == 422 and 'id="place-error"' in answer.text


def test_a_place_has_one_territory(admin: PageClient, territory: Territory) -> None:
    answer = admin.submit(NEW, {"place": territory.place.label})
    assert answer.status_code == 422 and "a déjà son territoire" in answer.text and ONE in answer.text
    for number in (territory.place_id, 0, 10**10, "x", ""):
        assert "Son lieu" in admin.get(f"{NEW}?lieu={number}").text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Indiquez le nom"),
        ("name", "   ", "Indiquez le nom"),
        ("name", "n" * 121, "120 caractères"),
        ("at_name", "", "Indiquez la forme"),
        ("at_name", "a" * 141, "140 caractères"),
        ("of_name", "", "Indiquez la forme"),
        ("of_name", "\x01", "caractères invisibles"),
        ("slug", "", "Indiquez l’adresse"),
        ("slug", "Le Mans", "« le-mans »"),
        ("slug", "a" * 81, "80 caractères"),
        ("slug", "ordre", "porte ou a porté"),
        ("slug", "bassin-de-brive", "porte ou a porté"),
        ("slug", "ancien-brive", "porte ou a porté"),
    ],
)
def test_bad_names_are_told_at_their_field(
    admin: PageClient, territory: Territory, field: str, value: str, message: str
) -> None:
    admin.submit(f"{ONE}/noms", {"slug": "ancien-brive"})
    admin.submit(f"{ALL}/ancien-brive/noms", {"slug": "bassin-de-brive"})
    answer = admin.submit(f"{NEW}?lieu={place(LE_MANS).id}", {field: value})
    assert answer.status_code == 422
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert message in error.replace("\xa0", " ")
    assert len(db.session.scalars(select(Territory)).all()) == 1


def test_a_former_address_leads_to_the_new_one(
    admin: PageClient, territory: Territory, client: PageClient
) -> None:
    assert admin.submit(f"{ONE}/noms", {"slug": "brive", "name": "Brive"}).location == f"{ALL}/brive"
    answer = client.get("/territoires/bassin-de-brive/ambassadeurs")
    assert (answer.status_code, answer.location) == (301, "/territoires/brive/ambassadeurs")
    assert "bassin-de-brive" in admin.get(f"{ALL}/brive").text
    assert admin.get(ONE).location.endswith(f"{ALL}/brive")


def test_states(admin: PageClient, territory: Territory, client: PageClient) -> None:
    for state in ("paused", "closed", "preparing", "open"):
        assert admin.submit(f"{ONE}/etat", {"state": state}).location == ONE
        assert territory.state == state
        assert client.get(territory.path).status_code == (404 if state == "preparing" else 200)
    for wrong in (None, "", "burnt"):
        assert admin.submit(f"{ONE}/etat", {"state": wrong}).status_code == 422


def test_places_are_added_and_taken_out(admin: PageClient, territory: Territory) -> None:
    path = f"{ONE}/lieux"
    assert admin.submit(path, {"place": "Le Mans"}).location == path
    again = admin.submit(path, {"place": "Le Mans"})
    assert again.status_code == 422 and "couvre déjà" in again.text
    assert admin.submit(path, {"place": territory.place.label}).status_code == 422
    assert admin.submit(path, {"place": ""}).status_code == 422
    assert "Le Mans" in admin.get(ONE).text
    _, data = admin.filled(path, {}, form="/retirer")
    number = place(LE_MANS).id
    assert [admin.post(f"{path}/{number}/retirer", data=data).location for _ in range(2)] == [path, path]
    assert db.session.scalars(select(TerritoryPlace)).all() == []
    assert admin.post(f"{path}/{number}/retirer").status_code == 400


def test_a_territory_knows_its_communes_and_what_it_is_part_of(
    admin: PageClient, territory: Territory
) -> None:
    own = {one.name for one in communes_of(territory)}
    assert {"Brive-la-Gaillarde", "Malemort"} <= own and "Le Mans" not in own
    admin.submit(f"{ONE}/lieux", {"place": "Le Mans (Sarthe, 72000)"})
    assert {one.name for one in communes_of(territory)} == own | {"Le Mans"}
    page = admin.get(ONE).text
    assert f"<dt>Communes</dt><dd>{len(own) + 1}</dd>" in page
    assert "<dt>Fait partie de</dt><dd>Corrèze, Nouvelle-Aquitaine</dd>" in page
    assert "Malemort" in page


def test_neighbours_are_named_and_taken_back(admin: PageClient, territory: Territory) -> None:
    other, path = aveyron(), f"{ONE}/voisins"
    db.session.commit()
    assert admin.submit(path, {"neighbour": str(other.id)}).location == path
    for wrong in (str(other.id), str(territory.id), "", "x", "999999"):
        assert admin.submit(path, {"neighbour": wrong}).status_code == 422
    assert "Aveyron" in admin.get(ONE).text
    assert admin.submit(path, {}, form="/retirer").location == path
    assert db.session.scalars(select(TerritoryNeighbour)).all() == []
    assert admin.post(f"{path}/{other.id}/retirer").status_code == 400


def test_somebody_known_is_named_at_once(admin: PageClient, territory: Territory, mail_folder: Path) -> None:
    helene = an_account("Hélène Vialard", "helene@demo.example")
    db.session.commit()
    path = f"{ONE}/responsables"
    assert admin.submit(path, {"email": " Helene@Demo.example "}).location == ONE
    row = db.session.scalars(select(Membership).where(Membership.account_id == helene.id)).one()
    assert (row.role, row.ended_at) == ("manager", None)
    assert [(to, "/bureau/bassin-de-brive" in text) for to, _, text in delivered(mail_folder)] == [
        ("helene@demo.example", True)
    ]
    again = admin.submit(path, {"email": "helene@demo.example"})
    assert again.status_code == 422 and "déjà responsable" in again.text


def test_somebody_else_is_invited(
    admin: PageClient, territory: Territory, client: PageClient, mail_folder: Path
) -> None:
    path = f"{ONE}/responsables"
    assert admin.submit(path, {"email": "helene@demo.example"}).location == ONE
    ((_, _, text),) = delivered(mail_folder)
    again = admin.submit(path, {"email": "helene@demo.example"})
    assert again.status_code == 422 and "déjà invitée" in again.text
    assert db.session.scalars(select(Invitation.role)).all() == ["manager"]
    client.submit(link_in(text, "/invitations/"), {"name": "Hélène Vialard"})
    assert client.get("/bureau/bassin-de-brive/equipe").status_code == 200
    assert "Hélène Vialard" in admin.get(ONE).text


@pytest.mark.parametrize("email", ["", "x", "a@b", "a" * 260 + "@demo.example", "a\x00@demo.example"])
def test_a_bad_address_is_told(admin: PageClient, territory: Territory, email: str) -> None:
    answer = admin.submit(f"{ONE}/responsables", {"email": email})
    assert answer.status_code == 422 and 'id="email-error"' in answer.text


def test_the_list_is_by_name_and_filtered(admin: PageClient, territory: Territory) -> None:
    aveyron(state="paused")
    a_member(territory, "manager")
    a_member(territory, "manager", ended_at=now())
    db.session.commit()
    page = admin.get(ALL).text
    assert page.index("Aveyron") < page.index("Bassin de Brive")
    assert "Bassin de Brive" not in admin.get(f"{ALL}?etat=paused").text
    assert "Aveyron" not in admin.get(f"{ALL}?q=brive").text
    assert "Aucun territoire" in admin.get(f"{ALL}?q=rien").text
    assert admin.get(f"{ALL}?etat=<script>&q=%3Cscript%3E").status_code == 200


@pytest.mark.parametrize("role", ["manager", "moderator", "partner", "ambassador", None])
def test_it_is_the_administrator_s_alone(
    app: Flask, territory: Territory, signed_in: SignIn, client: PageClient, role: str | None
) -> None:
    browser = signed_in(a_member(territory, role) if role else an_account())
    pages = ["/administration", ALL, NEW, ONE, f"{ONE}/noms", f"{ONE}/etat", f"{ONE}/lieux", f"{ONE}/voisins"]
    pages += [f"{ONE}/responsables", "/administration/courriels", "/administration/comptes"]
    assert {path: browser.get(path).status_code for path in pages} == dict.fromkeys(pages, 404)
    posts = [NEW, f"{ONE}/etat", f"{ONE}/lieux/1/retirer", "/administration/courriels/1/renvoyer"]
    assert {path: browser.post(path).status_code for path in posts} == dict.fromkeys(posts, 404)
    for path in pages:
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (302, f"/connexion?next={path}")
