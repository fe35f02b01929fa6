"""Hostile values, verbs, headers, tokens and files, in every form and address that each persona reaches.

HOSTILE_REQUESTS says how many requests to send, HOSTILE_SEED draws others; the suite sends a sample, the same
at each run.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from flask import Flask

from .judging import faults
from .storm import Attack, on_forms, on_pages
from .visiting import Site
from .wandering import Walk, walk

pytestmark = pytest.mark.storm

SAMPLE = 700
ON_FORMS = 0.7  # of the sample
SHOWN = 40


def stolen_token(hostile: Site) -> str:
    """Return the token of a form of the administrator's session."""
    page = hostile.send("admin", "GET", "/compte/nom").text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def drawn(storm: Callable[[], Iterator[Attack]], wanted: int) -> Iterator[Attack]:
    """Go through a sample of a storm, in its order, the same at each run."""
    total = sum(1 for _ in storm())
    seed = os.environ.get("HOSTILE_SEED", "2026")
    chosen = set(random.Random(seed).sample(range(total), min(wanted, total)))
    return (attack for number, attack in enumerate(storm()) if number in chosen)


def lightened(reached: Walk, wanted: int) -> Walk:
    """Keep as many pages and forms as a sample can try: to write down every attack on all of them takes minutes."""
    rng, most = random.Random(os.environ.get("HOSTILE_SEED", "2026")), max(60, wanted // 5)
    forms = list({(found.persona, *found.mark): found for found in reached.forms}.values())
    pages = rng.sample(reached.pages, min(most, len(reached.pages)))
    return Walk(pages, rng.sample(forms, min(most, len(forms))), reached.broken)


def test_nothing_that_is_sent_breaks_a_page(
    app: Flask, hostile: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = int(os.environ.get("HOSTILE_REQUESTS", SAMPLE))
    reached = walk(app, hostile)
    assert not reached.broken, "\n".join(reached.broken)
    stolen, few = stolen_token(hostile), lightened(reached, wanted)
    wrong: dict[str, str] = {}
    statuses: Counter[int] = Counter()
    for attack in chain(
        drawn(lambda: on_forms(few, stolen), round(wanted * ON_FORMS)),
        drawn(lambda: on_pages(few), round(wanted * (1 - ON_FORMS))),
    ):
        answer = hostile.send(
            attack.persona, attack.method, attack.address, attack.body, attack.kind, attack.headers
        )
        statuses[answer.status] += 1
        for fault in faults(attack, answer):
            where = f"{attack.method} {attack.address.partition('?')[0][:80]} {fault}"
            wrong.setdefault(where, f"{attack.what}: {where}")
    with capsys.disabled():
        print(
            f"\n{hostile.count} requests, {len(reached.pages)} pages and {len(reached.forms)} forms reached, "
            f"slowest {hostile.slowest[0]:.2f} s ({hostile.slowest[1]}), {dict(sorted(statuses.items()))}"
        )
    shown = list(wrong.values())[: int(os.environ.get("HOSTILE_SHOWN", SHOWN))]
    assert not wrong, f"{len(wrong)} faults\n" + "\n".join(shown)
    assert sum(statuses.values()) >= wanted * 0.99
