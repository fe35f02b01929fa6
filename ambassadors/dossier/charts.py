"""A small line chart of a series, as coordinates: the template draws it, a table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from .fact import Point

WIDTH, HEIGHT = 320, 132
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 12, 30, 26


@dataclass(frozen=True)
class Dot:
    """One year of the chart."""

    x: float
    y: float
    year: int
    value: str
    anchor: str = "middle"
    named: bool = False


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    line: str
    area: str
    dots: list[Dot]
    floor: int
    width: int = WIDTH
    height: int = HEIGHT


def french_number(value: float) -> str:
    """Return a number as it is read in French: «1 250», «8,1»."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return text.replace(",", "\u202f").replace(".", ",")


def chart_of(series: Sequence[Point]) -> Chart | None:
    """Return the chart of a series of at least two years, by year; None where there is nothing to draw."""
    points = sorted(series, key=lambda point: point.year)
    if len(points) < 2 or points[0].year == points[-1].year:
        return None
    dots = _dots(points)
    floor = HEIGHT - _BOTTOM
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    return Chart(line, f"{dots[0].x},{floor} {line} {dots[-1].x},{floor}", dots, floor)


def _dots(points: Sequence[Point]) -> list[Dot]:
    first, last = points[0].year, points[-1].year
    low, high = min(point.value for point in points), max(point.value for point in points)
    # A flat series runs through the middle; the others keep a margin so that a small change looks small.
    margin = (high - low) * 0.6 or abs(high) or 1.0
    bottom, top = low - margin, high + margin * 0.25
    across, up = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    return [
        Dot(
            x=round(_LEFT + across * (point.year - first) / (last - first), 1),
            y=round(_TOP + up * (1 - (point.value - bottom) / (top - bottom)), 1),
            year=point.year,
            value=french_number(point.value),
            anchor="start" if number == 0 else "end" if number == len(points) - 1 else "middle",
            named=number in (0, len(points) - 1),
        )
        for number, point in enumerate(points)
    ]
