"""The neutral order of the day: no territory is ever above another, but by the chance of the day.

Each day of Paris draws a new order from the day itself: the same for every reader, stable while one pages
through, different tomorrow, and over the days each territory comes first as often as any other. Chance alone
may forget somebody for weeks: the home page therefore shows three territories a day by rounds, and a round
ends when everybody has been shown.
"""

from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

SHOWN = 3  # territories of the day


def draw(day: date, territory_id: int) -> bytes:
    """Return the place in the day's order that chance gives to a territory."""
    return sha256(f"{day.isoformat()}|{territory_id}".encode()).digest()


def of_the_day(items: Iterable[T], day: date, territory_id: Callable[[T], int]) -> list[T]:
    """Sort things that belong to territories in the order of a day."""
    return sorted(items, key=lambda item: draw(day, territory_id(item)))


def days_of_round(count: int) -> int:
    """Return how many days a round of so many territories lasts."""
    return max(1, -(-count // SHOWN))


def draw_of_round(length: int, number: int, territory_id: int) -> bytes:
    """Return the place in a round's order that chance gives to a territory."""
    return sha256(f"tour {number} de {length}|{territory_id}".encode()).digest()


def shown_on(items: Iterable[T], day: date, territory_id: Callable[[T], int]) -> list[T]:
    """Return the three territories of a day: everybody once a round, in an order drawn anew for each round.

    The last day of a round is filled from its beginning where three do not divide the territories.
    """
    present = list(items)
    length = days_of_round(len(present))
    number, step = divmod(day.toordinal(), length)
    drawn = sorted(present, key=lambda item: draw_of_round(length, number, territory_id(item)))
    turn = drawn[SHOWN * step : SHOWN * (step + 1)]
    if len(present) > SHOWN:
        turn += drawn[: SHOWN - len(turn)]
    return of_the_day(turn, day, territory_id)
