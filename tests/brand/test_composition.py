"""What the page of a territory is made of: blocks in the manager's order, switched on or off, never empty."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from ambassadors.accounts.models import Account
from ambassadors.brand.composition import (
    BLOCKS,
    call_of,
    in_rows,
    moved,
    parted,
    shown_in,
    slots_of,
    stored,
    told_by,
)
from ambassadors.core.clock import today
from ambassadors.core.db import db
from ambassadors.moderation.models import Decision
from ambassadors.territories.models import Territory
from ambassadors.territories.service import write_space
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import a_highlight, an_owner
from tests.factories.network import an_organisation
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory

SignIn = Callable[[Account], PageClient]

DESK = "/bureau/bassin-de-brive/marque/composition"
# What tells a block on the public page.
MARKS = {
    "presentation": 'id="presentation"',
    "not_for": 'id="pas-pour-vous"',
    "strengths": 'id="atouts"',
    "doors": 'id="questions-du-lecteur"',
    "voices": 'id="voix"',
    "questions": 'id="reponses"',
    "people": 'id="qui-parle"',
    "highlights": 'id="temps-forts"',
    "partners": 'id="acteurs"',
    "call": 'id="appel"',
    "contact": 'id="contact"',
}
# They open the page when nothing precedes them; elsewhere each is a band of its own.
OPENING = ["signature", "cover"]
REST = [kind for kind in BLOCKS if kind not in OPENING]
BANDS = {"signature": '<p class="slogan">', "cover": 'class="panorama"'}
ALWAYS = ["doors", "call", "contact"]


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(territory: Territory) -> Account:
    return a_member(territory, "manager")


@pytest.fixture
def alive(territory: Territory) -> Territory:
    """A territory of which every block has something to show."""
    words = {"presentation": "Une cuvette.", "not_for": "- vous voulez la mer"}
    write_space(territory, words | {"strengths": [{"title": "Le marché", "text": "Trois fois par semaine."}]})
    ambassador = a_member(territory, "ambassador", "Inès Vidal")
    a_testimonial(territory, ambassador)
    an_answer(a_question(territory, an_account("Hugo")), ambassador)
    a_highlight(territory, starts_on=today() + timedelta(9), ends_on=today() + timedelta(10))
    an_organisation(territory)
    return territory


def blocks_on(page: str) -> list[str]:
    """Return the blocks of a public page, from top to bottom."""
    return sorted((kind for kind in MARKS if MARKS[kind] in page), key=lambda kind: page.index(MARKS[kind]))


def bands_on(page: str) -> list[str]:
    """Return every block below the name of a territory, the signature and the cover among them."""
    marks = MARKS | BANDS
    return sorted((kind for kind in marks if marks[kind] in page), key=lambda kind: page.index(marks[kind]))


def order_on(page: str) -> list[str]:
    """Return the blocks of the desk's form, from top to bottom."""
    return re.findall(r'name="order" value="(\w+)"', page)


def test_a_space_nobody_composed_shows_every_block_that_holds_something(
    client: FlaskClient, alive: Territory
) -> None:
    assert bands_on(client.get(alive.path).text) == REST


