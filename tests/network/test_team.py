"""The team's desk: who sees it, roles changed and ended, and told to whom they concern."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now, today
from ambassadors.core.db import db
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.network import an_organisation, delivered
from tests.factories.submissions import a_testimonial
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

TEAM = "/bureau/bassin-de-brive/equipe"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Bassin de Brive", of_name="du bassin de Brive")


def role_of(account: Account, role: str) -> Membership:
    return db.session.scalars(
        select(Membership).where(Membership.account_id == account.id, Membership.role == role)
    ).one()


def held(account: Account) -> list[str]:
    rows = db.session.scalars(
        select(Membership.role).where(Membership.account_id == account.id, Membership.ended_at.is_(None))
    )
    return sorted(rows)


def test_the_page_says_who_since_when_by_whom_and_who_left(territory: Territory, signed_in: SignIn) -> None:
    manager = a_member(territory, "manager", "Hélène Vialard")
    cci = an_organisation(territory, "CCI de la Corrèze")
    a_member(
        territory,
        "partner",
        "Luc Partenaire",
        organisation_id=cci.id,
        since=date(2024, 3, 12),
        granted_by_id=manager.id,
    )
    a_member(territory, "ambassador", "Ancienne Voix", ended_at=now())
    page = signed_in(manager).get(TEAM)
    assert page.status_code == 200
    for words in (
        "Luc Partenaire",
        "CCI de la Corrèze",
        "12 mars 2024",
        "par Hélène Vialard",
        "Ancien ambassadeur",
    ):
        assert words in page.text


def test_a_moderator_reads_without_addresses_or_acts(territory: Territory, signed_in: SignIn) -> None:
    manager = a_member(territory, "manager", "Hélène Vialard")
    page = signed_in(a_member(territory, "moderator")).get(TEAM)
    assert page.status_code == 200 and "Hélène Vialard" in page.text
    assert (
        str(manager.email) not in page.text and "Mettre fin" not in page.text and "Inviter" not in page.text
    )


@pytest.mark.parametrize(
    ("role", "reads", "acts"),
    [
        ("manager", 200, 200),
        ("moderator", 200, 403),
        ("partner", 403, 403),
        ("ambassador", 404, 404),
        (None, 404, 404),
    ],
)
def test_who_may_read_and_act(
    territory: Territory, signed_in: SignIn, role: str | None, reads: int, acts: int
) -> None:
    member = a_member(territory, "ambassador", "Nadia")
    number = role_of(member, "ambassador").id
    who = signed_in(a_member(territory, role) if role else a_member(aveyron(), "manager"))
    assert who.get(TEAM).status_code == reads
    for path in (
        f"{TEAM}/{number}",
        f"{TEAM}/{number}/terminer",
        "/bureau/bassin-de-brive/organisations/nouvelle",
    ):
        assert who.get(path).status_code == acts, path
    assert who.post(f"{TEAM}/{number}/terminer").status_code == (400 if acts == 200 else acts)
    assert held(member) == ["ambassador"]


def test_a_role_of_another_territory_is_not_found_here(territory: Territory, signed_in: SignIn) -> None:
    elsewhere = a_member(aveyron(), "ambassador")
    browser = signed_in(a_member(territory, "manager"))
    assert browser.get(f"{TEAM}/{role_of(elsewhere, 'ambassador').id}").status_code == 404
    assert browser.get(f"{TEAM}/999999").status_code == 404
    assert browser.get(f"{TEAM}/99999999999").status_code == 404


def test_a_role_changes_and_the_person_is_told(
    territory: Territory, signed_in: SignIn, mail_folder: Path
) -> None:
    nadia = a_member(territory, "ambassador", "Nadia", themes=["climat"], disclosure="Bénévole.")
    browser = signed_in(a_member(territory, "manager", "Hélène Vialard"))
    path = f"{TEAM}/{role_of(nadia, 'ambassador').id}"
    assert browser.submit(path, {"role": "moderator"}).location == TEAM
    assert held(nadia) == ["moderator"]
    new = role_of(nadia, "moderator")
    assert (new.themes, new.disclosure, new.since) == (["climat"], "Bénévole.", today())
    ((to, subject, text),) = delivered(mail_folder)
    assert (to, subject) == (nadia.email, "Votre rôle a changé : Bassin de Brive".replace(" :", "\xa0:"))
    assert "Hélène Vialard" in text and "Modération" in text
    assert "Ce rôle a pris fin" in browser.get(path).text


def test_changing_to_partner_asks_the_organisation(territory: Territory, signed_in: SignIn) -> None:
    nadia = a_member(territory, "ambassador", "Nadia")
    here, elsewhere = an_organisation(territory), an_organisation(aveyron(), "Ailleurs")
    browser = signed_in(a_member(territory, "manager"))
    path = f"{TEAM}/{role_of(nadia, 'ambassador').id}"
    for wrong in ("", str(elsewhere.id), "x"):
        answer = browser.submit(path, {"role": "partner", "organisation": wrong})
        assert answer.status_code == 422 and 'id="organisation-error"' in answer.text
    assert browser.submit(path, {"role": "ambassador"}).status_code == 422
    assert browser.submit(path, {"role": "emperor"}).status_code == 422
    assert browser.submit(path, {"role": "partner", "organisation": str(here.id)}).status_code == 303
    assert role_of(nadia, "partner").organisation_id == here.id


def test_ending_says_what_becomes_of_the_words_then_tells(
    territory: Territory, signed_in: SignIn, client: PageClient, mail_folder: Path
) -> None:
    nadia = a_member(territory, "ambassador", "Nadia Ferhat")
    words = a_testimonial(territory, nadia)
    browser = signed_in(a_member(territory, "manager", "Hélène Vialard"))
    path = f"{TEAM}/{role_of(nadia, 'ambassador').id}/terminer"
    assert "reste en ligne" in browser.get(path).text and held(nadia) == ["ambassador"]
    action, data = browser.filled(path, {})
    assert [browser.post(action, data=data).location for _ in range(2)] == [TEAM, TEAM]
    assert held(nadia) == []
    told = [mail for mail in delivered(mail_folder) if "pris fin" in mail[1]]
    assert [to for to, _, _ in told] == [nadia.email]
    assert "Hélène Vialard a mis fin" in told[0][2] and "reste en ligne" in told[0][2]
    page = client.get(f"/ambassadeurs/{nadia.id}-nadia-ferhat")
    assert "Ancien ambassadeur ou ancienne ambassadrice" in page.text and words.path in page.text


def test_the_last_manager_leaves_only_by_the_administrator(
    territory: Territory, signed_in: SignIn, mail_folder: Path
) -> None:
    helene = a_member(territory, "manager", "Hélène Vialard")
    number = role_of(helene, "manager").id
    browser = signed_in(helene)
    page = browser.get(f"{TEAM}/{number}/terminer")
    assert "seule personne responsable" in page.text and "Mettre fin à ce rôle" not in page.text
    _, data = browser.filled("/compte", {}, "/deconnexion")
    assert browser.post(f"{TEAM}/{number}/terminer", data=data).status_code == 403
    answer = browser.submit(f"{TEAM}/{number}", {"role": "moderator"})
    assert answer.status_code == 422 and "seule personne responsable" in answer.text
    assert held(helene) == ["manager"]
    assert signed_in(an_admin()).submit(f"{TEAM}/{number}/terminer", {}).location == TEAM
    assert held(helene) == [] and len(delivered(mail_folder)) == 1


def test_one_of_two_managers_may_leave_by_herself(territory: Territory, signed_in: SignIn) -> None:
    helene, other = a_member(territory, "manager", "Hélène"), a_member(territory, "manager", "Autre")
    browser = signed_in(helene)
    assert browser.submit(f"{TEAM}/{role_of(helene, 'manager').id}/terminer", {}).location == "/compte"
    assert (held(helene), held(other)) == ([], ["manager"])
    assert browser.get(TEAM).status_code == 404


def test_a_role_given_again_begins_today(territory: Territory, signed_in: SignIn) -> None:
    nadia = a_member(territory, "ambassador", since=date(2020, 1, 1), ended_at=now())
    db.session.add(Membership(account_id=nadia.id, territory_id=territory.id, role="moderator"))
    db.session.commit()
    browser = signed_in(a_member(territory, "manager"))
    assert (
        browser.submit(f"{TEAM}/{role_of(nadia, 'moderator').id}", {"role": "ambassador"}).status_code == 303
    )
    assert (held(nadia), role_of(nadia, "ambassador").since) == (["ambassador"], today())


def test_a_former_slug_leads_to_the_desk(territory: Territory, signed_in: SignIn) -> None:
    browser = signed_in(an_admin())
    browser.submit("/administration/territoires/bassin-de-brive/noms", {"slug": "brive"})
    assert browser.get(TEAM).location.endswith("/bureau/brive/equipe")
    assert an_account().memberships == []
