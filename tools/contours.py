"""Draw the map of France that the site ships out of the contours of the départements (see tools/vendor.py).

A border shared by two départements is made lighter once, so that both sides still meet. What is too small to be
seen is enlarged (Paris and its neighbours), and what the source leaves out comes from another (tools/overseas.py):
the five départements overseas, each at a scale of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, radians

from tools.overseas import outlines

Point = tuple[float, float]
Ring = list[Point]

NEAR = 0.3  # units of the source: vertices nearer than this are one
COARSE = 0.8  # how far a lighter border may stray from the real one
FINER = 0.4  # the same, of what is enlarged enough for its bays to be seen
FINE = 4  # steps of the drawing in a unit of the source: whole numbers, so that the file stays light
LEAST = 3.0  # square units: smaller islands are not drawn
INSET = ("75", "92", "93", "94")
INSET_BOX = (16.0, 11.0, 96.0, 86.0)
DOT = 22
OVERSEAS_TOP, OVERSEAS_SIZE, OVERSEAS_STEP = 606.0, 78.0, 122.6


def rings_of(path: str) -> list[Ring]:
    """Read the closed lines of a path made of relative moves."""
    rings: list[Ring] = []
    x = y = 0.0
    for part in path.split("m")[1:]:
        ring: Ring = []
        start: Point | None = None
        for pair in part.replace("z", "").split():
            dx, dy = map(float, pair.split(","))
            x, y = x + dx, y + dy
            start = start or (x, y)
            if not ring or hypot(x - ring[-1][0], y - ring[-1][1]) > 1e-6:
                ring.append((x, y))
        rings.append(ring)
        x, y = start or (x, y)
    return rings


class Snapper:
    """Gives near vertices one place, the first met."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Point]] = {}

    def at(self, point: Point) -> Point:
        """Return the vertex that stands for a point."""
        column, row = int(point[0] // NEAR), int(point[1] // NEAR)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for known in self.cells.get((i, j), ()):
                    if hypot(known[0] - point[0], known[1] - point[1]) < NEAR:
                        return known
        self.cells.setdefault((column, row), []).append(point)
        return point

    def ring(self, ring: Ring) -> Ring:
        """Return a ring on shared vertices, none twice in a row."""
        moved: Ring = []
        for point in map(self.at, ring):
            if not moved or moved[-1] != point:
                moved.append(point)
        return moved[:-1] if moved and moved[0] == moved[-1] else moved


def junctions(rings: Iterable[Ring]) -> set[Point]:
    """Return the vertices where three borders meet: no lightening may move them."""
    beside: dict[Point, set[Point]] = {}
    for ring in rings:
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
            beside.setdefault(point, set()).update((before, after))
    return {point for point, others in beside.items() if len(others) > 2}


def lighter(line: Ring, coarse: float) -> Ring:
    """Drop the vertices of an open line that change its shape by less than `coarse`."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = hypot(x2 - x1, y2 - y1)

    def away(point: Point) -> float:
        if length < 1e-9:
            return hypot(point[0] - x1, point[1] - y1)
        return abs((x2 - x1) * (y1 - point[1]) - (x1 - point[0]) * (y2 - y1)) / length

    far = max(range(1, len(line) - 1), key=lambda number: away(line[number]))
    if away(line[far]) < coarse:
        return [line[0], line[-1]]
    return lighter(line[: far + 1], coarse)[:-1] + lighter(line[far:], coarse)


def lighter_ring(ring: Ring, fixed: set[Point], coarse: float) -> Ring:
    """Lighten a ring between its junctions; a border is walked the same way from both of its sides."""
    stops = [number for number, point in enumerate(ring) if point in fixed]
    if not stops:
        low = min(range(len(ring)), key=lambda number: ring[number])
        stops = [low]
    turned = ring[stops[0] :] + ring[: stops[0]]
    marks = [number - stops[0] for number in stops] + [len(turned)]
    drawn: Ring = []
    for start, end in pairwise(marks):
        line = [*turned[start:end], turned[end % len(turned)]]
        forward = line[0] <= line[-1]
        done = lighter(line if forward else line[::-1], coarse)
        drawn += (done if forward else done[::-1])[:-1]
    return drawn


def area(ring: Ring) -> float:
    """Return the area of a ring, signed by its direction."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def centre(ring: Ring) -> Point:
    """Return the centre of gravity of a ring."""
    whole = area(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / (6 * whole), y / (6 * whole)


def fitted(shapes: dict[str, list[Ring]], box: tuple[float, float, float, float]) -> dict[str, list[Ring]]:
    """Enlarge or reduce shapes together until they fill a box (left, top, width, height)."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = min(box[2] / (right - left), box[3] / (bottom - top))
    dx = box[0] + (box[2] - scale * (right - left)) / 2
    dy = box[1] + (box[3] - scale * (bottom - top)) / 2
    return {
        code: [[(dx + (x - left) * scale, dy + (y - top) * scale) for x, y in ring] for ring in rings]
        for code, rings in shapes.items()
    }


def overseas(world: str) -> Iterator[tuple[str, list[Ring]]]:
    """Yield the départements overseas, each in its own box under the map."""
    for rank, (code, lines) in enumerate(outlines(world).items()):
        squeeze = cos(radians(lines[0][0][1]))
        flat = {code: [[(x * squeeze, -y) for x, y in line] for line in lines]}
        left = rank * OVERSEAS_STEP + (OVERSEAS_STEP - OVERSEAS_SIZE) / 2
        shape = fitted(flat, (left, OVERSEAS_TOP, OVERSEAS_SIZE, OVERSEAS_SIZE))[code]
        yield code, [lighter_ring(ring, set(), FINER) for ring in shape if abs(area(ring)) >= LEAST]


def mainland(source: str) -> dict[str, list[Ring]]:
    """Read the départements of the package, on shared and lightened borders."""
    document = json.loads(source[source.index("{") : source.rindex("}") + 1])
    snap = Snapper()
    shapes = {
        place["id"].upper(): [snap.ring(ring) for ring in rings_of(place["path"])]
        for place in document["locations"]
    }
    fixed = junctions(ring for rings in shapes.values() for ring in rings)
    drawn = {}
    for code, rings in shapes.items():
        kept = [ring for ring in rings if abs(area(ring)) >= LEAST] or rings
        coarse = COARSE / 3 if code in INSET else COARSE
        drawn[code] = [lighter_ring(ring, fixed, coarse) for ring in kept]
    return drawn


def written(rings: list[Ring]) -> str:
    """Write rings as a path of whole numbers, each vertex from the one before."""
    text = ""
    for ring in rings:
        grid = [(round(x * FINE), round(y * FINE)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid) if a != b]
        text += f"M{grid[0][0]} {grid[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z"
    return text.replace(" -", "-")


def sprite(source: str, world: str) -> str:
    """Return the map: a path for each département, a dot at its centre, and what is enlarged."""
    shapes = mainland(source) | dict(overseas(world))
    near = fitted({code: shapes[code] for code in INSET}, INSET_BOX)
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', '<g id="fond">']
    lines += [f'<path id="d{code}" d="{written(rings)}"/>' for code, rings in sorted(shapes.items())]
    lines += ["</g>", '<g id="loupe">']
    lines += [f'<path id="i{code}" d="{written(rings)}"/>' for code, rings in near.items()]
    lines.append("</g>")
    for code, rings in sorted((shapes | near).items()):
        x, y = centre(max(rings, key=lambda ring: abs(area(ring))))
        lines.append(f'<circle id="p{code}" cx="{x * FINE:.0f}" cy="{y * FINE:.0f}" r="{DOT}"/>')
    return "\n".join([*lines, "</svg>", ""])
