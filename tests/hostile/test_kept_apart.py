"""What must not cross from one territory, one person or one moment to another."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from ambassadors.access.actor import Actor
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.accounts.names import name_problem
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import run_due
from ambassadors.moderation.editing import propose_edit
from ambassadors.network.models import Profile
from ambassadors.territories.models import ModerationSetting
from ambassadors.testimonials.models import Testimonial
from ambassadors.testimonials.photo import Photo
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.pictures import a_picture
from tests.factories.submissions import a_question, a_testimonial, bring_to
from tests.factories.territories import LE_MANS, a_territory, aveyron

SignedIn = Callable[[Account], PageClient]


def test_a_change_proposed_to_a_question_follows_it_to_its_new_territory(signed_in: SignedIn) -> None:
    here, there, asker = a_territory(), aveyron(), an_account()
    question = a_question(here, asker)
    title = {"title": "Et la crèche, en cours d’année ?"}
    edit = propose_edit(Actor(asker.id, "Nadia"), question, title)
    moderator = signed_in(a_member(here, "moderator"))
    page = f"{here.desk_path}/questions/{question.id}/deplacer"
    assert moderator.submit(page, {"territory": str(there.id)}).status_code == 303
    assert moderator.get(f"{here.desk_path}/moderation/{edit.id}").status_code == 404
    other = signed_in(a_member(there, "moderator"))
    assert other.get(f"{there.desk_path}/moderation/{edit.id}").status_code == 200


def test_a_duplicate_leads_to_no_question_that_its_asker_may_not_read(signed_in: SignedIn) -> None:
    here, hidden = a_territory(), a_territory(LE_MANS, "le-mans", "preparing")
    secret = a_question(hidden, an_account(), title="Une question que personne ne voit encore")
    question = a_question(here, an_account(), "submitted")
    page = f"{here.desk_path}/questions/{question.id}/clore"
    sent = {"reason": "doublon", "original": str(secret.id), "reply": ""}
    assert signed_in(a_member(here, "moderator")).submit(page, sent).status_code == 422


@pytest.mark.parametrize("change", [{"remove_portrait": "y"}, {"portrait": "another"}])
def test_a_portrait_taken_away_is_served_no_more(
    app: Flask, signed_in: SignedIn, change: dict[str, str]
) -> None:
    account = a_member(a_territory(), "ambassador")
    browser = signed_in(account)
    browser.submit("/compte/profil", {"portrait": (BytesIO(a_picture(300, 300)), "moi.jpg")})
    former = db.session.get_one(Profile, account.id).portrait_key
    assert browser.get(f"/media/{former}").status_code == 200
    files = {"portrait": (BytesIO(a_picture(200, 300)), "moi.jpg")} if "portrait" in change else change
    assert browser.submit("/compte/profil", files).status_code == 303
    while run_due("test"):
        continue
    assert browser.get(f"/media/{former}").status_code == 404
    present = db.session.get_one(Profile, account.id, populate_existing=True).portrait_key
    assert present is None or browser.get(f"/media/{present}").status_code == 200


def test_an_application_sent_after_the_session_ended_goes_through_sign_in(signed_in: SignedIn) -> None:
    here, account = a_territory(), an_account()
    browser = signed_in(account)
    page = f"{here.path}/devenir-ambassadeur"
    _, data = browser.filled(page, {"step": "3", "motivation": "Cinq hivers ici, et l’envie d’en parler."})
    browser.delete_cookie("session")
    sent = browser.post(page, data=data)
    assert sent.status_code == 302
    assert sent.location.startswith("/connexion?next=/compte/reprise/")
    again = signed_in(account).get(sent.location.partition("next=")[2])
    assert "Cinq hivers ici" in again.text


def test_too_many_pictures_are_refused_before_any_is_read(signed_in: SignedIn) -> None:
    here = a_territory()
    author = a_member(here, "ambassador")
    item = a_testimonial(here, author, "draft")
    page = f"/compte/contributions/{item.id}/photos"
    many = [(BytesIO(a_picture(40, 30)), f"{number}.jpg") for number in range(13)]
    answer = signed_in(author).submit(page, {"act": "add", "files": many}, form=page)
    assert answer.status_code == 422 and "12 fichiers au plus" in answer.text
    assert not item.photos


def test_an_error_of_the_database_names_nobody(app: Flask) -> None:
    with pytest.raises(IntegrityError) as refused, db.session.begin_nested():
        db.session.add(AccountSession(id="secret-session", account_id=999_999))
        db.session.flush()
    assert "secret-session" not in str(refused.value)


@pytest.mark.parametrize("name", ["Gagnez bit.ly/x", "t.co/abc", "Voir evil.io/a"])
def test_a_name_is_no_address_in_disguise(name: str) -> None:
    assert name_problem(name)


@pytest.mark.parametrize("name", ["J. Dupont", "M.Durand", "Anne-Marie", "St. Pierre / Paul"])
def test_a_name_with_a_dot_is_a_name(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize("rule", [{"a_posteriori": True}, {"trusted_after": 1}])
def test_nobody_is_published_at_once_for_a_territory_they_left(
    signed_in: SignedIn, rule: dict[str, int]
) -> None:
    here = a_territory()
    author = a_member(here, "ambassador")
    a_testimonial(here, author)
    db.session.add(ModerationSetting(territory_id=here.id, kind="testimonial", **rule))
    for status in ("published", "submitted"):
        item = a_testimonial(here, author, "draft")
        page = f"/compte/contributions/{item.id}"
        assert signed_in(author).submit(page, {}, form="/envoyer").status_code == 303
        assert db.session.get_one(Testimonial, item.id, populate_existing=True).status == status
        db.session.execute(update(Membership).values(ended_at=now()))
        db.session.expire_all()


def test_the_photos_of_a_text_that_goes_with_its_account_go_too(app: Flask, signed_in: SignedIn) -> None:
    here = a_territory()
    author = a_member(here, "ambassador")
    browser, item = signed_in(author), a_testimonial(here, author, "draft")
    page = f"/compte/contributions/{item.id}/photos"
    browser.submit(page, {"act": "add", "files": (BytesIO(a_picture(300, 200)), "a.jpg")}, form=page)
    photo = db.session.scalars(select(Photo)).one()
    key, photo.decorative, photo.rights_at = photo.key, True, now()
    bring_to(db.session.get_one(Testimonial, item.id), "published")
    assert browser.get(f"/media/{key}").status_code == 200
    assert browser.submit("/compte/suppression", {"texts": "go"}).status_code == 303
    while run_due("test"):
        continue
    assert browser.get(f"/media/{key}").status_code == 404
    assert not db.session.scalars(select(Photo)).all()


def test_reading_again_a_row_that_is_gone_says_that_it_is_gone(app: Flask) -> None:
    account = an_account()
    db.session.flush()
    elsewhere = delete(Account).where(Account.id == account.id)
    db.session.execute(elsewhere, execution_options={"synchronize_session": False})
    with pytest.raises(ObjectDeletedError):
        db.session.refresh(account)
    with pytest.raises(InvalidRequestError):  # never written: a fault of ours
        db.session.refresh(Account())


@pytest.mark.parametrize("gone", [StaleDataError("gone"), ObjectDeletedError(inspect(Account()))])
def test_a_row_that_somebody_removed_meanwhile_is_a_409(app: Flask, gone: Exception) -> None:
    with app.test_request_context("/"):
        page = app.make_response(app.handle_user_exception(gone))
    assert page.status_code == 409
