"""What hostile eyes have found, each held by the shortest road to it."""

import time
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ambassadors.accounts import links
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.accounts.views.entering import _account_typed
from ambassadors.core.db import db
from ambassadors.core.typography import french
from ambassadors.moderation.differences import marked_up
from ambassadors.territories.models import FormerSlug
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory

from .visiting import Site

SignedIn = Callable[[Account], PageClient]


@pytest.mark.parametrize("address", ["/territoires?region=", "/recherche?q=jardin&territoire="])
@pytest.mark.parametrize("number", ["00000000001" + "9" * 40, "1" * 4_400, "-1", "٣", str(2**31)])
def test_a_number_beyond_every_row_is_no_number(client: FlaskClient, address: str, number: str) -> None:
    assert client.get(address + number).status_code == 200


def test_a_file_where_text_was_awaited_is_a_400(client: PageClient) -> None:
    for name in ("name", "email", "password", "next", "once", "csrf_token"):
        answer = client.submit("/inscription", {name: (BytesIO(b"hello"), "a.txt")})
        assert answer.status_code == 400, name


@pytest.mark.parametrize("body", ["5", "[1]", '{"name": 1, "email": {}}', '{"name": "\\ud800"}', "[" * 5_000])
def test_a_form_is_no_json(client: FlaskClient, body: str) -> None:
    for page in ("/inscription", "/connexion", "/deconnexion"):
        assert client.post(page, data=body, content_type="application/json").status_code == 400


def test_a_sign_in_limit_counts_one_account_however_it_is_spelt(app: Flask) -> None:
    spellings = ("nina@demo.example", " NINA@Demo.Example ", "nina@ｄemo.example")
    counted = set()
    for typed in spellings:
        with app.test_request_context("/connexion", method="POST", data={"email": typed}):
            counted.add(_account_typed())
    assert len(counted) == 1


def test_confirming_a_question_ends_the_session_of_whoever_was_there(
    app: Flask, signed_in: SignedIn, hostile: Site
) -> None:
    other = an_account()
    browser = signed_in(other)
    page = f"/questions/confirmer/{hostile.world.tokens['question']}"
    assert browser.submit(page, {}, form=page).status_code == 303
    assert not db.session.query(AccountSession).filter_by(account_id=other.id).count()


def test_an_empty_decision_is_the_one_of_the_address(signed_in: SignedIn) -> None:
    here = a_territory()
    item = a_question(here, an_account(), "submitted")
    browser = signed_in(a_member(here, "moderator"))
    page = f"{here.desk_path}/moderation/{item.id}?decision=reject"
    sent = {"decision": "", "code": "hors-sujet", "statement": "Ce texte ne parle pas de la vie ici."}
    _, data = browser.filled(page, sent)
    assert browser.post(page, data=data).status_code == 303


def test_a_former_slug_that_begins_another_word_leads_to_its_own_place(client: FlaskClient) -> None:
    here = a_territory()
    db.session.add(FormerSlug(slug="t", territory_id=here.id))
    assert client.get("/territoires/t/questions?page=x").location == f"{here.path}/questions?page=x"


def test_time_does_not_grow_as_the_square_of_a_run_of_spaces() -> None:
    began = time.perf_counter()
    assert french(" " * 50_000 + "x").endswith("x")
    assert time.perf_counter() - began < 1


def test_two_texts_made_to_be_slow_are_compared_soon() -> None:
    old = "".join(chr(0x4E00 + number * 37 % 53) + "," for number in range(4_000))
    new = "".join(chr(0x4E00 + number * 29 % 53) + ";" for number in range(4_000))
    began = time.perf_counter()
    pieces = marked_up(old, new)
    assert time.perf_counter() - began < 1
    assert "".join(piece.text for piece in pieces if piece.act != "added") == old


def test_a_list_too_long_is_refused_before_it_is_read(signed_in: SignedIn) -> None:
    here = a_territory()
    browser = signed_in(a_member(here, "manager"))
    began = time.perf_counter()
    answer = browser.submit(f"{here.desk_path}/equipe/inviter", {"people": "a@b.fr\n" * 200_000})
    assert answer.status_code == 422
    assert time.perf_counter() - began < 5


def test_rules_say_in_french_what_a_number_is(signed_in: SignedIn) -> None:
    here = a_territory()
    page = f"{here.desk_path}/moderation/reglages"
    answer = signed_in(a_member(here, "manager")).submit(page, {"question-trusted_after": "trois"})
    assert answer.status_code == 422 and "Not a valid" not in answer.text


def test_an_invitation_opens_no_other_purpose(hostile: Site) -> None:
    """A token of one purpose is nothing to the pages of the others."""
    pages = {
        links.CONFIRM: "/inscription/",
        links.SIGN_IN: "/connexion/lien/",
        links.RESET: "/mot-de-passe/",
        links.EMAIL: "/adresse/",
        links.INVITATION: "/invitations/",
        links.QUESTION: "/questions/confirmer/",
        links.INTRODUCTION: "/demandes/confirmer/",
    }
    for purpose, start in pages.items():
        for other, token in hostile.world.tokens.items():
            if other in pages:
                expected = 200 if other == purpose else 410
                assert hostile.send("anonymous", "GET", start + token).status == expected, (purpose, other)


@pytest.mark.parametrize(
    "start", ["/media/", "/static/", "/palettes/", "/paysages/2f6f62/", "/dev/courrier/"]
)
def test_a_file_is_found_by_no_other_road_than_its_name(hostile: Site, start: str) -> None:
    keys = [
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd.jpg",
        "%2e%2e/%2e%2e/x.jpg",
        "photos//x.jpg",
        "./x.jpg",
        "~/x.jpg",
        "photos/.x.jpg",
        "/etc/passwd.jpg",
        "photos/x.jpg/y.jpg",
        "C:%5Cx.jpg",
        "a" * 5_000 + ".jpg",
        "%23.jpg",
        "%25%30.jpg",
        "é\u202e.jpg",
        "*.jpg",
        ".jpg",
        "x.JPG",
        "x.svg",
        "x.css",
    ]
    found = {key[:40]: hostile.send("anonymous", "GET", start + key).status for key in keys}
    drawn = {"x.svg": 200} if start.startswith("/paysages") else {}
    assert {key: status for key, status in found.items() if status not in (308, 400, 404)} == drawn
