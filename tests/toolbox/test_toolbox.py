"""A toolbox is filled by the managers of a territory and used by its members; its files go to nobody else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.core.outbox import run_due
from ambassadors.core.storage import read as stored
from ambassadors.toolbox.models import FOLDER, MOST, Tool
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account, an_admin
from tests.factories.pictures import a_bomb, a_picture
from tests.factories.stored import keys_under
from tests.factories.territories import a_territory, aveyron
from tests.factories.toolbox import PHRASE, a_pdf, a_phrase, a_visual

SignedIn = Callable[[Account], PageClient]
WORDS = {"title": "La plaquette du territoire", "credit": "Nadia Ferhat", "alt": "Des coteaux."}
HOME = "/compte/boite-a-outils/bassin-de-brive"


def only() -> Tool:
    return db.session.scalars(select(Tool).execution_options(populate_existing=True)).one()


def test_a_visual_is_kept_shown_and_given_to_members(signed_in: SignedIn) -> None:
    here = a_territory()
    manager, member = signed_in(a_member(here, "manager")), signed_in(a_member(here, "ambassador"))
    assert "encore vide" in member.get(HOME).text
    desk = f"{here.desk_path}/boite-a-outils"
    sent = manager.submit(f"{desk}/fichier", WORDS | {"file": (BytesIO(a_picture(900, 600)), "x.jpg")})
    tool = only()
    assert (sent.status_code, sent.location) == (303, f"{desk}#outil-{tool.id}")
    page = member.get(HOME)
    assert "La plaquette du territoire" in page.text and f"{HOME}/{tool.id}/apercu" in page.text
    assert "Des coteaux." in page.text and "JPEG, 900 × 600" in page.text.replace("\u00a0", " ")
    file, small = member.get(f"{HOME}/{tool.id}"), member.get(f"{HOME}/{tool.id}/apercu")
    assert file.mimetype == small.mimetype == "image/jpeg"
    assert file.headers["Content-Disposition"] == 'attachment; filename="la-plaquette-du-territoire.jpg"'
    assert Image.open(BytesIO(small.data)).size == (720, 480) and Image.open(BytesIO(file.data)).size == (
        900,
        600,
    )
    for answer in (file, small):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].strip() == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_document_is_downloaded_and_never_shown(signed_in: SignedIn) -> None:
    here = a_territory()
    desk = f"{here.desk_path}/boite-a-outils"
    manager = signed_in(a_member(here, "manager"))
    manager.submit(f"{desk}/fichier", {"title": "La plaquette", "file": (BytesIO(a_pdf()), "x.html")})
    tool = only()
    file = manager.get(f"{HOME}/{tool.id}")
    assert file.mimetype == "application/pdf" and file.data == a_pdf()
    assert file.headers["Content-Disposition"] == 'attachment; filename="la-plaquette.pdf"'
    assert file.headers["Content-Security-Policy"].strip() == "default-src 'none'; sandbox"
    assert manager.get(f"{HOME}/{tool.id}/apercu").status_code == 404


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "logo.svg"),
        (b"<!doctype html><script>1</script>", "page.pdf"),
        (b"PK\x03\x04" + b"x" * 200, "dossier.zip"),
        (a_pdf(b"/OpenAction << /S /JavaScript >>"), "plaquette.pdf"),
        (b"\xff\xd8\xff" + b"x" * 500, "photo.jpg"),
        (a_bomb(), "grand.png"),
        (b"", "vide.pdf"),
    ],
    ids=["svg", "html", "zip", "script", "half a photo", "bomb", "empty"],
)
def test_hostile_files_come_back_with_a_reason_and_leave_nothing(
    signed_in: SignedIn, data: bytes, name: str
) -> None:
    here = a_territory()
    page = f"{here.desk_path}/boite-a-outils/fichier"
    answer = signed_in(a_member(here, "manager")).submit(page, WORDS | {"file": (BytesIO(data), name)})
    assert answer.status_code == 422 and 'id="file-error"' in answer.text
    assert WORDS["title"] in answer.text and db.session.scalar(select(Tool.id)) is None


def test_too_heavy_is_a_413_with_the_words_kept(signed_in: SignedIn) -> None:
    here = a_territory()
    page = f"{here.desk_path}/boite-a-outils/fichier"
    heavy = BytesIO(a_pdf(b" " * (20 * 1024 * 1024)))
    answer = signed_in(a_member(here, "manager")).submit(page, WORDS | {"file": (heavy, "x.pdf")})
    assert answer.status_code == 413 and WORDS["title"] in answer.text


def test_a_visual_needs_its_words_and_its_credit(signed_in: SignedIn) -> None:
    here = a_territory()
    page = f"{here.desk_path}/boite-a-outils/fichier"
    manager = signed_in(a_member(here, "manager"))
    bare = manager.submit(page, {"title": "Les coteaux", "file": (BytesIO(a_picture()), "x.jpg")})
    assert bare.status_code == 422 and "Décrivez l’image" in bare.text and "qui a fait" in bare.text
    assert "Choisissez un fichier" in manager.submit(page, WORDS).text


def test_a_transparent_picture_stays_one_that_every_program_opens(signed_in: SignedIn) -> None:
    here = a_territory()
    out = BytesIO()
    Image.new("RGBA", (60, 40), (20, 80, 60, 120)).save(out, "PNG")
    manager = signed_in(a_member(here, "manager"))
    manager.submit(
        f"{here.desk_path}/boite-a-outils/fichier", WORDS | {"file": (BytesIO(out.getvalue()), "l.png")}
    )
    file = manager.get(f"{HOME}/{only().id}")
    assert file.mimetype == "image/png" and Image.open(BytesIO(file.data)).mode == "RGBA"


def test_a_file_replaced_or_removed_is_deleted(app: Flask, signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    tool = a_visual(here, manager)
    browser, page = signed_in(manager), f"{here.desk_path}/boite-a-outils/{tool.id}"
    former = tool.keys
    assert browser.submit(page, {"title": "Un autre titre"}).status_code == 303
    assert only().keys == former and only().title == "Un autre titre"
    wrong = browser.submit(page, {"file": (BytesIO(a_pdf()), "x.pdf")})
    assert wrong.status_code == 422 and "Remplacez ce fichier par une image" in wrong.text
    assert browser.submit(page, {"file": (BytesIO(a_picture(50, 40)), "x.jpg")}).status_code == 303
    present = only().keys
    assert not set(present) & set(former)
    while run_due("test"):
        continue
    for key in former:
        with pytest.raises(FileNotFoundError):
            stored(key)
    assert stored(present[0])
    assert browser.submit(f"{page}/retirer", {}).status_code == 303
    while run_due("test"):
        continue
    with pytest.raises(FileNotFoundError):
        stored(present[0])
    assert browser.get(page).status_code == 404


def test_no_public_address_serves_a_file_of_a_toolbox(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    tool, browser = a_visual(here, manager), signed_in(manager)
    for key in tool.keys:
        assert browser.get(f"/media/{key}").status_code == 404
        assert key not in browser.get(HOME).text


def test_members_only(signed_in: SignedIn) -> None:
    here, elsewhere = a_territory(), aveyron()
    tool = a_visual(here, a_member(here, "manager"))
    addresses = (HOME, f"{HOME}/{tool.id}", f"{HOME}/{tool.id}/apercu")
    for role in ("ambassador", "partner", "moderator", "manager"):
        browser = signed_in(a_member(here, role))
        assert {browser.get(address).status_code for address in addresses} == {200}, role
    strangers = [an_account(), a_member(elsewhere, "manager"), a_member(here, "ambassador")]
    db.session.execute(
        Tool.metadata.tables["membership"]
        .update()
        .where(Tool.metadata.tables["membership"].c.account_id == strangers[2].id)
        .values(ended_at=tool.updated_at)
    )
    for account in strangers:
        browser = signed_in(account)
        assert {browser.get(address).status_code for address in addresses} == {404}, account.name
    assert signed_in(an_admin()).get(HOME).status_code == 200
    other = signed_in(a_member(elsewhere, "ambassador"))
    assert other.get(f"/compte/boite-a-outils/aveyron/{tool.id}").status_code == 404


def test_only_managers_fill_it(signed_in: SignedIn) -> None:
    here = a_territory()
    desk = f"{here.desk_path}/boite-a-outils"
    tool = a_phrase(here, a_member(here, "manager"))
    for rest in ("", "/fichier", "/phrase", f"/{tool.id}", f"/{tool.id}/retirer"):
        assert signed_in(a_member(here, "moderator")).get(desk + rest).status_code == 403, rest
        assert signed_in(a_member(here, "ambassador")).get(desk + rest).status_code == 404, rest


def test_sentences_are_put_in_order_and_copied(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    browser, desk = signed_in(manager), f"{here.desk_path}/boite-a-outils"
    for title in ("Première", "Deuxième"):
        browser.submit(f"{desk}/phrase", {"title": title, "text": PHRASE})
    browser.get(desk)  # it says so, once
    first, second = db.session.scalars(select(Tool).order_by(Tool.id)).all()
    page = browser.get(HOME).text
    assert (
        page.index("Première") < page.index("Deuxième") and "J’habite ici" in page and "data-copied" in page
    )
    moved = browser.submit(desk, {"sens": "haut"}, form=f"/{second.id}/deplacer")
    assert moved.status_code == 303
    page = browser.get(HOME).text
    assert page.index("Deuxième") < page.index("Première")
    assert browser.submit(desk, {"sens": "haut"}, form=f"/{first.id}/deplacer").status_code == 303
    page = browser.get(HOME).text
    assert page.index("Première") < page.index("Deuxième")
    assert browser.post(f"{desk}/{first.id}/deplacer", data={}).status_code == 400
    action, late = browser.filled(f"{desk}/{first.id}", {"title": "La mienne"})
    assert browser.submit(f"{desk}/{first.id}", {"title": "La leur"}).status_code == 303
    answer = browser.post(action, data=late)
    assert answer.status_code == 409 and 'value="La mienne"' in answer.text and "La leur" in answer.text


def test_a_sentence_is_shown_as_it_is_typed(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    a_phrase(here, manager, text="<script>alert(1)</script> Bonjour à toutes et tous")
    page = signed_in(manager).get(HOME).text
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    short = signed_in(manager).submit(
        f"{here.desk_path}/boite-a-outils/phrase", {"title": "Ok", "text": "Oui"}
    )
    assert short.status_code == 422


def test_a_toolbox_is_bounded_and_costs_the_same(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    browser, desk = signed_in(manager), f"{here.desk_path}/boite-a-outils"
    a_phrase(here, manager)
    counts = {page: browser.get(page).headers["X-Query-Count"] for page in (HOME, desk)}
    for number in range(MOST - 1):
        a_phrase(here, manager, f"Phrase {number}")
    assert {page: browser.get(page).headers["X-Query-Count"] for page in (HOME, desk)} == counts
    full = browser.submit(f"{desk}/phrase", {"title": "Une de trop", "text": PHRASE})
    assert full.status_code == 422 and "La boîte est pleine" in full.text and "Une de trop" in full.text


def test_a_file_whose_form_is_refused_is_not_kept(signed_in: SignedIn) -> None:
    here = a_territory()
    manager = a_member(here, "manager")
    browser, desk = signed_in(manager), f"{here.desk_path}/boite-a-outils"
    tool = a_visual(here, manager)
    for number in range(MOST - 1):
        a_phrase(here, manager, f"Phrase {number}")
    before, edit = keys_under(FOLDER), f"{desk}/{tool.id}"
    full = browser.submit(f"{desk}/fichier", WORDS | {"file": (BytesIO(a_picture(900, 600)), "x.jpg")})
    assert full.status_code == 422 and "La boîte est pleine" in full.text
    action, late = browser.filled(edit, WORDS | {"file": (BytesIO(a_picture(800, 600)), "x.jpg")})
    assert browser.submit(edit, {"title": "Entre-temps"}).status_code == 303
    overtaken = browser.post(action, data=late, content_type="multipart/form-data")
    assert overtaken.status_code == 409 and "La plaquette du territoire" in overtaken.text
    assert keys_under(FOLDER) == before


def test_ones_account_leads_to_it(signed_in: SignedIn) -> None:
    here = a_territory()
    assert HOME in signed_in(a_member(here, "ambassador")).get("/compte").text
    assert "boite-a-outils" not in signed_in(an_account()).get("/compte").text
