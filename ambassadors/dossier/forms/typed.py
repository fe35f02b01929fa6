"""What people type for days, addresses and series, and what it means."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from ambassadors.core.clock import today
from ambassadors.dossier.charts import french_number
from ambassadors.dossier.fact import Point

EARLIEST, YEARS_AHEAD = 1900, 10
MOST_POINTS = 40
LONGEST_ADDRESS = 500
DAY = "Une date comme 31/12/2024, 12/2024 ou 2024."
EXACT = "Une date complète, comme 06/11/2026."
DURATION = "Une durée comme « 4 h 30 » ou « 45 min »."
LONGEST_TRIP = 48 * 60  # minutes
PAST = "Cette date n’est pas encore passée."
ADDRESS = "Une adresse complète, qui commence par https:// ou http://."

_FORMS = (
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})"),
)
_DURATION = re.compile(
    r"(?P<hours>\d{1,2}) ?h(?: ?(?P<minutes>[0-5]?\d)(?: ?min)?)?|(?P<alone>\d{1,4})(?: ?min(?:utes?)?)?"
)
_POINT = re.compile(r"(?P<year>\d{4})\s*[:=;\t ]\s*(?P<value>[-−]?\d[\d\s]*(?:[.,]\d+)?)\s*%?")


def one_line(text: str | None) -> str:
    """Return a text with single spaces."""
    return " ".join((text or "").split())


def plain(text: str | None) -> str:
    """Return a text with plain line ends and nothing around."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def day_of(text: str) -> date:
    """Return the day typed, past or to come within ten years. Raise ValueError, in French."""
    day, last = _day_of(text), today().year + YEARS_AHEAD
    if not EARLIEST <= day.year <= last:
        raise ValueError(f"Une date entre {EARLIEST} et {last}.")
    return day


def _day_of(text: str) -> date:
    """Return the day typed, however far it is; a month or a year alone is its last day."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None or not text.isascii():
        raise ValueError(DAY)
    parts = {name: int(value) for name, value in found.groupdict().items()}
    year, month = parts["year"], parts.get("month", 12)
    try:
        return date(year, month, parts.get("day") or monthrange(year, month)[1])
    except ValueError as impossible:  # the 31st of June, the thirteenth month, the year 0
        raise ValueError(DAY) from impossible


def past_day_of(text: str) -> date:
    """Return a day that is not to come, within living memory. Raise ValueError, in French."""
    day = _day_of(text)
    if day.year < EARLIEST:
        raise ValueError(f"Une date à partir de {EARLIEST}.")
    if day > today() and not _is_this_year(text):
        raise ValueError(PAST)
    return min(day, today())


def _is_this_year(text: str) -> bool:
    """Tell whether a period that has begun was typed: «2026», or this month."""
    this = today()
    return text.strip() in (f"{this.year}", f"{this.month}/{this.year}", f"{this.month:02}/{this.year}")


def day_as_typed(day: date | None) -> str:
    """Return a day as people type it."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day else ""


def check_address(text: str) -> None:
    """Refuse what is no address of a page, in French."""
    if len(text) > LONGEST_ADDRESS:
        raise ValueError(f"{LONGEST_ADDRESS} caractères au plus.")
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:  # a bracket that opens an IPv6 address and never closes
        whole = False
    if not whole or any(character.isspace() for character in text):
        raise ValueError(ADDRESS)


def series_of(text: str) -> tuple[Point, ...]:
    """Return the years and values of «2018: 8,1» lines, by year. Raise ValueError, in French, with the line."""
    points: dict[int, Point] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        point = _point_of(line.strip(), number)
        if point.year in points:
            raise ValueError(f"Ligne {number} : l’année {point.year} est déjà donnée.")
        points[point.year] = point
    if len(points) == 1:
        raise ValueError("Une série compte au moins deux années.")
    if len(points) > MOST_POINTS:
        raise ValueError(f"{MOST_POINTS} années au plus.")
    return tuple(points[year] for year in sorted(points))


def _point_of(line: str, number: int) -> Point:
    found = _POINT.fullmatch(line)
    if found is None or not all(character.isascii() or not character.isdigit() for character in line):
        raise ValueError(f"Ligne {number} : écrivez une année et une valeur, par exemple « 2018: 8,1 ».")
    digits = re.sub(r"\s", "", found["value"]).replace("−", "-").replace(",", ".")
    if len(digits) > 15:
        raise ValueError(f"Ligne {number} : cette valeur est trop longue.")
    year = int(found["year"])
    if not EARLIEST <= year <= today().year:
        raise ValueError(f"Ligne {number} : une année entre {EARLIEST} et {today().year}.")
    return Point(year, float(digits))


def series_as_typed(series: Sequence[Point]) -> str:
    """Return a series as people type it."""
    return "\n".join(f"{point.year}: {french_number(point.value)}" for point in series)


def exact_day_of(text: str) -> date:
    """Return a day typed whole, past or to come. Raise ValueError, in French."""
    if not any(form.fullmatch(text.strip()) for form in _FORMS[:2]):
        raise ValueError(EXACT)
    return day_of(text)


def minutes_of(text: str) -> int:
    """Return the minutes of «4 h 30», «45 min» or «270». Raise ValueError, in French."""
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None or not text.isascii():
        raise ValueError(DURATION)
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or found["alone"] or 0)
    if not 0 < minutes <= LONGEST_TRIP:
        raise ValueError("Une durée d’une minute à 48 heures.")
    return minutes


def minutes_as_typed(minutes: int) -> str:
    """Return a duration as people type it."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
