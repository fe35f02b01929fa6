"""The outlines of a drawing as points: what a path of SVG says, flattened."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import atan2, ceil, cos, pi, sin, sqrt

Point = tuple[float, float]
_PARTS = re.compile(r"([A-Za-z])|(-?\d*\.?\d+(?:e-?\d+)?)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "a": 7, "z": 0}
CURVE = 8  # straight pieces a curve is cut into


def outlines(path: str) -> list[list[Point]]:
    """Return the lines of a path, each a list of points."""
    lines: list[list[Point]] = []
    here: Point = (0.0, 0.0)
    for act, numbers in _acts(path):
        kind, (x, y) = act.lower(), here if act.islower() else (0.0, 0.0)
        if kind == "z":
            here = lines[-1][0]
            lines[-1].append(here)
            continue
        if kind == "m":
            here = (x + numbers[0], y + numbers[1])
            lines.append([here])
            continue
        if lines[-1][0] == here and len(lines[-1]) > 1:
            lines.append([here])
        lines[-1] += _drawn(kind, here, numbers, (x, y))
        here = lines[-1][-1]
    return lines


def _acts(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each act with its numbers; an act that is not named again is the last one's."""
    act, numbers = "", list[float]()
    for name, number in _PARTS.findall(path):
        if name:
            act, numbers = name, []
            if name in "zZ":
                yield name, []
            continue
        numbers.append(float(number))
        if len(numbers) == _TAKES[act.lower()]:
            yield act, numbers
            act, numbers = {"m": "l", "M": "L"}.get(act, act), []


def _drawn(kind: str, here: Point, numbers: list[float], start: Point) -> list[Point]:
    """Return the points that an act adds."""
    x, y = start
    if kind == "h":
        return [(x + numbers[0], here[1])]
    if kind == "v":
        return [(here[0], y + numbers[0])]
    if kind == "a":
        return _arc(here, numbers[0], numbers[3:5], (x + numbers[5], y + numbers[6]))
    given = [here, *((x + a, y + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True))]
    return given[1:] if kind == "l" else [_bent(given, step / CURVE) for step in range(1, CURVE + 1)]


def _bent(given: list[Point], at: float) -> Point:
    """Return a point of a Bézier curve, by halving (de Casteljau)."""
    while len(given) > 1:
        given = [(a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairwise(given)]
    return given[0]


def _arc(start: Point, radius: float, flags: list[float], end: Point) -> list[Point]:
    """Return the points of a part of a circle."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = sqrt(dx * dx + dy * dy)
    if not chord:
        return [end]
    radius = max(radius, chord / 2)
    away = sqrt(max(0.0, radius * radius - chord * chord / 4)) / chord
    side = -1 if bool(flags[0]) == bool(flags[1]) else 1
    cx, cy = (start[0] + end[0]) / 2 - side * away * dy, (start[1] + end[1]) / 2 + side * away * dx
    first, last = atan2(start[1] - cy, start[0] - cx), atan2(end[1] - cy, end[0] - cx)
    turn = (last - first) % (2 * pi) if flags[1] else -((first - last) % (2 * pi))
    pieces = max(4, ceil(abs(turn) * 4))
    return [
        (cx + radius * cos(first + turn * step / pieces), cy + radius * sin(first + turn * step / pieces))
        for step in range(1, pieces + 1)
    ]
