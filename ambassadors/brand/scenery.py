"""The pieces a landscape is made of: ridges, trees, roofs, birds, sails; each a bit of SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a coordinate short."""
    return f"{value:.1f}".removesuffix(".0")


def outline(points: list[Point], smooth: bool) -> str:
    """Join points by a path, in curves or in straight lines."""
    first, *rest = points
    start = f"M{number(first[0])} {number(first[1])}"
    if not smooth:
        return start + "".join(f"L{number(x)} {number(y)}" for x, y in rest)
    curves = [
        f"Q{number(x)} {number(y)} {number((x + after[0]) / 2)} {number((y + after[1]) / 2)}"
        for (x, y), after in pairwise(rest)
    ]
    return start + "".join(curves) + f"L{number(rest[-1][0])} {number(rest[-1][1])}"


@dataclass(frozen=True)
class Ridge:
    """One horizon: a line across the picture and all that is under it."""

    points: list[Point]
    smooth: bool

    def at(self, x: float) -> float:
        """Return the height of the line at x."""
        for (left, above), (right, below) in pairwise(self.points):
            if left <= x <= right:
                return above + (below - above) * (x - left) / (right - left)
        return self.points[-1][1]

    def path(self, bottom: float) -> str:
        """Return the closed path from the line down to the bottom."""
        return outline(self.points, self.smooth) + f"V{number(bottom)}H{number(self.points[0][0])}Z"


def ridge(rng: Random, width: float, base: float, swing: float, sharp: bool = False) -> Ridge:
    """Draw a horizon around a height: rolling, or sharp as mountains are."""
    octaves = 5 if sharp else 3
    waves = [
        (rng.uniform(0.7, 1.3) * (1.1 if sharp else 0.9) * 1.9**i, rng.uniform(0, math.tau), 0.5**i)
        for i in range(octaves)
    ]
    count = 64 if sharp else 26
    points = []
    for i in range(-1, count + 2):
        turn = i / count * math.tau
        if sharp:
            rise = sum(size * (1 - 2 * abs(math.sin(turn * pace / 2 + phase))) for pace, phase, size in waves)
        else:
            rise = sum(size * math.sin(turn * pace + phase) for pace, phase, size in waves)
        points.append((i * width / count, base - swing * rise / 1.6))
    return Ridge(points, smooth=not sharp)


def poplar(x: float, y: float, size: float) -> str:
    """Draw a slender tree."""
    w = size * 0.14
    return (
        f"M{number(x)} {number(y)}c{number(-w * 1.6)} {number(-size * 0.3)} {number(-w)} {number(-size * 0.8)} 0 {number(-size)}"
        f"c{number(w)} {number(size * 0.2)} {number(w * 1.6)} {number(size * 0.7)} 0 {number(size)}z"
    )


def round_tree(x: float, y: float, size: float) -> str:
    """Draw a tree with a round head on a short trunk."""
    r = size * 0.34
    trunk = size * 0.05
    top = y - size + 2 * r
    return (
        f"M{number(x - r)} {number(top - r)}a{number(r)} {number(r * 1.1)} 0 1 1 {number(2 * r)} 0"
        f"a{number(r)} {number(r * 0.9)} 0 0 1 {number(-r + trunk)} {number(r * 0.9)}V{number(y)}h{number(-2 * trunk)}"
        f"V{number(top - r * 0.1)}a{number(r)} {number(r * 0.9)} 0 0 1 {number(-r + trunk)} {number(-r * 0.9)}z"
    )


def fir(x: float, y: float, size: float) -> str:
    """Draw a mountain tree."""
    w = size * 0.24
    return f"M{number(x)} {number(y - size)}l{number(w)} {number(size)}h{number(-2 * w)}z"


def grove(rng: Random, line: Ridge, span: Point, size: float, tree: str) -> str:
    """Plant a group of trees along a horizon, between two places."""
    kinds = {"poplar": poplar, "round": round_tree, "fir": fir}
    x, end = span
    paths = []
    while x < end:
        paths.append(kinds[tree](x, line.at(x) + size * 0.08, size * rng.uniform(0.65, 1.15)))
        x += size * rng.uniform(0.22, 0.7)
    return "".join(paths)


