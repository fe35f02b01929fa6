"""What is forgotten by the clock, and what is not."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from ambassadors.core.clock import now, standing_at
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow, enqueue, run_due
from ambassadors.core.receipts import Receipt, claim, settle
from ambassadors.core.schedule import ring


def test_a_month_later_only_what_still_serves_is_kept(app: Flask) -> None:
    long_ago = now() - timedelta(days=31)
    with standing_at(long_ago):
        claim("old")
        settle("old", "/compte")
        enqueue("core.purge", {}, key="done long ago")
        run_due("essais")
    claim("recent")
    settle("recent", "/compte")
    enqueue("core.purge", {}, key="now")
    while run_due("essais"):
        pass
    assert db.session.scalars(select(Receipt.digest)).all() == ["recent"]
    assert db.session.scalar(select(OutboxRow).where(OutboxRow.key == "done long ago")) is None
    assert claim("recent") == "/compte"


def test_each_period_of_a_task_is_asked_for_once(app: Flask) -> None:
    ring()
    first = set(db.session.scalars(select(OutboxRow.key)))
    ring()
    assert set(db.session.scalars(select(OutboxRow.key))) == first
    with standing_at(now() + timedelta(days=1)):
        ring()
    assert {key for key in db.session.scalars(select(OutboxRow.key)) if key.startswith("core.purge:")} > {
        key for key in first if key.startswith("core.purge:")
    }
