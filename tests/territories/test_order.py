"""No territory is above another: the order of the day, tried over a thousand days."""

import re
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from html import unescape
from math import sqrt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ambassadors.core.db import db
from ambassadors.places.models import Level, Place
from ambassadors.territories.order import days_of_round, of_the_day, shown_on
from tests.factories.territories import a_territory

FIRST_DAY = date(2026, 1, 1)


@pytest.mark.static
@pytest.mark.parametrize("count", [8, 300])
def test_each_comes_first_as_often_as_any_other(count: int) -> None:
    days = 1000
    firsts = Counter(
        of_the_day(range(1, count + 1), FIRST_DAY + timedelta(days=number), lambda one: one)[0]
        for number in range(days)
    )
    expected = days / count
    # Pearson's chi-squared against a fair draw, at about one chance in a thousand to be wrong.
    chi = sum((firsts[one] - expected) ** 2 / expected for one in range(1, count + 1))
    degrees = count - 1
    assert chi < degrees + 3.3 * sqrt(2 * degrees), firsts.most_common(3)


@pytest.mark.static
def test_a_day_has_one_order_and_the_next_another() -> None:
    day = of_the_day(range(1, 40), FIRST_DAY, lambda one: one)
    assert of_the_day(reversed(range(1, 40)), FIRST_DAY, lambda one: one) == day
    assert of_the_day(range(1, 40), FIRST_DAY + timedelta(days=1), lambda one: one) != day


@pytest.mark.static
def test_a_filter_does_not_change_who_is_before_whom() -> None:
    whole = of_the_day(range(1, 40), FIRST_DAY, lambda one: one)
    some = of_the_day(range(1, 40, 3), FIRST_DAY, lambda one: one)
    assert some == [one for one in whole if one in set(range(1, 40, 3))]


def trios(count: int, days: int) -> list[list[int]]:
    """Return the territories of the day over some days, from the first day of a round."""
    first = FIRST_DAY - timedelta(days=FIRST_DAY.toordinal() % days_of_round(count))
    ids = range(1, count + 1)
    return [shown_on(ids, first + timedelta(days=number), lambda one: one) for number in range(days)]


@pytest.mark.static
@pytest.mark.parametrize("count", [3, 8, 300, 301])
def test_the_home_page_shows_everybody_once_a_round(count: int) -> None:
    length = days_of_round(count)
    shown = trios(count, max(1000, 4 * length))
    assert all(len(set(trio)) == 3 for trio in shown)
    for start in range(0, len(shown) - length + 1, length):
        times = Counter(one for trio in shown[start : start + length] for one in trio)
        assert set(times) == set(range(1, count + 1)), "somebody was forgotten for a whole round"
        assert max(times.values()) <= 2


@pytest.mark.static
@pytest.mark.parametrize("count", [8, 300])
def test_nobody_waits_for_more_than_two_rounds(count: int) -> None:
    seen: dict[int, int] = {}
    for day, trio in enumerate(trios(count, 1000)):
        for one in trio:
            assert day - seen.get(one, day) < 2 * days_of_round(count)
            seen[one] = day


@pytest.mark.static
@pytest.mark.parametrize("count", [8, 300])
def test_on_the_home_page_too_each_comes_first_as_often_as_any_other(count: int) -> None:
    shown = trios(count, 1000)
    firsts = Counter(trio[0] for trio in shown)
    expected = len(shown) / count
    chi = sum((firsts[one] - expected) ** 2 / expected for one in range(1, count + 1))
    degrees = count - 1
    assert chi < degrees + 3.3 * sqrt(2 * degrees), firsts.most_common(3)


@pytest.mark.static
def test_few_territories_are_all_shown_and_none_is_no_error() -> None:
    assert sorted(shown_on([7, 9], FIRST_DAY, lambda one: one)) == [7, 9]
    assert shown_on([], FIRST_DAY, int) == []


@pytest.mark.static
def test_the_rule_of_the_page_can_be_worked_out_by_anybody() -> None:
    ids = list(range(1, 12))
    length = 4  # eleven territories, three a day
    number, step = divmod(FIRST_DAY.toordinal(), length)
    drawn = sorted(ids, key=lambda one: sha256(f"tour {number} de {length}|{one}".encode()).digest())
    assert set(shown_on(ids, FIRST_DAY, lambda one: one)) >= set(drawn[3 * step : 3 * step + 3])
    listed = sorted(ids, key=lambda one: sha256(f"2026-01-01|{one}".encode()).digest())
    assert of_the_day(ids, FIRST_DAY, lambda one: one) == listed


def test_the_page_says_all_that_recomputes_the_order(client: FlaskClient, app: Flask) -> None:
    """With nothing but the page's own words: its numbers, its two texts, its day."""
    communes = db.session.scalars(
        select(Place).where(Place.level == Level.COMMUNE).order_by(Place.id).limit(7)
    )
    for number, place in enumerate(communes.all()):
        a_territory(place.code, f"t-{number}", state="paused" if number == 6 else "open")
    page = unescape(client.get("/territoires/ordre").text).replace("\u202f", " ").replace("\xa0", " ")
    listed = re.findall(r"<li>(\d+), ([^<]+?)(?: <span[^>]*>\((.*?)\)</span>)?</li>", page)
    (of_list,) = re.findall(r"<code[^>]*>(\d{4}-\d\d-\d\d)\|\d+</code>", page)
    (of_round,) = re.findall(r"<code[^>]*>(tour \d+ de \d+)\|\d+</code>", page)
    by_list = sorted(
        (one[0] for one in listed), key=lambda one: sha256(f"{of_list}|{one}".encode()).hexdigest()
    )
    assert [one[0] for one in listed] == by_list
    assert "le 1er janvier de l’an 1 est le jour 1," in page
    day = date.fromisoformat(of_list) - date(1, 1, 1) + timedelta(days=1)
    assert f"Aujourd’hui est le jour {day.days}." in page
    opened = [number for number, _, state in listed if not state]
    length = -(-len(opened) // 3)
    number, passed = divmod(day.days, length)
    assert (len(opened), of_round) == (6, f"tour {number} de {length}")
    drawn = sorted(opened, key=lambda one: sha256(f"{of_round}|{one}".encode()).hexdigest())
    names = {number: name for number, name, _ in listed}
    home = unescape(client.get("/").text).replace("\u202f", " ").replace("\xa0", " ")
    three = [names[one] for one in by_list if one in drawn[3 * passed : 3 * passed + 3]]
    assert re.findall(r'card__title"><a href="/territoires/t-\d+">([^<]+)', home) == three
