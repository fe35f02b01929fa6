"""Inviting people: one or a pasted list, a report line by line, the mailed link, the role."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account, MailedLink
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.network.models import Invitation
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.network import an_organisation, delivered, link_in
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

INVITE = "/bureau/bassin-de-brive/equipe/inviter"
TEAM = "/bureau/bassin-de-brive/equipe"


@pytest.fixture
def manager(app: Flask, signed_in: SignIn) -> PageClient:
    territory = a_territory(name="Bassin de Brive", of_name="du bassin de Brive")
    return signed_in(a_member(territory, "manager", "Hélène Vialard"))


def invitations() -> list[Invitation]:
    return list(db.session.scalars(select(Invitation).order_by(Invitation.id)))


def invite(browser: PageClient, people: str, role: str = "ambassador", **more: str) -> TestResponse:
    return browser.submit(INVITE, {"people": people, "role": role, **more})


def test_a_list_is_reported_line_by_line_and_what_is_wrong_stays(
    manager: PageClient, mail_folder: Path
) -> None:
    invite(manager, "deja@demo.example")
    member = an_account("Membre", "membre@demo.example")
    territory_id = invitations()[0].territory_id
    db.session.add(Membership(account_id=member.id, territory_id=territory_id, role="ambassador"))
    db.session.commit()
    answer = invite(
        manager,
        "Nadia Ferhat <Nadia@Demo.Example>\nseul@demo.example\n\ndeja@demo.example\n"
        "membre@demo.example\nsans-arobase\ndeux mots@demo.example\n",
    )
    assert answer.status_code == 422
    for words in (
        "2 invitations envoyées",
        "déjà invitée",
        "a déjà ce rôle",
        "il manque l’arobase",
        "pas d’espace",
    ):
        assert words in answer.text.replace("\xa0", " ")
    kept = answer.text.partition('name="people"')[2].partition("</textarea>")[0]
    assert "sans-arobase" in kept and "deux mots@demo.example" in kept
    assert "nadia" not in kept.lower() and "seul@" not in kept
    assert [(one.email, one.name) for one in invitations()[1:]] == [
        ("nadia@demo.example", "Nadia Ferhat"),
        ("seul@demo.example", ""),
    ]
    mails = delivered(mail_folder)
    assert sorted(to for to, _, _ in mails) == [
        "deja@demo.example",
        "nadia@demo.example",
        "seul@demo.example",
    ]
    assert all(subject == "Hélène Vialard vous invite à parler du bassin de Brive" for _, subject, _ in mails)


def test_a_whole_good_list_is_reported_without_error(manager: PageClient) -> None:
    answer = invite(manager, "une@demo.example; deux@demo.example\n« Trois » <trois@demo.example>")
    assert answer.status_code == 200
    assert [one.email for one in invitations()] == [
        "une@demo.example",
        "deux@demo.example",
        "trois@demo.example",
    ]
    assert "Revenir à l’équipe" in answer.text


def test_the_same_address_twice_in_a_list_is_invited_once(manager: PageClient) -> None:
    answer = invite(manager, "une@demo.example\nUNE@demo.example")
    assert answer.status_code == 200 and len(invitations()) == 1


def test_a_list_sent_twice_invites_once(manager: PageClient, mail_folder: Path) -> None:
    action, data = manager.filled(INVITE, {"people": "une@demo.example", "role": "ambassador"})
    assert manager.post(action, data=data).status_code == 200
    again = manager.post(action, data=data)
    assert (again.status_code, again.location) == (303, f"{TEAM}#invitations")
    assert len(invitations()) == 1 and len(delivered(mail_folder)) == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"people": "", "role": "ambassador"}, "Indiquez au moins une adresse."),
        ({"people": " \n ;,", "role": "ambassador"}, "Indiquez au moins une adresse."),
        ({"people": "rien", "role": "ambassador"}, "il manque l’arobase"),
        ({"people": "a@b", "role": "ambassador"}, "domaine complet"),
        ({"people": "a@@b.fr", "role": "ambassador"}, "plusieurs arobases"),
        ({"people": "N" * 81 + " <a@b.fr>", "role": "ambassador"}, "le nom dépasse"),
        ({"people": "a@b.fr\n" * 201, "role": "ambassador"}, "200 lignes au plus"),
        ({"people": "a@demo.example\n" * 3000, "role": "ambassador"}, "Liste trop longue"),
        ({"people": "a\x00@b.fr", "role": "ambassador"}, "caractères invisibles"),
        ({"people": "<script>alert(1)</script>", "role": "ambassador"}, "il manque l’arobase"),
        ({"people": "a@b.fr", "role": None}, "Choisissez un rôle"),
        ({"people": "a@b.fr", "role": "emperor"}, "Choisissez un rôle de la liste"),
        ({"people": "a@b.fr", "role": "partner"}, "choisissez lequel"),
        ({"people": "a@b.fr", "role": "partner", "organisation": "999999"}, "organisme de la liste"),
        ({"people": "a@b.fr", "role": "ambassador", "organisation": "x"}, "organisme de la liste"),
        ({"people": "a@b.fr", "role": "ambassador", "message": "m" * 1001}, "1 000 caractères"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    manager: PageClient, values: dict[str, str], message: str
) -> None:
    answer = manager.submit(INVITE, values)
    assert answer.status_code == 422
    assert message in answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "<script>alert" not in answer.text
    assert invitations() == []


def test_a_partner_is_invited_for_an_organisation_of_this_territory(manager: PageClient) -> None:
    here = an_organisation(db.session.scalars(select(Territory)).one())
    elsewhere = an_organisation(aveyron(), "Chambre des Trois-Causses")
    db.session.commit()
    assert invite(manager, "a@demo.example", "partner", organisation=str(elsewhere.id)).status_code == 422
    assert invite(manager, "a@demo.example", "partner", organisation=str(here.id)).status_code == 200
    assert invitations()[0].organisation_id == here.id


def accept_path(browser: PageClient, mail_folder: Path, role: str = "ambassador") -> str:
    invite(browser, "Nadia Ferhat <nadia@demo.example>", role, message="On t’attend !")
    (_, _, text), *_ = delivered(mail_folder)
    assert "On t’attend" in text
    return link_in(text, "/invitations/")


def test_a_newcomer_accepts_gives_a_name_and_is_signed_in(
    manager: PageClient, client: PageClient, mail_folder: Path
) -> None:
    path = accept_path(manager, mail_folder)
    page = client.get(path)
    assert page.status_code == 200 and "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert "Hélène Vialard vous invite" in page.text and 'value="Nadia Ferhat"' in page.text
    assert int(page.headers["X-Query-Count"]) <= 4
    assert db.session.scalars(select(Account).where(Account.email == "nadia@demo.example")).all() == []
    answer = client.submit(path, {"name": "Nadia F."})
    assert (answer.status_code, answer.location) == (303, "/compte/profil")
    account = db.session.scalars(select(Account).where(Account.email == "nadia@demo.example")).one()
    membership = db.session.scalars(select(Membership).where(Membership.account_id == account.id)).one()
    manager_id = invitations()[0].invited_by_id
    assert (account.name, membership.role, membership.granted_by_id) == ("Nadia F.", "ambassador", manager_id)
    assert account.confirmed_at is not None
    profile = client.get("/compte/profil")
    assert profile.status_code == 200 and "Ambassadeur ou ambassadrice, Bassin de Brive" in profile.text
    assert client.get(path).status_code == 410


def test_pressed_twice_it_answers_the_same(manager: PageClient, app: Flask, mail_folder: Path) -> None:
    path = accept_path(manager, mail_folder)
    first, second = PageClient(app), PageClient(app)
    _, data = first.filled(path, {"name": "Nadia"})
    assert first.post(path, data=data).status_code == 303
    again = second.post(path, data=data)
    assert (again.status_code, again.location) == (303, "/compte/profil")
    assert second.get("/compte/profil").status_code == 200
    assert db.session.query(Membership).count() == 2


@pytest.mark.parametrize("name", ["", "x", "n" * 81, "\x00", "Modération", "https://a.fr"])
def test_a_newcomer_s_name_is_checked(
    manager: PageClient, client: PageClient, mail_folder: Path, name: str
) -> None:
    path = accept_path(manager, mail_folder)
    answer = client.submit(path, {"name": name})
    assert answer.status_code == 422 and 'id="name-error"' in answer.text
    assert invitations()[0].accepted_at is None
    assert client.get(path).status_code == 200


def test_somebody_known_accepts_with_one_button(
    manager: PageClient,
    client: PageClient,
    signed_in: SignIn,
    mail_folder: Path,
) -> None:
    known = an_account("Nadia Ferhat", "nadia@demo.example")
    other = signed_in(an_account("Quelqu’un d’autre"))
    path = accept_path(manager, mail_folder, "moderator")
    assert 'name="name"' not in client.get(path).text
    assert "autre compte" in other.get(path).text
    assert client.submit(path, {}).status_code == 303
    membership = db.session.scalars(select(Membership).where(Membership.account_id == known.id)).one()
    assert membership.role == "moderator"
    assert client.get("/bureau/bassin-de-brive/equipe").status_code == 200


def test_links_that_open_nothing(manager: PageClient, client: PageClient, mail_folder: Path) -> None:
    path = accept_path(manager, mail_folder)
    for wrong in ("/invitations/x", "/invitations/" + "a" * 500, path + "x", path.rstrip("=")[:-2]):
        assert client.get(wrong).status_code == 410
    form = client.get(path)
    assert form.status_code == 200
    assert manager.submit(TEAM, {}, form="/annuler").status_code == 303
    assert client.get(path).status_code == 410
    assert client.post(path, data={"name": "Nadia"}).status_code in (400, 410)
    assert db.session.query(Membership).count() == 1


def test_an_expired_invitation_is_sent_again_with_a_new_link(
    manager: PageClient, client: PageClient, mail_folder: Path
) -> None:
    path = accept_path(manager, mail_folder)
    past = now() - timedelta(minutes=1)
    db.session.execute(update(Invitation).values(expires_at=past))
    db.session.execute(update(MailedLink).values(expires_at=past))
    db.session.commit()
    assert "expirée" in manager.get(TEAM).text
    assert client.get(path).status_code == 410
    assert invite(manager, "nadia@demo.example").status_code == 200
    assert manager.submit(TEAM, {}, form="/renvoyer").location == f"{TEAM}#invitations"
    assert len(invitations()) == 1
    links = [link_in(text, "/invitations/") for _, _, text in delivered(mail_folder)]
    assert len(set(links)) == 3
    assert [client.get(link).status_code for link in links] == [410, 200, 200]
    assert manager.submit(TEAM, {}, form="/renvoyer").status_code == 303
    assert "Trop de courriels" in manager.get(TEAM).text
    assert client.submit(links[1], {"name": "Nadia"}).status_code == 303
    assert client.get(links[2]).status_code == 410


def test_no_address_gets_more_than_three_mails_an_hour(manager: PageClient) -> None:
    for role in ("ambassador", "moderator", "manager"):
        assert invite(manager, "nadia@demo.example", role).status_code == 200
    invitations()[0].cancelled_at = now()
    db.session.commit()
    answer = invite(manager, "nadia@demo.example")
    assert answer.status_code == 422 and "à renvoyer plus tard" in answer.text
    assert "nadia@demo.example" in answer.text.partition('name="people"')[2]


@pytest.mark.parametrize(
    ("role", "status"), [("moderator", 403), ("partner", 403), ("ambassador", 404), (None, 404)]
)
def test_only_managers_invite(app: Flask, signed_in: SignIn, role: str | None, status: int) -> None:
    territory = a_territory()
    who = signed_in(a_member(territory, role) if role else a_member(aveyron(), "manager"))
    assert who.get(INVITE).status_code == status
    assert who.post(INVITE, data={"people": "a@b.fr"}).status_code == status
    assert invitations() == []


def test_signed_out_is_sent_to_sign_in(client: PageClient) -> None:
    a_territory()
    assert client.get(INVITE).location == f"/connexion?next={INVITE}"
