"""Two moderators on one item, on a real database: one decision, one clear conflict, every time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ambassadors.accounts.models import Account, AccountSession
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.moderation.models import Decision
from config import Settings
from tests.client import FormReader
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory
from tests.own_site import own_site

ITEMS = 20
QUEUE = "/bureau/bassin-de-brive/moderation"
Sending = Callable[[], int]


def test_one_decision_out_of_two(settings: Settings, tmp_path: Path) -> None:
    with own_site(settings, tmp_path) as site:
        with site.app_context():
            territory = a_territory()
            judges = [a_member(territory, "moderator", "Anne"), a_member(territory, "manager", "Luc")]
            ids = [a_question(territory, an_account(), "submitted").id for _ in range(ITEMS)]
            keys = [open_session(judge) for judge in judges]
            db.session.commit()
        for number in ids:
            sendings = [filled(browser_of(site, key), number) for key in keys]
            assert sorted(at_once(sendings)) == [303, 409]
        with site.app_context():
            decided = select(Decision.item_id, func.count()).where(Decision.transition != "submit")
            rows = db.session.execute(decided.group_by(Decision.item_id))
            counts = {row[0]: row[1] for row in rows}
            assert counts == dict.fromkeys(ids, 1)


def open_session(account: Account) -> str:
    row = AccountSession(id=f"own-{account.id}", account_id=account.id)
    db.session.add(row)
    return row.id


def browser_of(site: Flask, key: str) -> FlaskClient:
    site.test_client_class = FlaskClient
    browser = site.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = key
        session["seen"] = int(now().timestamp())
    return browser


def filled(browser: FlaskClient, number: int) -> Sending:
    """Read the page of an item, and return how to press its first button."""
    reader = FormReader()
    reader.feed(browser.get(f"{QUEUE}/{number}").text)
    form = next(form for form in reader.forms if form["method"] == "post")
    return lambda: browser.post(form["action"], data=dict(form["fields"])).status_code


def at_once(sendings: list[Sending]) -> list[int]:
    """Send everything at the same moment and return the statuses."""
    barrier = Barrier(len(sendings))

    def send(sending: Sending) -> int:
        barrier.wait()
        return sending()

    with ThreadPoolExecutor(len(sendings)) as pool:
        return list(pool.map(send, sendings))
