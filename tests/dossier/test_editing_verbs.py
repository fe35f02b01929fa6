"""The verbs that write a dossier: rights, versions, history, the log; owners, highlights, connections."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.access.actor import Actor
from ambassadors.access.policy import NotAllowed, NotVisible
from ambassadors.accounts.closing import close_account
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.accounts.ownership import ThemeOwner
from ambassadors.core.db import db
from ambassadors.dossier.cell import Cell, CellDraft, CellRevision
from ambassadors.dossier.queries.cells import cell_at
from ambassadors.dossier.service.calendar import (
    HighlightSaid,
    change_highlight,
    create_highlight,
    remove_highlight,
)
from ambassadors.dossier.service.links import (
    ConnectionSaid,
    change_connection,
    create_connection,
    move_connection,
    remove_connection,
)
from ambassadors.dossier.service.owners import NotOfTheDesk, set_owner
from ambassadors.dossier.service.publishing import (
    NothingToPublish,
    NotOffered,
    Overtaken,
    TooMuch,
    publish_cell,
)
from ambassadors.dossier.service.reverting import revert_cell
from ambassadors.moderation.models import Decision
from ambassadors.network.service.roles import change_role, end_role
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_connection, a_fact, an_edition, an_open_edition, an_owner
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory, aveyron

TEXT = {"text": "On trouve à se loger, **lentement**.", "facts": [a_fact()], "pictures": []}


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(territory: Territory) -> Actor:
    return a_member(territory, "manager").as_actor()


def membership_of(account: Account) -> Membership:
    return db.session.scalars(select(Membership).where(Membership.account_id == account.id)).one()


def log_of(item_id: int) -> list[tuple[str, str, int | None]]:
    lines = db.session.scalars(select(Decision).where(Decision.item_id == item_id).order_by(Decision.id))
    return [(line.kind, line.transition, line.revision) for line in lines]


def test_publish_and_revert_are_kept_and_logged(territory: Territory, manager: Actor) -> None:
    cell = publish_cell(manager, territory, "logement", None, TEXT, 0)
    assert "<strong>lentement</strong>" in cell.text_html
    assert cell.read_facts == [a_fact()]
    publish_cell(manager, territory, "logement", None, {"text": "Tout a changé."}, 1)
    first = db.session.get_one(CellRevision, (cell.id, 1))
    revert_cell(manager, territory, cell, first)
    assert (cell.text, cell.version, cell.read_facts) == (TEXT["text"], 3, [a_fact()])
    assert log_of(cell.id) == [("cell", "publish", 1), ("cell", "publish", 2), ("cell", "revert", 3)]


def test_what_changes_nothing_leaves_no_trace(territory: Territory, manager: Actor) -> None:
    cell = publish_cell(manager, territory, "logement", None, TEXT, 0)
    assert publish_cell(manager, territory, "logement", None, TEXT, 1).version == 1
    assert len(log_of(cell.id)) == 1


def test_a_stale_publication_is_refused(territory: Territory, manager: Actor) -> None:
    publish_cell(manager, territory, "logement", None, TEXT, 0)
    with pytest.raises(Overtaken):
        publish_cell(manager, territory, "logement", None, {"text": "Autre chose."}, 0)
    cell = cell_at(territory.id, "logement")
    assert cell is not None
    assert cell.text == TEXT["text"]


def test_what_no_cell_holds_is_refused(territory: Territory, manager: Actor) -> None:
    picture = {"key": "dossier/a.jpg", "width": 4, "height": 3}
    for content in ({"facts": [a_fact()] * 9}, {"pictures": [picture] * 7}):
        with pytest.raises(TooMuch):
            publish_cell(manager, territory, "logement", None, content, 0)
    with pytest.raises(NothingToPublish):
        publish_cell(manager, territory, "logement", None, {"text": "  "}, 0)
    with pytest.raises(NotOffered):
        publish_cell(manager, territory, "plage", None, TEXT, 0)


def test_an_edition_has_cells_of_its_own_once_open(territory: Territory, manager: Actor) -> None:
    edition = an_edition()
    with pytest.raises(NotOffered):
        publish_cell(manager, territory, "emploi", edition.id, TEXT, 0)
    an_open_edition(territory, edition)
    own = publish_cell(manager, territory, "emploi", None, TEXT, 0)
    special = publish_cell(manager, territory, "emploi", edition.id, {"text": "Pour les salariés."}, 0)
    assert own.id != special.id
    with pytest.raises(NotOffered):
        publish_cell(manager, territory, "climat", edition.id, TEXT, 0)


def test_an_owner_writes_its_theme_only(territory: Territory, manager: Actor) -> None:
    partner = a_member(territory, "partner")
    an_owner(territory, "logement", partner)
    actor = partner.as_actor()
    assert publish_cell(actor, territory, "logement", None, TEXT, 0).published_by_id == partner.id
    for theme in THEMES.keys() - {"logement"}:
        with pytest.raises(NotAllowed):
            publish_cell(actor, territory, theme, None, TEXT, 0)
    with pytest.raises(NotVisible):
        publish_cell(a_member(aveyron(), "manager").as_actor(), territory, "logement", None, TEXT, 1)


def test_publishing_ends_the_draft_it_comes_from(territory: Territory, manager: Actor) -> None:
    for theme in ("logement", "climat"):
        db.session.add(
            CellDraft(territory_id=territory.id, theme=theme, account_id=manager.account_id, content={})
        )
    db.session.flush()
    publish_cell(manager, territory, "logement", None, TEXT, 0)
    assert [draft.theme for draft in db.session.scalars(select(CellDraft))] == ["climat"]


def test_owners_are_of_the_desk_and_of_the_territory(territory: Territory, manager: Actor) -> None:
    partner, elsewhere = a_member(territory, "partner"), aveyron()
    set_owner(manager, territory, "logement", partner.id, None)
    assert db.session.get_one(ThemeOwner, (territory.id, "logement")).account_id == partner.id
    agency = an_organisation(territory)
    set_owner(manager, territory, "logement", None, agency.id)
    assert db.session.get_one(ThemeOwner, (territory.id, "logement")).organisation_id == agency.id
    strangers = [a_member(territory, "ambassador").id, a_member(elsewhere, "partner").id]
    for stranger in strangers:
        with pytest.raises(NotOfTheDesk):
            set_owner(manager, territory, "emploi", stranger, None)
    with pytest.raises(NotOfTheDesk):
        set_owner(manager, territory, "emploi", None, an_organisation(elsewhere).id)
    set_owner(manager, territory, "logement", None, None)
    assert db.session.get(ThemeOwner, (territory.id, "logement")) is None
    with pytest.raises(NotAllowed):
        set_owner(a_member(territory, "moderator").as_actor(), territory, "emploi", partner.id, None)


def test_a_role_that_ends_leaves_its_themes(territory: Territory, manager: Actor) -> None:
    partner, other = a_member(territory, "partner"), a_member(territory, "moderator")
    for theme, owner in (("logement", partner), ("emploi", other)):
        set_owner(manager, territory, theme, owner.id, None)
    end_role(manager, membership_of(partner))
    assert [row.theme for row in db.session.scalars(select(ThemeOwner))] == ["emploi"]
    change_role(manager, membership_of(other), "ambassador")
    assert not db.session.scalars(select(ThemeOwner)).all()


def test_a_role_of_the_desk_that_changes_keeps_its_themes(territory: Territory, manager: Actor) -> None:
    moderator = a_member(territory, "moderator")
    set_owner(manager, territory, "emploi", moderator.id, None)
    change_role(manager, membership_of(moderator), "manager")
    assert db.session.get(ThemeOwner, (territory.id, "emploi")) is not None


def test_a_closed_account_answers_for_nothing(territory: Territory, manager: Actor) -> None:
    partner = a_member(territory, "partner")
    set_owner(manager, territory, "logement", partner.id, None)
    close_account(partner.as_actor(), partner, keep_texts=True)
    assert not db.session.scalars(select(ThemeOwner)).all()


def test_highlights_follow_the_owner_of_their_theme(territory: Territory, manager: Actor) -> None:
    partner = a_member(territory, "partner")
    an_owner(territory, "temps-forts", partner)
    actor, fair = partner.as_actor(), HighlightSaid("La foire du livre", date(2026, 11, 6), date(2026, 11, 8))
    highlight = create_highlight(actor, territory, fair)
    change_highlight(actor, highlight, HighlightSaid("La foire", date(2026, 11, 6), date(2026, 11, 6)), 1)
    assert (highlight.title, highlight.version) == ("La foire", 2)
    with pytest.raises(Overtaken):
        change_highlight(actor, highlight, fair, 1)
    with pytest.raises(NotAllowed):
        create_connection(actor, territory, ConnectionSaid("Paris", "train", 270))
    remove_highlight(actor, highlight)
    with pytest.raises(NotAllowed):
        create_highlight(a_member(territory, "partner").as_actor(), territory, fair)


def test_connections_keep_an_order_with_paris_first(territory: Territory, manager: Actor) -> None:
    sea = create_connection(manager, territory, ConnectionSaid("la mer (Arcachon)", "voiture", 190))
    hill = create_connection(manager, territory, ConnectionSaid("le Sancy", "voiture", 120))
    paris = a_connection(territory)
    move_connection(manager, hill, -1)
    move_connection(manager, paris, 1)
    assert (hill.position, sea.position) == (0, 1)
    change_connection(manager, sea, ConnectionSaid("la mer", "car", 200), 1)
    with pytest.raises(Overtaken):
        change_connection(manager, sea, ConnectionSaid("la mer", "car", 210), 1)
    with pytest.raises(ValueError, match="fusée"):
        create_connection(manager, territory, ConnectionSaid("Mars", "fusée", 1))
    remove_connection(manager, sea)
    an_owner(territory, "connexions", partner := a_member(territory, "partner"))
    change_connection(partner.as_actor(), hill, ConnectionSaid("le Sancy", "car", 130), 1)
    assert hill.mode == "car"
    with pytest.raises(NotVisible):
        remove_connection(an_account().as_actor(), hill)


def test_a_cell_is_found_by_its_subject(territory: Territory, manager: Actor) -> None:
    cell = publish_cell(manager, territory, "climat", None, TEXT, 0)
    assert db.session.get_one(Cell, cell.id).subject.kind == "cell"