def house(x: float, y: float, size: float, wide: float) -> tuple[str, str]:
    """Draw a gabled house: its wall and its roof."""
    w, tall = size * wide, size * 0.55
    wall = f"M{number(x)} {number(y + size * 0.2)}v{number(-tall - size * 0.2)}h{number(w)}v{number(tall + size * 0.2)}z"
    eave = size * 0.08
    roof = (
        f"M{number(x - eave)} {number(y - tall)}l{number(w * 0.16)} {number(-size * 0.38)}h{number(w * 0.68 + 2 * eave)}"
        f"l{number(w * 0.16)} {number(size * 0.38)}z"
    )
    return wall, roof


def steeple(x: float, y: float, size: float) -> tuple[str, str]:
    """Draw a church tower: its wall and its spire."""
    w = size * 0.5
    wall = f"M{number(x)} {number(y + size * 0.2)}v{number(-size * 1.6)}h{number(w)}v{number(size * 1.6)}z"
    spire = f"M{number(x - w * 0.1)} {number(y - size * 1.38)}l{number(w * 0.6)} {number(-size * 1.05)}l{number(w * 0.6)} {number(size * 1.05)}z"
    return wall, spire


def village(rng: Random, line: Ridge, x: float, size: float) -> tuple[str, str]:
    """Draw a few houses round a steeple: all the walls, all the roofs."""
    parts = []
    left = x
    church = rng.randrange(2, 5)
    for i in range(rng.randrange(6, 10)):
        if i == church:
            parts.append(steeple(left, line.at(left), size))
            left += size * 0.42
        wide = rng.uniform(0.8, 1.35)
        parts.append(house(left, line.at(left), size * rng.uniform(0.75, 1.1), wide))
        left += size * wide * rng.uniform(0.72, 1.0)
    return "".join(wall for wall, _ in parts), "".join(roof for _, roof in parts)


def skyline(rng: Random, width: float, base: float, size: float) -> str:
    """Draw a town along the whole width: flat and gabled fronts, a tower or two."""
    x, path = -size, f"M{number(-size)} {number(base + size)}"
    while x < width + size:
        wide = size * rng.uniform(0.45, 1.0)
        tall = size * rng.uniform(0.7, 1.55) * (1 + 0.45 * math.exp(-(((x / width - 0.5) * 3) ** 2)))
        top = base - tall
        kind = rng.random()
        if kind < 0.5:
            path += f"V{number(top)}l{number(wide / 2)} {number(-size * 0.24)}l{number(wide / 2)} {number(size * 0.24)}"
        elif kind < 0.9:
            path += f"V{number(top)}h{number(wide)}"
        else:
            wide = size * 0.4
            path += f"V{number(top - size * 0.5)}l{number(wide / 2)} {number(-size * 1.1)}l{number(wide / 2)} {number(size * 1.1)}"
        x += wide
    return path + f"V{number(base + size)}z"


def birds(rng: Random, x: float, y: float, size: float) -> str:
    """Draw a small flight of birds, as strokes."""
    paths = []
    for _ in range(rng.randrange(3, 7)):
        bx, by, s = x + rng.gauss(0, size * 4), y + rng.gauss(0, size * 1.6), size * rng.uniform(0.6, 1.1)
        paths.append(
            f"M{number(bx - s)} {number(by - s * 0.25)}q{number(s * 0.6)} {number(-s * 0.35)} {number(s)} {number(s * 0.35)}"
            f"q{number(s * 0.4)} {number(-s * 0.7)} {number(s)} {number(-s * 0.35)}"
        )
    return "".join(paths)


def sail(x: float, y: float, size: float) -> str:
    """Draw a sailing boat."""
    return (
        f"M{number(x)} {number(y)}v{number(-size)}l{number(size * 0.55)} {number(size * 0.86)}z"
        f"M{number(x - size * 0.08)} {number(y - size * 0.1)}v{number(-size * 0.72)}l{number(-size * 0.34)} {number(size * 0.68)}z"
        f"M{number(x - size * 0.5)} {number(y + size * 0.04)}h{number(size * 1.15)}l{number(-size * 0.22)} {number(size * 0.18)}h{number(-size * 0.72)}z"
    )


def lighthouse(x: float, y: float, size: float) -> str:
    """Draw a lighthouse."""
    w = size * 0.1
    return (
        f"M{number(x - w)} {number(y)}l{number(w * 0.35)} {number(-size * 0.8)}h{number(w * 1.3)}l{number(w * 0.35)} {number(size * 0.8)}z"
        f"M{number(x - w * 0.5)} {number(y - size * 0.82)}v{number(-size * 0.12)}l{number(w * 0.5)} {number(-size * 0.1)}"
        f"l{number(w * 0.5)} {number(size * 0.1)}v{number(size * 0.12)}z"
    )
