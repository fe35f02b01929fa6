"""Asking to be accompanied: nothing reaches the desk before the mailed link is followed, nothing is ticked beforehand."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.introductions.consent import AMBASSADOR, OWNER, PHONE, TEAM
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.service.confirming import requests
from ambassadors.introductions.unconfirmed import UnconfirmedIntroduction
from ambassadors.questions.seals import seal
from ambassadors.web.limits import limiter
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.dossier import an_owner
from tests.factories.network import an_organisation
from tests.factories.territories import a_territory
from tests.questions.mailing import SignIn, deliver, mails_to

ASK = "/territoires/bassin-de-brive/contacts/demande"
TYPED = {
    "project": "Nous aimerions quitter Montreuil pour une maison, avec un poste pour chacun.",
    "theme": "logement",
    "household": "À trois",
    "jobs": "Menuisier et infirmière",
    "origin": "93",
    "horizon": "6-12-mois",
    "phone": "06 12 34 56 78",
    "with_team": "y",
    "by_phone": "y",
    "name": "Lise",
    "email": "Lise@Demo.example",
}
SIGNED_IN = {name: value for name, value in TYPED.items() if name not in ("name", "email")}


def link_in(folder: Path) -> str:
    """Return the path of the last confirmation mailed."""
    found = [re.search(r"http://localhost(/demandes/confirmer/\S+)", mail.text) for mail in deliver(folder)]
    return [match[1] for match in found if match][-1]


def count(model: type[Introduction] | type[UnconfirmedIntroduction] | type[Account]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_from_the_form_to_the_desk(client: PageClient, mail_folder: Path) -> None:
    territory = a_territory()
    manager = a_member(territory, "manager")
    answer = client.submit(ASK, TYPED)
    assert answer.status_code == 303 and "Set-Cookie" not in answer.headers
    page = client.get(answer.location)
    assert "lise@demo.example" in page.text and "demo.example" not in answer.location
    assert (count(Introduction), count(UnconfirmedIntroduction)) == (0, 1)

    link = link_in(mail_folder)
    assert not mails_to(mail_folder, manager.email or "")
    shown = client.get(link)
    assert TYPED["project"] in shown.text and "06 12 34 56 78" in shown.text
    assert "Seine-Saint-Denis" in shown.text
    assert "Set-Cookie" not in shown.headers and count(Introduction) == 0

    done = client.submit(link, {})
    made = db.session.scalars(select(Introduction)).one()
    assert done.status_code == 303 and done.location == made.path
    assert (made.state, made.name, made.theme, made.household) == ("new", "Lise", "logement", "À trois")
    assert made.granted == {TEAM, PHONE} and made.phone == "06 12 34 56 78"
    assert all(one.given_at and one.wording == 2 for one in made.consents)
    assert made.origin is not None and made.origin.code == "93"
    assert made.author is not None and made.author.email == "lise@demo.example"
    assert db.session.scalars(select(UnconfirmedIntroduction)).one().content == {}
    assert "Elle est arrivée" in client.get(done.location).text

    (told,) = mails_to(mail_folder, manager.email or "")
    assert made.desk_path in told.text and "Logement" in told.text
    for secret in ("Lise", "lise@demo.example", "06 12", "Montreuil"):
        assert secret not in told.text + told.html + told.subject


def test_no_box_is_ticked_beforehand(client: PageClient) -> None:
    a_territory()
    (form,) = [form for form in read(client.get(ASK)).forms if form["method"] == "post"]
    sent = {name for name, _ in form["fields"]}
    assert not sent & {"with_team", "with_owner", "by_phone", "by_ambassador"}
    page = client.get(ASK).text
    assert page.count('type="checkbox"') == 4


def test_each_box_is_a_consent_of_its_own(signed_in: SignIn) -> None:
    here = a_territory()
    an_owner(here, "logement", a_member(here, "partner"))
    boxes = {"with_team": TEAM, "with_owner": OWNER, "by_phone": PHONE, "by_ambassador": AMBASSADOR}
    browser = signed_in(an_account("Karim"))
    for chosen in (["with_owner"], ["with_team", "by_ambassador"], list(boxes)):
        ticked = {name: "y" if name in chosen else None for name in boxes}
        phone = "+33 6 12 34 56 78" if "by_phone" in chosen else ""
        answer = browser.submit(ASK, SIGNED_IN | ticked | {"phone": phone})
        assert answer.status_code == 303
        number = int(answer.location.rpartition("/")[2])
        made = db.session.get_one(Introduction, number)
        assert made.granted == {boxes[name] for name in chosen} and made.phone == phone


def test_a_link_serves_once(client: PageClient, mail_folder: Path, app: Flask) -> None:
    a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    client.submit(link, {})
    assert client.get(link).status_code == 303
    stranger = app.test_client()
    page = stranger.get(link)
    assert page.status_code == 200 and "déjà confirmée" in page.text
    assert stranger.post(link).status_code == 200 and count(Introduction) == 1
    assert stranger.get("/demandes/confirmer/inconnu").status_code == 410


def test_known_and_unknown_addresses_are_answered_alike(client: PageClient) -> None:
    a_territory()
    an_account("Lise Robin", "lise@demo.example")
    pages = []
    for address in ("lise@demo.example", "autre@demo.example"):
        answer = client.submit(ASK, TYPED | {"email": address})
        page = client.get(answer.location)
        pages.append((answer.status_code, page.text.replace(address, "…"), page.headers["X-Query-Count"]))
    assert pages[0] == pages[1]


def test_three_mails_an_hour_to_one_address(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    for number in range(5):
        project = f"Un projet numéro {number}, encore un peu flou."
        assert client.submit(ASK, TYPED | {"project": project}).status_code == 303
    assert len(deliver(mail_folder)) == 3


def test_after_a_week_it_is_forgotten(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    requests.purge()
    assert count(UnconfirmedIntroduction) == 1
    db.session.scalars(select(UnconfirmedIntroduction)).one().expires_at = now()
    db.session.flush()
    requests.purge()
    assert count(UnconfirmedIntroduction) == 0 and client.get(link).status_code == 410


def test_a_form_sent_twice_asks_once(client: PageClient, signed_in: SignIn) -> None:
    a_territory()
    action, data = client.filled(ASK, TYPED)
    first, second = client.post(action, data=data), client.post(action, data=data)
    assert first.location == second.location and count(UnconfirmedIntroduction) == 1
    browser = signed_in(an_account())
    action, data = browser.filled(ASK, SIGNED_IN)
    first, second = browser.post(action, data=data), browser.post(action, data=data)
    assert first.location == second.location and count(Introduction) == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("project", "", "Racontez votre projet"),
        ("project", "Partir.", "Dites-en un peu plus"),
        ("project", "x" * 4001, "4 000 caractères au plus."),
        ("project", "Nous aimerions partir \x00 avant l’été prochain.", "caractères invisibles"),
        ("theme", "tourisme", "choix"),
        ("household", "x" * 301, "300 caractères au plus."),
        ("jobs", "x" * 601, "600 caractères au plus."),
        ("horizon", "hier", "choix"),
        ("origin", "Atlantide", "ne trouvons pas"),
        ("phone", "bientôt", "ne semble pas complet"),
        ("phone", "٠٦١٢٣٤٥٦٧٨", "ne semble pas complet"),
        ("name", "", "nom à afficher"),
        ("name", "Anne-Laure Géraud", "pris pour celui"),
        ("email", "pas une adresse", "adresse"),
        ("email", ["a@demo.example", "b@demo.example"], "Une seule réponse"),
        ("website", "https://demo.example", "réservé aux robots"),
        ("with_team", None, "Cochez au moins l’une"),
        ("by_phone", None, "nous ne le gardons pas"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: PageClient, field: str, value: object, message: str
) -> None:
    a_member(a_territory(), "moderator", "Anne-Laure Géraud")
    answer = client.submit(ASK, TYPED | {field: value})
    assert answer.status_code == 422 and "Set-Cookie" not in answer.headers
    assert message in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert count(UnconfirmedIntroduction) == 0
    kept = TYPED["household"] if field == "project" else TYPED["project"]
    assert kept in answer.text
    told_at = {"website": None, "by_phone": "phone"}.get(field, field)
    assert told_at is None or f'id="{told_at}-error"' in answer.text


def test_consents_that_say_nothing_are_sent_back(client: PageClient) -> None:
    here = a_territory()
    an_owner(here, "climat", organisation=an_organisation(here, "L’agence"))
    alone = {"with_owner": "y", "with_team": None}
    for wrong, message in (
        ({"with_owner": "y", "theme": ""}, "Choisissez d’abord un thème"),
        ({"phone": ""}, "ou décochez cette case"),
        (alone, "Personne ne répond encore de ce thème"),
        (alone | {"theme": "climat"}, "Personne ne répond encore de ce thème"),
    ):
        answer = client.submit(ASK, TYPED | wrong)
        assert answer.status_code == 422 and message in answer.text.replace("\u202f", " ")


def test_robots_are_slowed_down_and_five_an_hour_pass(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_territory()
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setattr(app, "_got_first_request", False)
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.init_app(app)
    calm = {"opened": seal("opened", int(time.time()) - 30)}
    try:
        hasty = client.submit(ASK, TYPED)
        assert hasty.status_code == 422 and "arrivée très vite" in hasty.text
        sent = [client.submit(ASK, TYPED | calm | {"email": f"qui{n}@demo.example"}) for n in range(6)]
        assert [answer.status_code for answer in sent] == [303] * 5 + [429]
        assert int(sent[-1].headers["Retry-After"]) > 0
        assert TYPED["project"] in sent[-1].text and TYPED["jobs"] in sent[-1].text
        assert "qui5@demo.example" not in sent[-1].text
    finally:
        limiter.reset()


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_territory_that_rests_says_so(client: PageClient, state: str) -> None:
    a_territory(state=state)
    page = client.get(ASK)
    assert page.status_code == 403 and "font une pause" in page.text
    late = client.post(ASK, data=TYPED)
    assert late.status_code == 403 and "Votre projet" in late.text
    assert f"readonly>{TYPED['project']}</textarea>" in late.text and "readonly" not in page.text
    assert ASK not in client.get("/territoires/bassin-de-brive/contacts").text


def test_a_territory_in_preparation_is_not_there(client: PageClient) -> None:
    a_territory(state="preparing")
    assert client.get(ASK).status_code == 404


def test_paused_between_the_request_and_the_link(client: PageClient, mail_folder: Path) -> None:
    territory = a_territory()
    client.submit(ASK, TYPED)
    link = link_in(mail_folder)
    territory.state = "paused"
    db.session.commit()
    page = client.get(link)
    assert page.status_code == 403 and TYPED["project"] in page.text
    assert client.post(link).status_code == 403 and count(Introduction) == 0


def test_the_contacts_lead_to_the_form_and_no_cookie_is_set(client: PageClient) -> None:
    a_territory()
    page = client.get("/territoires/bassin-de-brive/contacts")
    assert f'href="{ASK}"' in page.text
    asked = client.get(f"{ASK}?theme=emploi")
    assert "Set-Cookie" not in asked.headers and int(asked.headers["X-Query-Count"]) <= 4
    assert '<option selected value="emploi"' in asked.text


def test_a_forged_token_keeps_the_text(client: PageClient) -> None:
    a_territory()
    answer = client.post(ASK, data=TYPED | {"csrf_token": "forgé"})
    assert answer.status_code == 400 and TYPED["project"] in answer.text


def test_a_new_request_is_told_to_who_answers_else_to_the_managers(
    signed_in: SignIn, mail_folder: Path
) -> None:
    here = a_territory()
    house = an_organisation(here)
    partner = a_member(here, "partner", "Paul", organisation_id=house.id)
    manager, moderator = a_member(here, "manager", "Rémi"), a_member(here, "moderator", "Mona")
    an_owner(here, "logement", organisation=house)
    browser = signed_in(an_account("Karim"))
    browser.submit(ASK, SIGNED_IN | {"with_owner": "y"})
    assert [mail.to for mail in deliver(mail_folder)] == [partner.email]
    browser.submit(ASK, SIGNED_IN | {"project": "Un autre projet, sans partage avec le partenaire."})
    browser.submit(ASK, SIGNED_IN | {"theme": "", "project": "Un projet sans thème, pour tout le monde."})
    told = [str(mail.to) for mail in deliver(mail_folder)]
    assert sorted(told) == sorted(map(str, (partner.email, manager.email, manager.email)))
    assert moderator.email not in told


def test_closing_an_account_forgets_what_it_asked(client: PageClient) -> None:
    a_territory()
    account = an_account("Lise", "lise@demo.example")
    client.submit(ASK, TYPED)
    client.submit(ASK, TYPED | {"email": "autre@demo.example"})
    close_account(account.as_actor(), account, keep_texts=True)
    assert db.session.scalars(select(UnconfirmedIntroduction.email)).all() == ["autre@demo.example"]


def test_markup_is_text(client: PageClient, mail_folder: Path) -> None:
    a_territory()
    wild = {"project": "<script>alert(1)</script> <img src=x onerror=alert(1)>", "household": "<b>deux</b>"}
    client.submit(ASK, TYPED | wild)
    link = link_in(mail_folder)
    for page in (client.get(link), client.submit(link, {}, follow_redirects=True)):
        assert (
            "<script>alert" not in page.text and "<b>deux" not in page.text and "<img src=x" not in page.text
        )