def test_what_is_empty_is_not_shown_and_the_manager_reads_why(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    assert blocks_on(client.get(territory.path).text) == ALWAYS
    desk = signed_in(manager).get(DESK).text.replace("\u00a0", " ")
    assert desk.count("Vide, donc invisible pour les lecteurs") == len(REST) + 1 - len(ALWAYS), (
        "and the signature"
    )
    for reason in ("Aucun témoignage n’est encore publié.", "Aucun temps fort à venir dans le dossier."):
        assert reason in desk


def test_a_manager_orders_and_switches(
    client: FlaskClient, signed_in: SignIn, alive: Territory, manager: Account
) -> None:
    order = ["voices", "strengths", *(kind for kind in BLOCKS if kind not in ("voices", "strengths"))]
    shown = ["voices", "strengths", "questions", "contact"]
    answer = signed_in(manager).submit(DESK, {"order": order, "shown": shown})
    assert answer.status_code == 303
    assert blocks_on(client.get(alive.path).text) == shown
    assert [slot.kind for slot in slots_of(alive)] == order
    assert "cover__image" in client.get(alive.path).text, "a cover put aside leaves the head to the landscape"
    line = db.session.scalars(select(Decision).where(Decision.kind == "brand")).one()
    assert (line.transition, line.actor_id) == ("publish", manager.id)


@pytest.fixture
def dressed(territory: Territory) -> Territory:
    """A territory with a photo and a signature."""
    territory.cover_key, territory.cover_alt = "covers/a.jpg", "Les toits et la collégiale"
    territory.cover_credit, territory.signature = "Nadia Ferhat", "Le bassin qui respire"
    db.session.commit()
    return territory


KICKER = '<p class="kicker">Le bassin qui respire</p>'
PHOTO = 'src="/media/covers/a.jpg" alt="Les toits et la collégiale"'


@pytest.mark.parametrize(
    ("order", "above", "bands"),
    [
        ([*OPENING, *REST], OPENING, []),
        (["cover", "signature", *REST], ["cover"], ["signature"]),
        (["signature", "doors", "cover"], ["signature"], ["doors", "cover"]),
        (["doors", "cover", "signature"], [], ["doors", "cover", "signature"]),
        (["strengths", "signature", "doors", "cover"], ["signature"], ["doors", "cover"]),
    ],
    ids=["as it comes", "cover first", "cover below", "both below", "after what is empty"],
)
def test_signature_and_cover_stand_where_the_manager_puts_them(
    client: FlaskClient,
    signed_in: SignIn,
    dressed: Territory,
    manager: Account,
    order: list[str],
    above: list[str],
    bands: list[str],
) -> None:
    whole = [*order, *(kind for kind in BLOCKS if kind not in order)]
    assert signed_in(manager).submit(DESK, {"order": whole, "shown": list(BLOCKS)}).status_code == 303
    page = client.get(dressed.path).text
    assert bands_on(page)[: len(bands)] == bands
    assert [kind for kind in OPENING if kind not in bands_on(page)] == above
    head, _name, below = page.partition("<h1>")
    assert (KICKER in head) is ("signature" in above)
    assert ("cover__image" in head) is ("cover" in above)
    assert page.count(PHOTO) == page.count("Nadia Ferhat") == 1, "in one place, described and credited"
    assert dressed.landscape_path not in page
    assert ('<p class="slogan">Le bassin qui respire</p>' in below) is ("signature" not in above)


def test_signature_and_cover_are_put_aside_and_come_back(
    client: FlaskClient, signed_in: SignIn, dressed: Territory, manager: Account
) -> None:
    browser, history = signed_in(manager), "/bureau/bassin-de-brive/marque/historique"
    whole = client.get(dressed.path).text
    assert KICKER in whole and PHOTO in whole
    assert browser.submit(DESK, {"shown": REST}).status_code == 303
    bare = client.get(dressed.path).text
    assert "Nadia Ferhat" not in bare and "Le bassin qui respire</" not in bare
    assert f'class="cover__image" src="{dressed.landscape_path}" alt=""' in bare and "<h1>" in bare
    assert browser.submit(history, {"number": "1"}, form="/historique").status_code == 303
    assert client.get(dressed.path).text == whole


def test_a_territory_without_a_photo_moves_its_landscape(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    order = ["doors", *(kind for kind in BLOCKS if kind != "doors")]
    assert signed_in(manager).submit(DESK, {"order": order}).status_code == 303
    page = client.get(territory.path).text
    assert bands_on(page)[:2] == ["doors", "cover"], "no signature, no band"
    assert page.count(territory.landscape_path) == 1 and "cover__image" not in page
    assert "<figure" not in page and "figcaption" not in page, "nothing to describe, nobody to credit"


@pytest.fixture
def before(dressed: Territory) -> dict[str, list[str]]:
    """What a page opened before the opening could be moved sends; meanwhile the signature is put aside, last."""
    dressed.blocks = stored(["doors", "cover", *REST[:3], *REST[4:], "signature"], {*REST, "cover"})
    db.session.commit()
    return {"order": list(reversed(REST)), "shown": REST}


def test_a_page_opened_before_a_block_existed_leaves_it_as_it_is(
    client: FlaskClient,
    signed_in: SignIn,
    dressed: Territory,
    manager: Account,
    before: dict[str, list[str]],
) -> None:
    assert signed_in(manager).submit(DESK, before).status_code == 303
    order = [slot.kind for slot in slots_of(dressed)]
    assert (order[1], order[-1]) == ("cover", "signature")
    page = client.get(dressed.path).text
    assert bands_on(page)[0] == "contact" and "cover" in bands_on(page), "still shown"
    assert BANDS["signature"] not in page and KICKER not in page, "still put aside"


@pytest.mark.parametrize(
    ("more", "status"),
    [({"act": "up:doors"}, 200), ({"strength1_title": "Seul"}, 422), ({"version": "0"}, 409)],
    ids=["moved", "refused", "overtaken"],
)
def test_the_answer_to_such_a_page_leaves_it_as_it_is(
    signed_in: SignIn, manager: Account, before: dict[str, list[str]], more: dict[str, str], status: int
) -> None:
    answer = signed_in(manager).submit(DESK, before | more)
    assert answer.status_code == status and len(order_on(answer.text)) == len(BLOCKS)
    switches = re.findall(r'<input[^>]*name="shown"[^>]*>', answer.text)
    ticked = {re.findall(r'value="(\w+)"', one)[0] for one in switches if "checked" in one}
    assert ticked == {*REST, "cover"}


def test_a_version_tells_what_it_shows_but_blocks_of_another_time() -> None:
    blocks = stored(["doors", "webcam", "call", "cover"], {"doors", "webcam", "cover"})
    assert told_by(blocks) == ["doors", "cover"]


def test_what_is_edited_elsewhere_is_one_click_away(
    signed_in: SignIn, dressed: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    editor = browser.get("/bureau/bassin-de-brive/marque").text
    linked = r'href="/bureau/bassin-de-brive/marque#(\w+)">'
    full = re.findall(linked, browser.get(DESK).text)
    dressed.signature = ""
    db.session.commit()
    bare = re.findall(linked, browser.get(DESK).text)
    assert sorted(full) == sorted(bare) == ["cover", "not_for", "presentation", "signature"]
    assert all(f'id="{anchor}"' in editor for anchor in full)


def test_the_buttons_move_a_block_and_publish_nothing(
    signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    half = {"act": "up:strengths", "strength1_title": "Le marché", "shown": ["doors"]}
    told = browser.submit(DESK, half)
    assert told.status_code == 422 and 'value="Le marché"' in told.text, "moved, and told what it still lacks"
    page = browser.submit(DESK, half | {"strength1_text": "Trois jours par semaine, sous la halle."})
    assert page.status_code == 200
    assert order_on(page.text)[2:5] == ["presentation", "strengths", "not_for"]
    assert 'value="Le marché"' in page.text, "nothing typed is lost"
    assert page.text.count("checked") == 2, "one switch, one act"
    again = browser.post(DESK, data=MultiDict([("act", "up:presentation"), ("order", "contact")]))
    assert again.status_code == 400, "no token"
    db.session.refresh(territory)
    assert (territory.version, territory.blocks) == (1, [])


def test_a_block_moves_by_one_and_stops_at_the_edge() -> None:
    assert moved(["a", "b", "c"], "b", -1) == ["b", "a", "c"]
    assert moved(["a", "b", "c"], "b", 1) == ["a", "c", "b"]
    assert moved(["a", "b", "c"], "a", -1) == moved(["a", "b", "c"], "c", 1) == ["a", "b", "c"]
    assert moved(["a", "b"], "unknown", 1) == ["a", "b"]


def test_what_precedes_everything_stands_around_the_name() -> None:
    assert parted(["signature", "cover", "doors"]) == (["signature", "cover"], ["doors"])
    assert parted(["cover", "signature", "doors"]) == (["cover"], ["signature", "doors"])
    assert parted(["signature", "doors", "cover"]) == (["signature"], ["doors", "cover"])
    assert parted(["doors", "signature"]) == ([], ["doors", "signature"])
    assert parted([]) == ([], [])


def test_for_whom_it_is_not_stands_beside_the_presentation_that_precedes_it() -> None:
    assert in_rows(["presentation", "not_for", "doors"]) == [("presentation", "not_for"), ("doors",)]
    assert in_rows(["not_for", "presentation"]) == [("not_for",), ("presentation",)]
    assert in_rows(["presentation", "doors", "not_for"]) == [("presentation",), ("doors",), ("not_for",)]


def test_a_block_of_another_time_is_forgotten_and_a_new_one_is_shown(territory: Territory) -> None:
    territory.blocks = [{"kind": "webcam", "shown": True}, {"kind": "contact", "shown": False}]
    assert [slot.kind for slot in slots_of(territory)] == [
        "contact",
        *(kind for kind in BLOCKS if kind != "contact"),
    ]
    assert "contact" not in shown_in(territory)


def test_strengths_and_the_call_are_the_managers_words(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    assert "Poser ma question" in client.get(territory.path).text
    sent = {
        "strength3_title": "La <b>nuit</b>",
        "strength3_text": "Il fait nuit.",
        "call_act": "introduction",
        "call_title": "Parlons-en",
        "call_text": "Quelqu’un vous répond.",
    }
    assert browser.submit(DESK, sent).status_code == 303
    page = client.get(territory.path).text
    assert territory.strengths == [{"title": "La <b>nuit</b>", "text": "Il fait nuit."}]
    assert "La &lt;b&gt;nuit&lt;/b&gt;" in page
    assert "Parlons-en" in page and f'href="{territory.path}/contacts/demande">Demander' in page
    assert client.get(f"{territory.path}/contacts/demande").status_code == 200


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"strength1_title": "a" * 61, "strength1_text": "b"}, "strength1_title", "60 caractères"),
        ({"strength6_title": "a", "strength6_text": "b" * 201}, "strength6_text", "200 caractères"),
        ({"strength2_text": "Sans titre"}, "strength2_title", "Donnez un titre"),
        ({"strength2_title": "Sans texte"}, "strength2_text", "Dites cet atout"),
        ({"call_title": "a" * 81}, "call_title", "80 caractères"),
        ({"call_text": "a" * 301}, "call_text", "300 caractères"),
        ({"call_act": "buy"}, "call_act", "Choisissez"),
        ({"shown": "webcam"}, "shown", ""),
        ({"call_title": "Brive\x00"}, "call_title", "invisibles"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    signed_in: SignIn,
    territory: Territory,
    manager: Account,
    values: dict[str, str],
    field: str,
    message: str,
) -> None:
    answer = signed_in(manager).submit(DESK, values)
    assert answer.status_code == 422
    assert message in answer.text.replace("\u202f", " ")
    assert field == "shown" or f'id="{field}-error"' in answer.text
    assert territory.version == 1


def test_the_call_that_cannot_be_answered_is_not_shown(client: FlaskClient, territory: Territory) -> None:
    for state, act, visible in (
        ("paused", "ask", False),
        ("closed", "apply", False),
        ("closed", "introduction", False),
        ("open", "introduction", True),
        ("open", "apply", True),
    ):
        territory.state, territory.call_to_action = state, {"act": act}
        db.session.flush()
        assert ("call" in blocks_on(client.get(territory.path).text)) is visible, (state, act)
    territory.state = "preparing"
    assert call_of(territory) is not None, "its team sees the page as it will be"


def test_the_preview_shows_it_and_writes_nothing(
    signed_in: SignIn, alive: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    _, filled = browser.filled(DESK, {"shown": ["contact", "strengths"], "strength1_title": "À l’essai"})
    page = browser.post(f"{DESK}/apercu", data=filled)
    assert page.status_code == 200
    assert blocks_on(page.text) == ["strengths", "contact"]
    assert "À l’essai" in page.text
    db.session.refresh(alive)
    assert (alive.blocks, alive.version) == ([], 1)


def test_two_managers_at_once_lose_nothing(
    client: FlaskClient, signed_in: SignIn, territory: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    assert browser.submit(DESK, {"call_title": "Le premier"}).status_code == 303
    late = browser.submit(DESK, {"call_title": "Le second", "version": "1"})
    assert late.status_code == 409
    assert 'value="Le second"' in late.text
    assert "Le premier" in client.get(territory.path).text


def test_a_former_composition_comes_back(
    client: FlaskClient, signed_in: SignIn, alive: Territory, manager: Account
) -> None:
    browser = signed_in(manager)
    browser.submit(DESK, {"shown": ["contact"]})
    browser.submit("/bureau/bassin-de-brive/marque", {"tagline": "Autre chose"})
    assert blocks_on(client.get(alive.path).text) == ["contact"], "the words' editor leaves the composition"
    history = browser.get("/bureau/bassin-de-brive/marque/historique").text
    assert "Blocs affichés" in history
    browser.submit("/bureau/bassin-de-brive/marque/historique", {}, form=1)
    assert blocks_on(client.get(alive.path).text) == REST


@pytest.mark.parametrize("role", ["ambassador", "partner", "moderator"])
def test_only_managers_compose(signed_in: SignIn, territory: Territory, role: str) -> None:
    answer = signed_in(a_member(territory, role)).get(DESK)
    assert answer.status_code == (404 if role == "ambassador" else 403)


def test_statements_do_not_grow_with_what_is_shown(client: FlaskClient, alive: Territory) -> None:
    def counted() -> int:
        return int(client.get(alive.path).headers["X-Query-Count"])

    before = counted()
    for number in range(3):
        ambassador = a_member(alive, "ambassador", f"Personne {number}")
        a_testimonial(alive, ambassador)
        a_highlight(alive, f"Fête {number}")
        an_owner(alive, ["logement", "emploi", "nature"][number], None, an_organisation(alive, f"M {number}"))
    assert before == counted() <= 8


def test_partners_are_shown_with_their_themes_and_their_people(
    client: FlaskClient, territory: Territory
) -> None:
    house = an_organisation(territory, "Agence Trois-Marchés", "agence-attractivite")
    an_owner(territory, "logement", None, house)
    speaker = a_member(territory, "partner", "Ana Reyes")
    speaker.memberships[0].organisation_id = house.id
    db.session.flush()
    for address in (territory.path, f"{territory.path}/contacts"):
        page = client.get(address).text
        card = page[page.index('<article class="body">') :].partition("</article>")[0]
        assert "Agence Trois-Marchés" in card and "Agence d’attractivité" in card
        assert f'href="{territory.path}/dossier/logement"' in card and "Ana Reyes" in card
    assert "Personne n’en répond encore" in client.get(f"{territory.path}/contacts").text


def test_what_speaks_to_a_public_comes_first_and_everybody_gets_the_same_page(
    client: FlaskClient, territory: Territory
) -> None:
    ambassador = a_member(territory, "ambassador", "Inès Vidal")
    a_testimonial(territory, ambassador, title="Reprendre un cabinet", segments=["soignants"])
    for number in range(4):
        a_testimonial(territory, ambassador, title=f"Trois enfants et un jardin {number}")
    plain = client.get(territory.path).text
    assert "Reprendre un cabinet" not in plain, "three newest only"
    chosen = client.get(f"{territory.path}?public=soignants")
    titles = re.findall(r'card__title"><a href="/temoignages/[^"]*">([^<]*)', chosen.text)
    assert titles[0] == "Reprendre un cabinet" and len(titles) == len(set(titles)) == 3
    assert "Set-Cookie" not in chosen.headers
    assert chosen.text == client.get(f"{territory.path}?public=soignants").text
    assert client.get(f"{territory.path}?public=inconnu").text == plain
    assert int(chosen.headers["X-Query-Count"]) <= 8
