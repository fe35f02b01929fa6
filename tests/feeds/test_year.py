"""The highlights of a year, read by a real calendar library."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import time_machine

from ambassadors.dossier.queries.year import year_of
from ambassadors.feeds.ical import escaped, folded
from tests.client import PageClient
from tests.factories.dossier import a_highlight
from tests.factories.territories import a_territory

ADDRESS = "/territoires/bassin-de-brive/dossier/temps-forts.ics"
HARD = "La foire ; du livre, « à l’ancienne » \\ et après : " + "très longue énumération, " * 6


def events_of(client: PageClient) -> tuple[Any, list[Any]]:
    """Read the calendar as a calendar program does, its lines held to their length."""
    answer = client.get(ADDRESS)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers
    lines = answer.data.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or len(line) > 75 for line in lines)
    read = icalendar.Calendar.from_ical(answer.data)
    assert not read.errors and read["version"] == "2.0" and read["prodid"]
    events = list(read.walk("VEVENT"))
    assert not any(event.errors for event in events)
    return read, events


def test_whole_days_with_their_place_and_their_words(client: PageClient) -> None:
    here = a_territory()
    a_highlight(
        here, HARD[:120], place="Halle Brassens; Brive", text="Deux jours.\nPuis un autre.", version=3
    )
    calendar, (event,) = events_of(client)
    assert here.name in calendar["x-wr-calname"]
    assert event["summary"] == HARD[:120]
    assert event["location"] == f"Halle Brassens; Brive, {here.name}"
    assert event["description"] == "Deux jours.\nPuis un autre."
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 6), date(2026, 11, 9))
    assert event["url"] == "http://localhost/territoires/bassin-de-brive/dossier/temps-forts"
    assert event["uid"].endswith("@localhost") and event["sequence"] == 2 and event["dtstamp"]


def test_the_first_and_the_last_days_there_are_make_a_calendar_too(client: PageClient) -> None:
    here = a_territory()
    for day in (date.min, date.max):
        a_highlight(here, starts_on=day, ends_on=day, yearly=False)
    assert [event["dtstart"].dt for event in events_of(client)[1]] == [date.min, date.max]


def test_what_comes_back_each_year_comes_back(client: PageClient) -> None:
    here = a_territory()
    a_highlight(here, "Chaque année", yearly=True)
    a_highlight(here, "Une seule fois", yearly=False)
    a_highlight(here, "Le jour de plus", starts_on=date(2028, 2, 29), ends_on=date(2028, 2, 29))
    rules = {str(event["summary"]): event.get("rrule") for event in events_of(client)[1]}
    assert rules["Chaque année"] == {"FREQ": ["YEARLY"]} and rules["Une seule fois"] is None
    assert rules["Le jour de plus"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}
    # As the page tells it: the year after, on the last day of February, and on the 29th again four years later.
    said = {one.title: one.starts_on for one in year_of(here.id, date(2028, 3, 1))}
    assert said["Le jour de plus"] == date(2029, 2, 28) and said["Chaque année"] == date(2028, 11, 6)
    assert date(2032, 2, 29) in [one.starts_on for one in year_of(here.id, date(2031, 12, 1))]


def test_it_is_the_same_all_day_and_costs_the_same(client: PageClient) -> None:
    here = a_territory()
    a_highlight(here)
    with time_machine.travel("2026-05-04 08:00:00Z", tick=False) as clock:
        first = client.get(ADDRESS)
        clock.shift(timedelta(hours=9))
        mark = {"If-None-Match": first.headers["ETag"]}
        assert client.get(ADDRESS, headers=mark).status_code == 304
    for _ in range(9):
        a_highlight(here)
    after = client.get(ADDRESS)
    assert after.headers["X-Query-Count"] == first.headers["X-Query-Count"]
    assert len(set(uids(after.text))) == 10


def uids(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("UID:")]


def test_an_empty_year_is_a_calendar_too(client: PageClient) -> None:
    a_territory()
    assert events_of(client)[1] == []


def test_the_dossier_and_its_theme_offer_it(client: PageClient) -> None:
    here = a_territory()
    a_highlight(here)
    for page in ("/territoires/bassin-de-brive/dossier", "/territoires/bassin-de-brive/dossier/temps-forts"):
        assert f'href="{ADDRESS}"' in client.get(page).text


@pytest.mark.static
def test_no_value_ends_its_line() -> None:
    assert escaped("a\r\nEND:VEVENT;b,c\\d\x07") == "a\\nEND:VEVENT\\;b\\,c\\\\d"


@pytest.mark.static
@pytest.mark.parametrize("text", ["x" * 75, "x" * 76, "é" * 200, "🎉" * 60, ""])
def test_folding_loses_nothing(text: str) -> None:
    pieces = folded(text).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
