"""Who speaks for a territory, public profiles, and one's own profile."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.network.models import Profile
from ambassadors.places.models import Place
from ambassadors.territories.models import Territory
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.network import an_organisation
from tests.factories.submissions import a_question, a_testimonial, an_answer
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

PEOPLE = "/territoires/bassin-de-brive/ambassadeurs"
OWN = "/compte/profil"


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Bassin de Brive", of_name="du bassin de Brive")


def a_profile(account: Account, **values: Any) -> Profile:
    profile = Profile(account_id=account.id, **values)
    db.session.add(profile)
    db.session.commit()
    return profile


def test_the_list_shows_ambassadors_then_organisations(territory: Territory, client: PageClient) -> None:
    for name, themes in (("Nadia Ferhat", ["climat"]), ("Paul Roche", ["logement"])):
        a_member(territory, "ambassador", name, themes=themes, segments=["familles"])
    cci = an_organisation(territory, "CCI de la Corrèze")
    a_member(territory, "partner", "Luc Partenaire", organisation_id=cci.id)
    a_member(territory, "ambassador", "Partie Depuis", ended_at=now())
    page = client.get(PEOPLE)
    assert page.status_code == 200 and int(page.headers["X-Query-Count"]) <= 4
    assert "Set-Cookie" not in page.headers
    assert "Partie Depuis" not in page.text
    places = [page.text.index(name) for name in ("Nadia Ferhat", "CCI de la Corrèze", "Luc Partenaire")]
    assert places == sorted(places)
    climate = client.get(f"{PEOPLE}?theme=climat")
    assert "Nadia Ferhat" in climate.text and "Paul Roche" not in climate.text
    families = client.get(f"{PEOPLE}?theme=climat&public=familles")
    assert "Nadia Ferhat" in families.text and "Paul Roche" not in families.text
    assert "Personne encore sur ce sujet" in client.get(f"{PEOPLE}?theme=patrimoine").text
    assert "Paul Roche" in client.get(f"{PEOPLE}?theme=<script>&public=x").text


def test_the_number_of_statements_does_not_grow(territory: Territory, client: PageClient) -> None:
    counts = []
    for _ in range(2):
        for number in range(8):
            a_member(territory, "ambassador", f"Personne {number}")
        db.session.commit()
        db.session.expire_all()
        counts.append(client.get(PEOPLE).headers["X-Query-Count"])
    assert counts[0] == counts[1]


def test_an_empty_list_invites(territory: Territory, client: PageClient) -> None:
    assert f"{territory.path}/devenir-ambassadeur" in client.get(PEOPLE).text


def test_a_profile_says_who_speaks(territory: Territory, client: PageClient) -> None:
    nadia = a_member(
        territory,
        "ambassador",
        "Nadia Ferhat",
        themes=["climat"],
        segments=["familles"],
        disclosure="Élue en 2020.",
    )
    place = db.session.scalars(select(Place).where(Place.code == "75056")).one()
    a_profile(nadia, bio_html="<p>Infirmière <em>libérale</em>.</p>", here_since=2019, from_place_id=place.id)
    story = a_testimonial(territory, nadia)
    draft = a_testimonial(territory, nadia, "draft", title="Un brouillon que personne ne lit")
    question = a_question(territory, an_account("Une personne"))
    an_answer(question, nadia)
    told = (
        "<em>libérale</em>",
        "2019",
        "Paris",
        "Climat",
        "Familles",
        "Élue en 2020.",
        story.path,
        question.path,
    )
    path, email, hidden = f"/ambassadeurs/{nadia.id}-nadia-ferhat", str(nadia.email), draft.title
    db.session.commit()
    db.session.expunge_all()
    page = client.get(path)
    assert page.status_code == 200 and int(page.headers["X-Query-Count"]) <= 4
    assert [words for words in told if words not in page.text] == []
    assert hidden not in page.text and "Bassin de Brive" in page.text and email not in page.text


def test_another_slug_leads_to_the_right_one(territory: Territory, client: PageClient) -> None:
    nadia = a_member(territory, "ambassador", "Nadia Ferhat")
    for path in (
        f"/ambassadeurs/{nadia.id}",
        f"/ambassadeurs/{nadia.id}-autre",
        f"/ambassadeurs/{nadia.id}-",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (301, f"/ambassadeurs/{nadia.id}-nadia-ferhat")


def test_whose_profile_is_not_public(territory: Territory, client: PageClient, signed_in: SignIn) -> None:
    plain = an_account("Sans rôle")
    hidden = a_member(aveyron(state="preparing"), "ambassador", "Pas encore")
    gone = a_member(territory, "ambassador", "Partie")
    a_member(territory, "manager")
    close_account(gone.as_actor(), gone, keep_texts=True)
    db.session.commit()
    for account in (plain, hidden, gone):
        assert client.get(f"/ambassadeurs/{account.id}-x").status_code == 404
    assert client.get("/ambassadeurs/999999-x").status_code == 404
    assert client.get("/ambassadeurs/99999999999-x").status_code == 404
    assert signed_in(hidden).get(f"/ambassadeurs/{hidden.id}-pas-encore").status_code == 200


def test_a_profile_is_written(territory: Territory, signed_in: SignIn, client: PageClient) -> None:
    nadia = a_member(territory, "ambassador", "Nadia Ferhat")
    number = db.session.scalars(select(Membership.id)).one()
    browser = signed_in(nadia)
    values: dict[str, Any] = {
        "bio": "Infirmière **libérale**.\n<script>alert(1)</script>",
        "from_place": "paris",
        "here_since": "2019",
        f"role-{number}-themes": ["climat", "logement"],
        f"role-{number}-segments": ["familles"],
        f"role-{number}-links": ["employee"],
        f"role-{number}-words": "À l’hôpital.",
    }
    assert browser.submit(OWN, values).location == OWN
    membership = db.session.get_one(Membership, number)
    assert (membership.themes, membership.segments) == (["logement", "climat"], ["familles"])
    assert membership.disclosure.endswith("À l’hôpital.")
    again = browser.get(OWN)
    assert (f"role-{number}-links", "employee") in read(again).forms[-1]["fields"]
    assert "Paris (" in again.text and "À l’hôpital." in again.text
    page = client.get(f"/ambassadeurs/{nadia.id}-nadia-ferhat")
    assert "<strong>libérale</strong>" in page.text and "<script>alert" not in page.text
    assert "Travaille pour une collectivité" in page.text and "Paris" in page.text
    assert browser.submit(OWN, {f"role-{number}-links": None, f"role-{number}-words": ""}).status_code == 303
    assert db.session.get_one(Membership, number).disclosure == ""


def test_somebody_without_a_role_may_prepare(app: Flask, signed_in: SignIn) -> None:
    browser = signed_in(an_account())
    assert "le jour où vous parlerez" in browser.get(OWN).text
    assert browser.submit(OWN, {"bio": "Bientôt."}).location == OWN


def test_signed_out_is_sent_to_sign_in(client: PageClient) -> None:
    assert client.get(OWN).location == f"/connexion?next={OWN}"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("bio", "b" * 2001, "2 000 caractères"),
        ("bio", "a\x00b", "caractères invisibles"),
        ("from_place", "Xanadu", "ne trouvons pas"),
        ("from_place", "x" * 200, "au plus"),
        ("here_since", "deux mille", "quatre chiffres"),
        ("here_since", "1066", "entre 1920"),
        ("here_since", "9999", "entre 1920"),
        ("here_since", "٢٠١٩", "quatre chiffres"),
        ("role-{}-themes", ["climat", "argent"], "dans la liste"),
        ("role-{}-segments", "x", "dans la liste"),
        ("role-{}-links", "x", "dans la liste"),
        ("role-{}-words", "w" * 501, "500 caractères"),
        ("role-{}-words", "\x07", "caractères invisibles"),
        ("portrait", (io.BytesIO(b"<html>"), "moi.png"), ""),
    ],
)
def test_bad_input_is_told_at_its_field(
    territory: Territory, signed_in: SignIn, field: str, value: Any, message: str
) -> None:
    browser = signed_in(a_member(territory, "ambassador"))
    name = field.format(db.session.scalars(select(Membership.id)).one())
    sent = {"bio": "Ce que j’ai tapé.", name: value}
    answer = browser.submit(OWN, sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    error = answer.text.partition(f'id="{name}-error"')[2].partition("</p>")[0]
    assert error and message in error.replace("\u202f", " ").replace("\xa0", " ")
    if field != "bio":
        assert "Ce que j’ai tapé." in answer.text
    assert 'id="error-summary"' in answer.text
    assert db.session.scalars(select(Profile)).all() == []
