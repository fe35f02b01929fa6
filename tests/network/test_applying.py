"""Asking to become an ambassador, from the first step to the welcome."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from ambassadors.accounts.closing import close_account
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.moderation.engine import transition
from ambassadors.moderation.models import SubmissionRevision
from ambassadors.network.models import Application, Profile
from ambassadors.territories.models import Territory
from tests.client import PageClient, read
from tests.factories.accounts import a_member, an_account
from tests.factories.network import MOTIVATION, an_application, delivered
from tests.factories.territories import a_territory, aveyron

SignIn = Callable[[Account], PageClient]

BECOME = "/territoires/bassin-de-brive/devenir-ambassadeur"
SENT = {
    "step": "3",
    "here_since": "2019",
    "from_place": "Paris",
    "themes": ["climat"],
    "segments": ["familles"],
    "motivation": MOTIVATION,
    "links": ["elected"],
    "words": "Conseillère municipale.",
}


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory(name="Bassin de Brive", of_name="du bassin de Brive")


def applications() -> list[Application]:
    return list(db.session.scalars(select(Application)))


def go_on(browser: PageClient, page: TestResponse, values: dict[str, Any], **buttons: str) -> TestResponse:
    """Fill the step that is shown and press its button."""
    form = next(one for one in read(page).forms if one["action"] == BECOME)
    data: dict[str, Any] = {}
    for name, value in form["fields"]:
        data.setdefault(name, []).append(value)
    return browser.post(BECOME, data=data | values | buttons)


def test_step_by_step_to_the_queue(territory: Territory, signed_in: SignIn) -> None:
    browser = signed_in(an_account("Camille Roux"))
    first = browser.get(BECOME)
    assert "Étape 1 sur 3" in first.text
    second = go_on(browser, first, {"here_since": "2019", "from_place": "paris"})
    assert second.status_code == 200 and "Étape 2 sur 3" in second.text
    back = go_on(browser, second, {}, retour="1")
    assert "Étape 1 sur 3" in back.text and 'value="2019"' in back.text
    second = go_on(browser, back, {})
    refused = go_on(browser, second, {})
    assert refused.status_code == 422 and "Choisissez au moins un thème." in refused.text
    third = go_on(browser, refused, {"themes": ["climat"], "segments": ["familles"]})
    assert "Étape 3 sur 3" in third.text and applications() == []
    done = go_on(browser, third, {"motivation": MOTIVATION, "links": ["elected"], "words": "Conseillère."})
    (made,) = applications()
    assert (done.status_code, done.location) == (303, made.path)
    assert (made.status, made.review, made.here_since, made.themes) == (
        "submitted",
        "pending",
        2019,
        ["climat"],
    )
    assert made.from_place is not None and made.from_place.code == "75056"
    assert made.disclosure == "Exerce un mandat électif sur le territoire.\nConseillère."
    assert (made.speaker_name, made.speaker_role) == ("Camille Roux", "mover")
    assert "Votre candidature attend" in browser.get(BECOME).text


def test_sent_twice_it_is_one(territory: Territory, signed_in: SignIn) -> None:
    browser = signed_in(an_account())
    _, data = browser.filled(BECOME, SENT)
    assert len({browser.post(BECOME, data=data).location for _ in range(2)}) == 1
    other = data.copy()
    other["once"] = "another key"
    assert browser.post(BECOME, data=other).location == BECOME
    assert len(applications()) == 1


@pytest.mark.parametrize(
    ("field", "value", "step", "message"),
    [
        ("here_since", "hier", 1, "quatre chiffres"),
        ("from_place", "Xanadu", 1, "ne trouvons pas"),
        ("themes", ["argent"], 2, "dans la liste"),
        ("themes", None, 2, "au moins un thème"),
        ("segments", ["x"], 2, "dans la liste"),
        ("motivation", "", 3, "quelques phrases"),
        ("motivation", "Court.", 3, "De 40"),
        ("motivation", "m" * 3001, 3, "De 40"),
        ("motivation", MOTIVATION + "\x00", 3, "caractères invisibles"),
        ("links", ["x"], 3, "dans la liste"),
        ("words", "w" * 501, 3, "500 caractères"),
    ],
)
def test_bad_input_shows_its_step(
    territory: Territory, signed_in: SignIn, field: str, value: Any, step: int, message: str
) -> None:
    browser = signed_in(an_account())
    answer = browser.submit(BECOME, SENT | {field: value})
    assert answer.status_code == 422 and f"Étape {step} sur 3" in answer.text
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</p>")[0]
    assert message in error.replace("\u202f", " ").replace("\xa0", " ")
    assert "Conseillère municipale." in answer.text or field == "words"
    assert applications() == []


def test_anonymous_read_what_it_is_and_come_back_here(territory: Territory, client: PageClient) -> None:
    page = client.get(BECOME)
    assert page.status_code == 200 and int(page.headers["X-Query-Count"]) <= 4
    assert "Set-Cookie" not in page.headers
    assert f"/connexion?next={BECOME}" in page.text and f"/inscription?next={BECOME}" in page.text
    assert client.post(BECOME, data=SENT).status_code == 403
    assert applications() == []


@pytest.mark.parametrize(("state", "reads"), [("paused", 200), ("closed", 200), ("preparing", 404)])
def test_only_open_territories_take_applications(
    app: Flask, signed_in: SignIn, state: str, reads: int
) -> None:
    a_territory(state=state)
    browser = signed_in(an_account())
    assert browser.get(BECOME).status_code == reads
    assert browser.post(BECOME, data=SENT).status_code == (403 if reads == 200 else 404)


def test_an_ambassador_is_told_so(territory: Territory, signed_in: SignIn) -> None:
    browser = signed_in(a_member(territory, "ambassador"))
    assert "Vous l’êtes déjà" in browser.get(BECOME).text
    elsewhere = signed_in(a_member(aveyron(), "ambassador"))
    assert "Étape 1 sur 3" in elsewhere.get(BECOME).text


def test_accepted_it_makes_the_role_the_profile_and_a_welcome(
    territory: Territory, signed_in: SignIn, mail_folder: Path
) -> None:
    camille = an_account("Camille Roux")
    signed_in(camille).submit(BECOME, SENT)
    (item,) = applications()
    moderator = a_member(territory, "moderator")
    transition(moderator.as_actor(), item, "approve", version=item.version)
    db.session.commit()
    membership = db.session.scalars(select(Membership).where(Membership.account_id == camille.id)).one()
    assert (membership.role, membership.granted_by_id, membership.ended_at) == (
        "ambassador",
        moderator.id,
        None,
    )
    assert (membership.themes, membership.disclosure) == (["climat"], item.disclosure)
    profile = db.session.get_one(Profile, camille.id)
    assert (profile.here_since, profile.from_place_id) == (2019, item.from_place_id)
    welcome = [one for one in delivered(mail_folder) if "Bienvenue" in one[1]]
    assert [to for to, _, _ in welcome] == [camille.email]
    assert "/compte/profil" in welcome[0][2] and "/temoignages/nouveau" in welcome[0][2]
    assert "Vous l’êtes déjà" in signed_in(camille).get(BECOME).text


def test_refused_it_makes_nothing_and_one_may_apply_again(territory: Territory, signed_in: SignIn) -> None:
    camille = an_account("Camille Roux")
    an_application(territory, camille, "rejected")
    db.session.commit()
    assert db.session.scalars(select(Membership).where(Membership.account_id == camille.id)).all() == []
    assert "Étape 1 sur 3" in signed_in(camille).get(BECOME).text


def test_taken_back_it_is_changed_and_sent_again(territory: Territory, signed_in: SignIn) -> None:
    camille = an_account("Camille Roux")
    item = an_application(territory, camille, "submitted", disclosure="Bénévole.")
    transition(camille.as_actor(), item, "withdraw", version=item.version)
    db.session.commit()
    browser = signed_in(camille)
    edit = f"/compte/contributions/{item.id}/modifier"
    assert "n’est pas encore envoyée" in browser.get(BECOME).text
    assert "Bénévole." in browser.get(edit).text
    assert browser.submit(edit, {"motivation": "court"}).status_code == 422
    assert browser.submit(edit, {"motivation": MOTIVATION + " Vraiment."}).location == item.path
    assert (item.status, item.motivation.endswith("Vraiment.")) == ("draft", True)
    stale = browser.submit(edit, {"version": "1"})
    assert stale.status_code == 409
    assert browser.submit(edit, {"envoyer": "1"}).location == item.path
    assert item.status == "submitted"


def test_nobody_else_may_change_it(territory: Territory, signed_in: SignIn) -> None:
    item = an_application(territory, an_account(), "draft")
    db.session.commit()
    other = signed_in(a_member(territory, "manager"))
    assert other.get(f"/compte/contributions/{item.id}/modifier").status_code in (403, 404)


def test_with_the_account_go_profile_and_words(territory: Territory, signed_in: SignIn) -> None:
    a_member(territory, "manager")
    camille = an_account("Camille Roux")
    item = an_application(territory, camille, "approved")
    db.session.commit()
    db.session.expire(camille, ["memberships"])
    close_account(camille.as_actor(), camille, keep_texts=True)
    db.session.commit()
    assert db.session.get(Profile, camille.id) is None
    assert MOTIVATION not in item.motivation
    revisions = select(SubmissionRevision).where(SubmissionRevision.submission_id == item.id)
    assert db.session.scalars(revisions).all() == []
