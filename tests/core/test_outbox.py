"""The outbox: nothing lost, nothing done twice at the same time, failures written down."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from ambassadors.core import outbox
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import (
    BACK_OFF,
    LEASE,
    LONGEST_PROBE,
    MOST_ATTEMPTS,
    PATIENCE,
    Away,
    OutboxRow,
    Permanent,
    enqueue,
    handles,
    run_due,
)
from config import Settings
from tests.own_site import own_site

done: Counter[str] = Counter()
failing: dict[str, Exception] = {}


@handles("test.act")
def act(payload: dict[str, Any], key: str) -> None:
    if key in failing:
        raise failing[key]
    done[key] += 1


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    done.clear()
    failing.clear()
    yield


def row(key: str) -> OutboxRow:
    return db.session.scalars(
        select(OutboxRow).where(OutboxRow.key == key).execution_options(populate_existing=True)
    ).one()


def make_due(key: str) -> None:
    db.session.execute(update(OutboxRow).where(OutboxRow.key == key).values(due_at=now()))
    db.session.commit()


def test_a_key_is_asked_once_and_done_once(app: Flask) -> None:
    for _ in range(3):
        enqueue("test.act", {}, key="once")
    assert run_due("one") == 1 and run_due("one") == 0
    assert done == {"once": 1}
    enqueue("test.act", {}, key="once")
    assert run_due("one") == 0


def test_what_is_undone_with_its_transaction_is_not_asked(app: Flask) -> None:
    enqueue("test.act", {}, key="undone")
    db.session.rollback()
    assert run_due("one") == 0


def test_what_is_not_due_waits(app: Flask) -> None:
    enqueue("test.act", {}, key="later", due=now() + timedelta(minutes=1))
    assert run_due("one") == 0
    make_due("later")
    assert run_due("one") == 1


def test_mails_leave_before_what_nobody_waits_for(app: Flask) -> None:
    for key in ("first", "second"):
        enqueue("test.act", {}, key=key)
    enqueue("mail.send", {}, key="letter")
    assert outbox.lease(db.session, "w", 2) == [row("letter").id, row("first").id]


def test_a_failure_waits_longer_each_time_and_ends_among_the_dead_letters(app: Flask) -> None:
    enqueue("test.act", {}, key="failing")
    failing["failing"] = ConnectionRefusedError("personne au bout")
    for wait in BACK_OFF:
        before = now()
        run_due("one")
        assert before + wait <= row("failing").due_at <= now() + wait
        assert "personne au bout" in (row("failing").last_error or "")
        make_due("failing")
    db.session.execute(update(OutboxRow).values(attempts=MOST_ATTEMPTS - 1))
    run_due("one")
    assert row("failing").dead_at is not None
    failing.clear()
    make_due("failing")
    assert run_due("one") == 0 and not done


def test_a_failure_that_nothing_mends_is_dead_at_once(app: Flask) -> None:
    enqueue("test.act", {}, key="refused")
    failing["refused"] = Permanent("adresse inconnue")
    run_due("one")
    dead = row("refused")
    assert dead.dead_at is not None and dead.attempts == 1 and dead.done_at is None


def test_what_is_away_is_looked_for_by_one_row_and_uses_up_no_tries(app: Flask) -> None:
    for key in ("a", "b", "c"):
        enqueue("test.act", {}, key=key)
        failing[key] = Away("personne")
    enqueue("core.purge", {}, key="other kind")
    db.session.commit()
    for _ in range(MOST_ATTEMPTS + 5):
        before = now()
        assert run_due("one", most=1) == 1
        assert run_due("one", most=1) == 1 if row("other kind").done_at is None else run_due("one") == 0
        waits = [row(key).due_at for key in ("a", "b", "c")]
        assert len(set(waits)) == 1 and before < waits[0] <= now() + LONGEST_PROBE
        db.session.execute(update(OutboxRow).values(due_at=now()))
        db.session.commit()
    assert row("a").dead_at is None and row("b").attempts == 0
    failing.clear()
    run_due("one")
    assert done == {"a": 1, "b": 1, "c": 1}


def test_what_stays_away_for_days_is_given_up(app: Flask) -> None:
    enqueue("test.act", {}, key="old")
    failing["old"] = Away("personne")
    db.session.execute(update(OutboxRow).values(created_at=now() - PATIENCE - timedelta(minutes=1)))
    run_due("one")
    assert row("old").dead_at is not None


def test_one_failure_does_not_stop_the_others(app: Flask) -> None:
    for key in ("a", "b", "c"):
        enqueue("test.act", {}, key=key)
    failing["b"] = ValueError("non")
    run_due("one")
    assert done == {"a": 1, "c": 1}


def test_a_killed_worker_leaves_a_lease_that_runs_out(app: Flask) -> None:
    enqueue("test.act", {}, key="killed")
    db.session.commit()
    assert outbox.lease(db.session, "killed-worker")
    assert run_due("other") == 0
    db.session.execute(update(OutboxRow).values(leased_until=now() - timedelta(seconds=1)))
    db.session.commit()
    assert run_due("other") == 1 and done == {"killed": 1}
    assert timedelta(seconds=30) < LEASE < timedelta(minutes=5)


def test_a_worker_that_lost_its_lease_does_nothing(app: Flask) -> None:
    enqueue("test.act", {}, key="lost")
    db.session.commit()
    (number,) = outbox.lease(db.session, "slow")
    db.session.execute(update(OutboxRow).values(leased_until=now() - timedelta(seconds=1)))
    db.session.commit()
    assert run_due("quick") == 1
    outbox.perform(db.session, number, "slow")
    assert done == {"lost": 1}


def test_workers_share_the_work_and_never_do_a_row_twice(settings: Settings, tmp_path: Path) -> None:
    with own_site(settings, tmp_path) as site:
        with site.app_context():
            keys = [f"shared-{number}" for number in range(120)]
            random.shuffle(keys)
            for key in keys:
                enqueue("test.act", {}, key=key)
            db.session.commit()

        def work(owner: str) -> int:
            taken = 0
            with site.app_context():
                while count := run_due(owner, most=7):
                    taken += count
            return taken

        with ThreadPoolExecutor(3) as pool:
            taken = list(pool.map(work, ("one", "two", "three")))
        assert sum(taken) == 120
        assert done == Counter(keys)
