"""A territory's year as a calendar that people add to their own (RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from ambassadors.core.addresses import absolute
from ambassadors.dossier.highlight import Highlight

from .entry import SITE_NAME

LONGEST = 75  # octets a line
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def escaped(text: str) -> str:
    """Return a text as a value: what separates values is marked, a line break is told."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return _CONTROL.sub("", text).replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a content line in pieces of 75 octets at most, no character cut in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    return "\r\n".join([*pieces, piece])


def calendar(name: str, about: str, page: str, day: datetime, events: Iterable[Iterable[str]]) -> str:
    """Return a whole calendar; `day` is when it is told, `page` the path of where it is read."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{SITE_NAME}//Temps forts//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"DESCRIPTION:{escaped(about)}",
        f"URL:{absolute(page)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    for event in events:
        lines += ["BEGIN:VEVENT", f"DTSTAMP:{day:%Y%m%dT%H%M%SZ}", *event, "END:VEVENT"]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def of_highlight(one: Highlight, where: str, page: str) -> Iterator[str]:
    """Yield the lines of a highlight: whole days, the last one included, every year where it comes back."""
    yield f"UID:temps-fort-{one.id}@{urlsplit(absolute('')).hostname}"
    yield f"SEQUENCE:{one.version - 1}"
    yield f"DTSTART;VALUE=DATE:{basic(one.starts_on)}"
    if one.ends_on < date.max:  # nothing comes after the last day there is
        yield f"DTEND;VALUE=DATE:{basic(one.ends_on + timedelta(days=1))}"
    if one.yearly:
        yield f"RRULE:{every_year(one.starts_on)}"
    yield f"SUMMARY:{escaped(one.title)}"
    yield f"LOCATION:{escaped(f'{one.place}, {where}' if one.place else where)}"
    if one.text:
        yield f"DESCRIPTION:{escaped(one.text)}"
    yield f"URL:{uri(one.url or absolute(page))}"
    yield "TRANSP:TRANSPARENT"  # one may be elsewhere on these days


def basic(day: date) -> str:
    """Return a day as eight digits, those of its year included, which strftime leaves out before 1000."""
    return day.isoformat().replace("-", "")


def every_year(day: date) -> str:
    """Return the rule of what comes back on a day: what begins on the 29th of February begins on the last one."""
    leap = (day.month, day.day) == (2, 29)
    return "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "FREQ=YEARLY"


def uri(address: str) -> str:
    """Return an address as a value of its own type: no line break, nothing to mark."""
    return _CONTROL.sub("", address).replace("\n", "")
