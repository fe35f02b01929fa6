"""The dossier at the desk: the list of themes, who may write which, and who answers for each."""

from collections.abc import Callable

import pytest
from flask import Flask

from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.dossier.service.owners import set_owner
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import a_cell, a_fact, an_edition, an_open_edition, an_owner
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory

SignIn = Callable[[Account], PageClient]
DESK = "/bureau/bassin-de-brive/dossier"
OWNERS = f"{DESK}/interlocuteurs"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


def test_the_list_says_what_is_written_and_by_whom(signed_in: SignIn, territory: Territory) -> None:
    manager, partner = (
        a_member(territory, "manager", "Jeanne Lacombe"),
        a_member(territory, "partner", "Paul Vialle"),
    )
    a_cell(territory, "logement", "On trouve.", a_fact(), published_by_id=manager.id)
    an_owner(territory, "logement", partner)
    an_open_edition(territory, an_edition())
    page = signed_in(manager).get(DESK)
    assert page.text.count('class="theme-row"') == 14 + 3
    assert "Paul Vialle" in page.text and "Jeanne Lacombe" in page.text
    assert "décembre 2025" in page.text
    assert f'href="{DESK}/editions/trouver-un-emploi/emploi"' in page.text


def test_the_list_costs_the_same_whatever_is_written(signed_in: SignIn, territory: Territory) -> None:
    browser = signed_in(a_member(territory, "manager"))
    before = int(browser.get(DESK).headers["X-Query-Count"])
    for theme in ("logement", "climat", "ville"):
        a_cell(territory, theme, "Un texte.", a_fact(), a_fact("Autre"))
    an_open_edition(territory, an_edition())
    assert int(browser.get(DESK).headers["X-Query-Count"]) == before


def test_who_owns_nothing_reads_the_list(signed_in: SignIn, territory: Territory) -> None:
    for role in ("partner", "moderator"):
        page = signed_in(a_member(territory, role)).get(DESK)
        assert page.text.count("theme-row--read") == 14
        assert "pas encore l’écrire" in page.text
    assert signed_in(a_member(territory, "ambassador")).get(DESK).status_code == 404


def test_a_manager_gives_themes_to_people_and_organisations(signed_in: SignIn, territory: Territory) -> None:
    agency = an_organisation(territory)
    partner = a_member(territory, "partner", "Paul Vialle", organisation_id=agency.id)
    browser = signed_in(a_member(territory, "manager"))
    sent = {"owner_logement": f"p{partner.id}", "owner_emploi": f"o{agency.id}"}
    assert browser.submit(OWNERS, sent).status_code == 303
    given = {theme: db.session.get_one(ThemeOwner, (territory.id, theme)) for theme in ("logement", "emploi")}
    assert (given["logement"].account_id, given["logement"].organisation_id) == (partner.id, agency.id)
    assert (given["emploi"].account_id, given["emploi"].organisation_id) == (None, agency.id)
    assert browser.submit(OWNERS, {"owner_logement": ""}).status_code == 303
    db.session.expire_all()
    assert db.session.get(ThemeOwner, (territory.id, "logement")) is None
    assert db.session.get(ThemeOwner, (territory.id, "emploi")) is not None


def test_what_is_not_changed_stays_as_it_was(signed_in: SignIn, territory: Territory) -> None:
    agency = an_organisation(territory)
    partner = a_member(territory, "partner", organisation_id=agency.id)
    an_owner(territory, "logement", partner)
    assert signed_in(a_member(territory, "manager")).submit(OWNERS, {}).status_code == 303
    assert db.session.get_one(ThemeOwner, (territory.id, "logement")).organisation_id is None


def test_a_stranger_is_refused_at_the_field(signed_in: SignIn, territory: Territory) -> None:
    ambassador = a_member(territory, "ambassador")
    answer = signed_in(a_member(territory, "manager")).submit(OWNERS, {"owner_climat": f"p{ambassador.id}"})
    assert answer.status_code == 422
    assert 'id="owner_climat-error"' in answer.text


def test_two_managers_at_once_are_told(signed_in: SignIn, territory: Territory) -> None:
    manager, partner = a_member(territory, "manager"), a_member(territory, "partner", "Paul Vialle")
    browser = signed_in(manager)
    action, late = browser.filled(OWNERS, {"owner_climat": f"p{manager.id}"})
    set_owner(manager.as_actor(), territory, "logement", partner.id, None)
    answer = browser.post(action, data=late)
    assert answer.status_code == 409
    assert "Enregistré aujourd’hui : Paul Vialle" in answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert db.session.get(ThemeOwner, (territory.id, "climat")) is None
    assert db.session.get(ThemeOwner, (territory.id, "logement")) is not None


@pytest.mark.parametrize("role", ["partner", "moderator"])
def test_only_managers_choose_owners(signed_in: SignIn, territory: Territory, role: str) -> None:
    assert signed_in(a_member(territory, role)).get(OWNERS).status_code == 403
