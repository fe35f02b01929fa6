"""The journal of a territory: every act of the desk, in words, for those who run it."""

from collections.abc import Callable

import pytest
from flask import Flask

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.models import Account
from ambassadors.brand.beside import put_beside, take_back
from ambassadors.core.db import db
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.service.owners import set_owner
from ambassadors.dossier.service.pins import pin, unpin
from ambassadors.dossier.service.publishing import publish_cell
from ambassadors.moderation.models import Decision
from ambassadors.network.service.organisations import Described, create_organisation, remove_organisation
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.charter import a_charter
from tests.factories.submissions import a_testimonial
from tests.factories.territories import a_territory, aveyron
from tests.factories.toolbox import a_phrase

SignIn = Callable[[Account], PageClient]
JOURNAL = "/bureau/bassin-de-brive/journal"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


def said(page: PageClient, address: str = JOURNAL) -> str:
    """Return what a page of the journal says, with plain spaces."""
    text: str = page.get(address).text
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_each_act_is_told_to_managers(territory: Territory, signed_in: SignIn) -> None:
    account = a_member(territory, "manager")
    manager, actor = signed_in(account), account.as_actor()
    assert "Rien encore" in said(manager)
    partner, other = a_member(territory, "partner"), aveyron()
    publish_cell(actor, territory, "climat", None, {"text": "Il pleut."}, 0)
    set_owner(actor, territory, "climat", partner.id, None)
    set_owner(actor, territory, "climat", None, None)
    told, place = (
        a_testimonial(territory, partner, "published", title="Sous la pluie"),
        CellPlace(territory, "climat"),
    )
    pin(actor, place, told.id)
    unpin(actor, place, told.id)
    agency = create_organisation(actor, territory, Described("Agence d’ici", "association", None))
    remove_organisation(actor, agency)
    put_beside(actor, territory, other.id)
    take_back(actor, territory, other.id)
    a_phrase(territory, account, "Se présenter")
    db.session.commit()
    page = said(manager)
    for line in (
        "a publié « Climat »",
        f"a changé qui répond de « Climat » : personne, puis {partner.name}",
        f"a changé qui répond de « Climat » : {partner.name}, puis personne",
        "a mis en avant « Sous la pluie » dans « Climat »",
        "ne met plus en avant « Sous la pluie » dans « Climat »",
        "a ajouté un organisme, retiré depuis",
        "a retiré un organisme",
        f"a nommé comme voisin : {other.name}",
        f"ne nomme plus comme voisin : {other.name}",
        "a ajouté « Se présenter », dans la boîte à outils",
    ):
        assert line in page, line
    assert 'href="/bureau/bassin-de-brive/dossier/climat/historique"' in page
    assert "a publié « Climat »" not in said(manager, f"{JOURNAL}?acte=owner")
    assert "Rien pour ce choix" in said(manager, f"{JOURNAL}?personne={partner.id}")
    close_account(partner.as_actor(), partner, keep_texts=True)
    db.session.commit()
    assert "personne, puis une personne partie" in said(manager)


def test_a_journal_costs_the_same_whatever_it_holds(territory: Territory, signed_in: SignIn) -> None:
    account = a_member(territory, "manager")
    manager = signed_in(account)
    a_charter(territory, account)
    manager.get(JOURNAL)
    before = int(manager.get(JOURNAL).headers["X-Query-Count"])
    for number in range(40):
        a_phrase(territory, account, f"Phrase {number}")
    publish_cell(account.as_actor(), territory, "climat", None, {"text": "Il pleut."}, 0)
    first = manager.get(JOURNAL)
    assert int(first.headers["X-Query-Count"]) == before
    assert 'rel="next"' in first.text and db.session.query(Decision).count() == 42


@pytest.mark.parametrize(("role", "status"), [("moderator", 403), ("partner", 403), ("ambassador", 404)])
def test_only_managers_read_it(territory: Territory, signed_in: SignIn, role: str, status: int) -> None:
    assert signed_in(a_member(territory, role)).get(JOURNAL).status_code == status
