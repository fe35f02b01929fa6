"""What other domains build on: links, accounts found by address, and what the clock throws away."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from ambassadors.accounts.links import INVITATION, QUESTION, issue, may_mail, open_link, use
from ambassadors.accounts.models import Account, AccountSession, MailedLink
from ambassadors.accounts.purging import UNCONFIRMED_KEPT, purge
from ambassadors.accounts.service import find_or_create_by_email
from ambassadors.accounts.sessions import start_session
from ambassadors.core.clock import now
from ambassadors.core.db import db
from tests.factories.accounts import a_member, an_account
from tests.factories.territories import a_territory


def test_a_link_is_good_once_for_its_purpose(app: Flask) -> None:
    token = issue(INVITATION, "Nora@demo.example", payload={"invitation": 7})
    assert open_link(token, QUESTION) is None and open_link(token + "x", INVITATION) is None
    link = open_link(token, INVITATION)
    assert link is not None and link.email == "nora@demo.example" and link.payload == {"invitation": 7}
    assert link.expires_at > now() + timedelta(days=13)
    assert use(link) and not use(link)
    assert open_link(token, INVITATION) is None


def test_an_unknown_purpose_needs_a_life(app: Flask) -> None:
    with pytest.raises(KeyError):
        issue("autre", "nora@demo.example")
    assert open_link(issue("autre", "nora@demo.example", life=timedelta(hours=1)), "autre")


def test_an_address_gets_three_an_hour(app: Flask) -> None:
    for _ in range(3):
        assert may_mail("nora@demo.example")
        issue(QUESTION, "nora@demo.example")
    assert not may_mail("NORA@demo.example") and may_mail("malo@demo.example")


def test_an_address_makes_one_account(app: Flask) -> None:
    made = find_or_create_by_email("Nora@Demo.example", "Nora")
    assert made.confirmed_at and made.password_hash is None and made.email == "nora@demo.example"
    assert find_or_create_by_email("nora@demo.example", "Autre") is made and made.name == "Nora"


def test_what_was_set_before_the_address_was_confirmed_is_not_trusted(app: Flask) -> None:
    trap = an_account("Malo", "nora@demo.example", confirmed_at=None, password_hash="kept")
    start_session(trap, "")
    account = find_or_create_by_email("nora@demo.example", "Nora")
    assert account is trap and account.confirmed_at and account.password_hash is None
    assert not db.session.scalars(select(AccountSession)).all()


def test_the_clock_throws_away_what_is_over(app: Flask) -> None:
    kept, old = open_link(issue(QUESTION, "a@demo.example"), QUESTION), issue(QUESTION, "b@demo.example")
    row = open_link(old, QUESTION)
    assert row is not None and kept is not None
    row.expires_at = now() - timedelta(days=2)
    account = an_account()
    alive, forgotten = (start_session(account, "").session for _ in range(2))
    forgotten.seen_at = now() - timedelta(days=32)
    long_ago = now() - UNCONFIRMED_KEPT - timedelta(days=1)
    never = an_account("Jamais", confirmed_at=None, created_at=long_ago)
    recent = an_account("Bientôt", confirmed_at=None)
    member = a_member(a_territory(), "ambassador")
    db.session.execute(
        update(Account).where(Account.id == member.id).values(confirmed_at=None, created_at=long_ago)
    )
    ids = (never.id, recent.id, member.id, account.id)
    db.session.flush()
    purge()
    db.session.expire_all()
    assert db.session.scalars(select(MailedLink.id)).all() == [kept.id]
    assert db.session.scalars(select(AccountSession.id)).all() == [alive.id]
    assert set(db.session.scalars(select(Account.id))) == set(ids) - {ids[0]}
