"""The editor of a cell, with the buttons alone: drafts, rows, pictures, publication, two people at once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow, run_due
from ambassadors.dossier.cell import Cell, CellDraft
from ambassadors.dossier.service.publishing import publish_cell
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.dossier import a_fact, an_edition, an_open_edition, an_owner
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]
DESK = "/bureau/bassin-de-brive/dossier"
EDITOR = f"{DESK}/logement"
FACT = {
    "f1_label": "Loyer médian",
    "f1_value": "9,20",
    "f1_unit": "€/m²",
    "f1_dated": "2024",
    "f1_source_name": "Observatoire local",
    "f1_source_url": "https://loyers.example/brive",
    "f1_past_value": "8,10",
    "f1_past_dated": "06/2018",
    "f1_series": "2018: 8,1\n2021 : 8,7\n2024; 9,2",
}


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(territory: Territory) -> Account:
    return a_member(territory, "manager", "Jeanne Lacombe")


def picture(colour: str = "#a8412a") -> tuple[io.BytesIO, str]:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, "PNG")
    stream.seek(0)
    return stream, "place.png"


def cell() -> Cell:
    db.session.expire_all()
    return db.session.scalars(select(Cell)).one()


def draft() -> CellDraft:
    db.session.expire_all()
    return db.session.scalars(select(CellDraft)).one()


def send(browser: PageClient, act: str, values: dict[str, Any] | None = None, page: str = EDITOR) -> Any:
    """Press a button of the editor."""
    return browser.submit(page, {"act": act} | (values or {}), form=page, content_type="multipart/form-data")


def test_a_draft_is_kept_then_published(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    assert send(browser, "", {"text": "On trouve à se loger."}).location == EDITOR
    assert db.session.scalars(select(Cell)).all() == []
    assert "On trouve à se loger." in browser.get(EDITOR).text
    assert "votre brouillon" in browser.get(DESK).text
    assert send(browser, "publish").location == EDITOR
    assert "<p>On trouve à se loger.</p>" in cell().text_html
    assert not db.session.scalars(select(CellDraft)).all()


def test_a_draft_is_its_author_s_alone(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    send(signed_in(manager), "", {"text": "Une phrase encore en chantier."})
    other = signed_in(a_member(territory, "manager"))
    assert "chantier" not in other.get(EDITOR).text


def test_a_fact_is_typed_and_published_without_a_script(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    assert send(browser, "add-fact").location == f"{EDITOR}#faits"
    assert send(browser, "publish", FACT).status_code == 303
    (fact,) = cell().read_facts
    assert (fact.label, fact.value, fact.unit) == ("Loyer médian", "9,20", "€/m²")
    assert (str(fact.dated), str(fact.past_dated)) == ("2024-12-31", "2018-06-30")
    assert [(point.year, point.value) for point in fact.series] == [(2018, 8.1), (2021, 8.7), (2024, 9.2)]
    page = browser.get(EDITOR).text
    assert 'value="31/12/2024"' in page and "2018: 8,1" in page


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("label", "", "ce qui est mesuré"),
        ("label", "a" * 121, "120 caractères"),
        ("value", "", "la valeur"),
        ("dated", "", "une année suffit"),
        ("dated", "hier", "Une date comme"),
        ("dated", "31/06/2024", "Une date comme"),
        ("dated", "2099", "pas encore passée"),
        ("dated", "1812", "à partir de 1900"),
        ("source_name", "", "source"),
        ("source_url", "loyers.example", "https://"),
        ("source_url", "javascript:alert(1)", "https://"),
        ("source_url", "http://[", "https://"),
        ("past_value", "", "ou effacez la date"),
        ("past_dated", "", "Datez cette valeur"),
        ("past_dated", "2025", "précède"),
        ("series", "2018: beaucoup", "Ligne 1"),
        ("series", "2018: 8\n2018: 9", "Ligne 2"),
        ("series", "2018: 8", "deux années"),
        ("series", "1700: 8\n2018: 9", "Ligne 1"),
    ],
)
def test_what_is_wrong_in_a_fact_is_said_at_its_field(
    signed_in: SignIn, manager: Account, field: str, value: str, message: str
) -> None:
    browser = signed_in(manager)
    send(browser, "add-fact")
    answer = send(browser, "publish", FACT | {"text": "Un texte que l’on garde.", f"f1_{field}": value})
    assert answer.status_code == 422
    assert f'id="f1_{field}-error"' in answer.text
    assert answer.text.count('class="field__error"') == 1
    assert message in answer.text
    assert "Un texte que l’on garde." in answer.text
    assert "Observatoire local" in answer.text or field == "source_name"
    assert db.session.scalars(select(Cell)).all() == []


def test_a_blank_row_is_no_fact_and_a_removed_one_goes(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "add-fact")
    send(browser, "add-fact", FACT)
    assert len(draft().content["facts"]) == 2
    assert send(browser, "publish", {"text": "Un texte."}).status_code == 303
    assert len(cell().facts) == 1
    send(browser, "drop-fact:1")
    assert draft().content["facts"] == []
    assert send(browser, "publish").status_code == 303
    assert cell().facts == []


def test_eight_facts_at_most(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    facts = [a_fact(f"Mesure {number}") for number in range(8)]
    publish_cell(manager.as_actor(), territory, "logement", None, {"facts": facts}, 0)
    browser = signed_in(manager)
    assert "Ajouter un fait" not in browser.get(EDITOR).text
    ninth = {name.replace("f1", "f9"): value for name, value in FACT.items()}
    answer = send(browser, "publish", ninth)
    assert answer.status_code == 422
    assert "faits au plus" in answer.text.replace("\xa0", " ").replace("\u202f", " ")
    assert 'value="Mesure 7"' in answer.text and 'value="Loyer médian"' in answer.text


def test_nothing_to_publish_is_said(signed_in: SignIn, manager: Account) -> None:
    answer = send(signed_in(manager), "publish", {"text": "   "})
    assert answer.status_code == 422
    assert "la case serait vide" in answer.text


def test_pictures_are_added_said_ordered_and_removed(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    assert (
        send(browser, "pictures", {"files": [picture(), picture("#2f6f62")]}).location == f"{EDITOR}#images"
    )
    first, second = (one["key"] for one in draft().content["pictures"])
    assert browser.get(f"/media/{first}").status_code == 200
    answer = send(browser, "publish", {"p1_alt": "La place du marché"})
    assert answer.status_code == 422 and 'id="p2_alt-error"' in answer.text
    assert 'id="p1_credit-error"' in answer.text and 'value="La place du marché"' in answer.text
    said = {"p1_alt": "La place du marché", "p1_credit": "Ville", "p2_decorative": "y", "p2_credit": "Nora"}
    send(browser, "up:" + second, said)
    assert [one["key"] for one in draft().content["pictures"]] == [second, first]
    assert send(browser, "publish").status_code == 303
    shown = cell().pictures
    assert [(one["key"], one["alt"], one["decorative"], one["credit"]) for one in shown] == [
        (second, "", True, "Nora"),
        (first, "La place du marché", False, "Ville"),
    ]
    assert {
        row.payload["key"] for row in db.session.scalars(select(OutboxRow)) if row.kind == "dossier.derive"
    } == {
        first,
        second,
    }
    while run_due("test"):
        continue
    assert all(one["derived"] for one in cell().pictures)
    assert browser.get(f"/media/{first.rpartition('.')[0]}-480.webp").status_code == 200


def test_files_of_a_picture_live_as_long_as_a_version_shows_it(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "pictures", {"files": [picture(), picture("#2f6f62")]})
    kept, gone = (one["key"] for one in draft().content["pictures"])
    send(browser, "drop-picture:" + gone)
    while run_due("test"):
        continue
    assert browser.get(f"/media/{gone}").status_code == 404
    send(browser, "publish", {"p1_decorative": "y", "p1_credit": "Ville", "text": "Un texte."})
    send(browser, "drop-picture:" + kept)
    send(browser, "publish")
    while run_due("test"):
        continue
    assert cell().pictures == []
    assert browser.get(f"/media/{kept}").status_code == 200


def test_a_file_that_is_no_picture_is_refused_and_the_rest_kept(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    sent = {"files": (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "a.svg"), "text": "Gardé."}
    answer = send(browser, "publish", sent)
    assert answer.status_code == 422
    assert 'id="files-error"' in answer.text and "Gardé." in answer.text
    assert draft().content["text"] == "Gardé."


def test_a_seventh_picture_is_refused(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "pictures", {"files": [picture() for _ in range(6)]})
    answer = send(browser, "pictures", {"files": picture()})
    assert answer.status_code == 422 and 'id="files-error"' in answer.text
    assert len(draft().content["pictures"]) == 6


def test_a_key_that_is_none_of_ours_shows_nothing(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    forged = {"p1_key": "portraits/quelquun.jpg", "p1_alt": "Volée", "p1_position": "1"}
    send(browser, "publish", forged | {"text": "Un texte."})
    assert cell().pictures == []


def test_control_characters_are_refused_at_the_field(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "add-fact")
    answer = send(browser, "", FACT | {"f1_label": "Loyer\x00"})
    assert answer.status_code == 422 and 'id="f1_label-error"' in answer.text
    assert draft().content["facts"] == [{}]


def test_two_people_at_once_lose_nothing(signed_in: SignIn, territory: Territory, manager: Account) -> None:
    browser = signed_in(manager)
    action, late = browser.filled(EDITOR, {"text": "Mon texte.", "act": "publish"}, form=EDITOR)
    other = a_member(territory, "manager")
    publish_cell(other.as_actor(), territory, "logement", None, {"text": "Le leur."}, 0)
    answer = browser.post(action, data=late)
    assert answer.status_code == 409
    assert "Mon texte." in answer.text and "Le leur." in answer.text
    assert (cell().text, draft().content["text"]) == ("Le leur.", "Mon texte.")
    page = browser.get(EDITOR).text
    assert "Mon texte." in page and "Le leur." in page
    assert send(browser, "publish").status_code == 303
    assert cell().text == "Mon texte."


def test_two_pages_of_one_person_lose_nothing(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "", {"text": "Une première ébauche."})
    action, late = browser.filled(EDITOR, {"text": "Écrit ici.", "act": ""}, form=EDITOR)
    send(browser, "", {"text": "Écrit sur le téléphone."})
    for _ in range(2):
        answer = browser.post(action, data=late)
        assert answer.status_code == 409
        assert "Écrit ici." in answer.text and "Écrit sur le téléphone." in answer.text
    assert draft().content["text"] == "Écrit sur le téléphone."


def test_the_draft_saves_itself(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    _, data = browser.filled(EDITOR, {"text": "Au fil de la plume."}, form=EDITOR)
    saved = browser.post(f"{EDITOR}/enregistrement", data=data)
    assert (saved.status_code, saved.json) == (200, {"version": 1, "unsaved": []})
    assert draft().content["text"] == "Au fil de la plume."
    data["text"] = "Sur une page restée ouverte."
    stale = browser.post(f"{EDITOR}/enregistrement", data=data)
    assert stale.status_code == 409
    told: Any = stale.json
    assert told["version"] == 1
    assert told["fields"][0]["name"] == "text" and told["fields"][0]["text"] == "Au fil de la plume."
    assert draft().content["text"] == "Au fil de la plume."
    data["version"] = "1"
    assert browser.post(f"{EDITOR}/enregistrement", data=data).json == {"version": 2, "unsaved": []}


def test_half_typed_rows_are_kept_as_they_stand(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    _, data = browser.filled(EDITOR, {"f3_label": "Loyer", "f3_dated": "hier"}, form=EDITOR)
    assert browser.post(f"{EDITOR}/enregistrement", data=data).status_code == 200
    page = browser.get(EDITOR).text
    assert 'value="Loyer"' in page and 'value="hier"' in page


def test_rows_that_differ_are_told_in_words(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    _, data = browser.filled(EDITOR, {"text": "Ici."}, form=EDITOR)
    send(browser, "add-fact", {"text": "Là."})
    stale = browser.post(f"{EDITOR}/enregistrement", data=data)
    told: Any = stale.json
    assert stale.status_code == 409 and "les deux versions" in told["message"]


def test_a_draft_can_be_abandoned(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "pictures", {"text": "Une fausse piste.", "files": picture()})
    (shown,) = draft().content["pictures"]
    assert browser.submit(EDITOR, {}, form="/abandon").location == EDITOR
    assert not db.session.scalars(select(CellDraft)).all()
    while run_due("test"):
        continue
    assert browser.get(f"/media/{shown['key']}").status_code == 404


def test_the_editor_shows_text_as_readers_will(signed_in: SignIn, manager: Account) -> None:
    answer = signed_in(manager).post(f"{DESK}/mise-en-forme", data={"text": "**Vite** <script>"})
    assert answer.text.strip() == "<p><strong>Vite</strong> &lt;script&gt;</p>"


def test_a_partner_writes_the_theme_it_owns_and_no_other(signed_in: SignIn, territory: Territory) -> None:
    agency = an_organisation(territory)
    partner = a_member(territory, "partner", organisation_id=agency.id)
    an_owner(territory, "logement", organisation=agency)
    browser = signed_in(partner)
    assert send(browser, "publish", {"text": "Écrit par l’agence."}).status_code == 303
    assert cell().published_by_id == partner.id
    for theme in THEMES.keys() - {"logement"}:
        for rest, ask in (("", browser.get), ("", browser.post), ("/enregistrement", browser.post)):
            assert ask(f"{DESK}/{theme}{rest}").status_code == 403, theme
    listed = browser.get(DESK).text
    assert listed.count("theme-row--read") == 13
    stranger = signed_in(a_member(aveyron(), "manager"))
    assert stranger.get(EDITOR).status_code == 404


def test_a_theme_that_is_none_is_not_found(signed_in: SignIn, manager: Account) -> None:
    assert signed_in(manager).get(f"{DESK}/plage").status_code == 404


def test_an_edition_s_cell_is_written_with_its_prompt(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    edition = an_edition(prompts={"emploi": "Parlez des métiers qui recrutent."})
    browser = signed_in(manager)
    page = f"{DESK}/editions/trouver-un-emploi/emploi"
    assert browser.get(page).status_code == 404
    an_open_edition(territory, edition)
    assert "Parlez des métiers qui recrutent." in browser.get(page).text
    assert send(browser, "publish", {"text": "L’agroalimentaire recrute."}, page).location == page
    assert (cell().edition_id, cell().theme) == (edition.id, "emploi")
    assert browser.get(f"{DESK}/editions/trouver-un-emploi/climat").status_code == 404
    assert "L’agroalimentaire" not in browser.get(f"{DESK}/emploi").text


def test_history_says_what_changed_word_by_word_and_leads_back(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    actor = manager.as_actor()
    said = {"text": "On trouve une maison.", "facts": [a_fact()]}
    publish_cell(actor, territory, "logement", None, said, 0)
    changed = {"text": "On trouve une grange.", "facts": [a_fact(value="9,80")]}
    publish_cell(actor, territory, "logement", None, changed, 1)
    browser = signed_in(manager)
    page = browser.get(f"{EDITOR}/historique").text
    assert "<del>maison</del>" in page and "<ins>grange</ins>" in page
    assert "Fait : Loyer médian" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert page.count("en ligne</button>") == 1
    assert browser.submit(f"{EDITOR}/historique", {}, form="/historique").status_code == 303
    assert (cell().text, cell().version) == ("On trouve une maison.", 3)
    assert browser.post(f"{EDITOR}/historique", data={}).status_code == 400


def test_putting_back_from_a_late_page_is_told(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    for version in range(2):
        publish_cell(
            manager.as_actor(), territory, "logement", None, {"text": f"Version {version}."}, version
        )
    browser = signed_in(manager)
    action, late = browser.filled(f"{EDITOR}/historique", {}, form="/historique")
    publish_cell(manager.as_actor(), territory, "logement", None, {"text": "Entre-temps."}, 2)
    answer = browser.post(action, data=late)
    assert answer.status_code == 409 and "entre-temps" in answer.text
    assert cell().text == "Entre-temps."


def test_a_long_history_is_read_page_by_page(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    for version in range(12):
        publish_cell(manager.as_actor(), territory, "logement", None, {"text": f"Texte {version}."}, version)
    browser = signed_in(manager)
    page = browser.get(f"{EDITOR}/historique")
    assert page.text.count('class="revision"') == 10
    assert f'href="{EDITOR}/historique?avant=3"' in page.text
    assert browser.get(f"{EDITOR}/historique?avant=3").text.count('class="revision"') == 2


def test_no_history_before_the_first_publication(signed_in: SignIn, manager: Account) -> None:
    assert signed_in(manager).get(f"{EDITOR}/historique").status_code == 404


def test_a_sending_of_nothing_is_refused_and_nothing_is_written(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    publish_cell(manager.as_actor(), territory, "logement", None, {"facts": [a_fact()]}, 0)
    browser = signed_in(manager)
    for rest in ("", "/enregistrement", "/abandon"):
        assert browser.post(EDITOR + rest, data=b"").status_code == 400
    assert not db.session.scalars(select(CellDraft)).all()


def test_the_page_is_seen_before_it_is_published(signed_in: SignIn, manager: Account) -> None:
    browser = signed_in(manager)
    send(browser, "pictures", {"files": picture()})
    send(browser, "add-fact")
    (shown,) = draft().content["pictures"]
    said = FACT | {"text": "Une phrase **à voir**.", "p1_alt": "La place"}
    _, data = browser.filled(EDITOR, said, form=EDITOR)
    page = browser.post(f"{EDITOR}/apercu", data=data)
    assert page.status_code == 200
    assert (
        "<strong>à voir</strong>" in page.text and "Loyer médian" in page.text and shown["key"] in page.text
    )
    assert "incomplet" not in page.text
    data["f1_dated"] = "hier"
    half = browser.post(f"{EDITOR}/apercu", data=data).text
    assert "Loyer médian" not in half and "incomplet" in half
    assert db.session.scalars(select(Cell)).all() == []
    assert draft().content["text"] == ""
    assert browser.post(f"{EDITOR}/apercu", data=b"").status_code == 400


def test_readers_are_offered_pictures_in_several_sizes(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    send(browser, "pictures", {"files": [picture(), picture("#2f6f62")]})
    said = {"p1_alt": "La place", "p1_credit": "Ville", "p2_alt": "Un mot de trop", "p2_decorative": "y"}
    said["p2_credit"] = "Ville"
    send(browser, "publish", said)
    before = browser.get(f"{territory.path}/dossier/logement").text
    assert 'alt="La place"' in before and "Un mot de trop" not in before and "srcset" not in before
    while run_due("test"):
        continue
    after = browser.get(f"{territory.path}/dossier/logement").text
    assert "-480.avif 64w" in after
