"""What a landscape may show: hills, sea, plain, mountain or city, each laid out from the far to the near."""

from __future__ import annotations

from collections.abc import Callable

from ambassadors.brand.canvas import Canvas, turn
from ambassadors.brand.scenery import Ridge, birds, grove, lighthouse, number, ridge, sail, skyline
from ambassadors.core.oklch import Oklch, to_hex


def sky(canvas: Canvas) -> None:
    """Paint the sky, its light, a few clouds and a flight of birds."""
    mood, rng = canvas.mood, canvas.rng
    w, h = canvas.width, canvas.height
    middle = Oklch(
        (mood.top.lightness + mood.low.lightness) / 2 + 0.015, 0.045, turn(mood.top.hue, mood.low.hue, 0.35)
    )
    stops = [(0.0, to_hex(mood.top), 1.0), (0.38, to_hex(middle), 1.0), (0.68, to_hex(mood.low), 1.0)]
    canvas.fill(f"M0 0H{number(w)}V{number(h)}H0Z", canvas.gradient(stops))
    x, y, r = rng.uniform(0.16, 0.84) * w, rng.uniform(0.2, 0.42) * h, rng.uniform(0.045, 0.075) * h
    canvas.sun = x
    light = to_hex(mood.disc)
    halo = canvas.gradient([(0, light, 0.75), (0.3, light, 0.28), (1, light, 0)], radial=" ")
    canvas.shapes.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r * 5.5)}" fill="{halo}"/>')
    canvas.shapes.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{light}"/>')
    for _ in range(rng.randrange(2, 6)):
        cx, cy, long = rng.uniform(0, 1) * w, rng.uniform(0.08, 0.42) * h, rng.uniform(0.08, 0.22) * w
        thick = h * rng.uniform(0.008, 0.016)
        canvas.shapes.append(
            f'<ellipse cx="{number(cx)}" cy="{number(cy)}" rx="{number(long)}" ry="{number(thick)}" fill="{light}" fill-opacity="0.42"/>'
        )
    flight = birds(rng, rng.uniform(0.2, 0.8) * w, rng.uniform(0.18, 0.36) * h, h * 0.016)
    canvas.stroke(flight, canvas.shade(0.8), h * 0.0035, 0.75)


def _rows(canvas: Canvas, line: Ridge) -> None:
    """Rows of vines or of wheat on the nearest ground."""
    rng, w, h = canvas.rng, canvas.width, canvas.height
    name = f"{canvas.key}rows"
    canvas.defs.append(f'<clipPath id="{name}"><path d="{line.path(h)}"/></clipPath>')
    meet, top = rng.uniform(0.25, 0.75) * w, min(y for _, y in line.points) - h * 0.12
    lines = "".join(
        f"M{number(meet)} {number(top)}L{number(meet + (i - 13) * w * 0.13)} {number(h * 1.02)}"
        for i in range(27)
    )
    canvas.shapes.append(
        f'<g clip-path="url(#{name})"><path d="{lines}" fill="none" stroke="{canvas.shade(1, -0.07)}" '
        f'stroke-width="{number(h * 0.006)}" stroke-opacity="0.6"/></g>'
    )


def _hills(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    for i, depth in enumerate((0.06, 0.24, 0.46, 0.72)):
        line = canvas.ground(ridge(rng, w, h * (0.5 + 0.105 * i), h * (0.055 + 0.012 * i)), depth)
        if i == 2:
            canvas.village(line, depth)
        if i >= 1:
            canvas.trees(line, depth, rng.choice(("round", "poplar")), i)
    near = canvas.ground(ridge(rng, w, h * 0.93, h * 0.05), 1)
    _rows(canvas, near)


def _mountain(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    canvas.ground(ridge(rng, w, h * 0.42, h * 0.13, sharp=True), 0.1, snow=True)
    canvas.ground(ridge(rng, w, h * 0.55, h * 0.13, sharp=True), 0.3)
    line = canvas.ground(ridge(rng, w, h * 0.68, h * 0.075), 0.52)
    canvas.village(line, 0.52)
    canvas.trees(line, 0.55, "fir", 4)
    line = canvas.ground(ridge(rng, w, h * 0.8, h * 0.06), 0.76)
    canvas.trees(line, 0.78, "fir", 4)
    line = canvas.ground(ridge(rng, w, h * 0.94, h * 0.05), 1)
    canvas.trees(line, 1, "fir", 2)


def _glints(canvas: Canvas, level: float, centre: float | None) -> None:
    """Scatter light on the water, under the sun or all over."""
    rng, w, h = canvas.rng, canvas.width, canvas.height
    marks = []
    for i in range(1, 40):
        part = i / 40
        x = rng.uniform(0, w) if centre is None else centre + rng.gauss(0, 0.015 + 0.085 * part) * w
        marks.append(
            f"M{number(x)} {number(level + part * (h - level))}h{number(w * rng.uniform(0.008, 0.02 + 0.04 * part))}"
        )
    canvas.stroke("".join(marks), to_hex(canvas.mood.disc), h * 0.004, 0.6)


def _headland(canvas: Canvas, side: int, level: float) -> None:
    """Bring land into the sea from one side, with its trees and its lighthouse."""
    rng, w, h = canvas.rng, canvas.width, canvas.height
    for reach, depth, rise in ((0.3, 0.5, 0.09), (0.52, 0.72, 0.13), (0.4, 0.92, 0.1)):
        foot = level + h * (0.07 + 0.3 * (depth - 0.5) / 0.42)
        points = []
        for x, y in ridge(rng, w, foot, h * 0.012).points:
            inland = max(-0.6, 1 - (x / w if side < 0 else 1 - x / w) / reach)
            drop = h if inland < 0 else 0
            points.append((x, y - rise * h * inland * (1.6 - inland * 0.5) - drop * inland))
        line = canvas.ground(Ridge(points, smooth=True), depth)
        tip = (reach * 0.62 if side < 0 else 1 - reach * 0.62) * w
        if depth < 0.6:
            canvas.fill(lighthouse(tip, line.at(tip) + h * 0.01, h * 0.1), to_hex(canvas.mood.disc))
        else:
            start = ((0.0 if side < 0 else 0.84) + rng.uniform(0, 0.05)) * w
            trees = grove(rng, line, (start, start + 0.1 * w), h * 0.075 * depth, "round")
            canvas.fill(trees, canvas.shade(depth, 0.06))


def _sea(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    level = h * rng.uniform(0.52, 0.58)
    canvas.ground(ridge(rng, w, level + h * 0.008, h * 0.035), 0.12)
    water = canvas.gradient(
        [(0, canvas.water(0.15), 1), (0.5, canvas.water(0.55), 1), (1, canvas.water(0.9), 1)]
    )
    canvas.fill(f"M0 {number(level)}H{number(w)}V{number(h)}H0Z", water)
    _glints(canvas, level, canvas.sun)
    side = rng.choice((-1, 1))
    for _ in range(rng.randrange(1, 4)):
        far = rng.uniform(0.02, 0.2)
        x = rng.uniform(0.06, 0.42) if side > 0 else rng.uniform(0.58, 0.94)
        canvas.fill(sail(x * w, level + far * h, h * (0.035 + 0.25 * far)), to_hex(canvas.mood.disc), 0.95)
    _headland(canvas, side, level)


def _river(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    bend, mouth, top = rng.uniform(0.3, 0.7) * w, rng.uniform(0.2, 0.7) * w, h * 0.695
    out = f"C{number(bend + w * 0.3)} {number(h * 0.735)} {number(bend - w * 0.35)} {number(h * 0.79)} {number(mouth)} {number(h)}"
    back = (
        f"C{number(bend - w * 0.18)} {number(h * 0.8)} {number(bend + w * 0.38)} {number(h * 0.735)} "
        f"{number(bend + w * 0.012)} {number(top)}"
    )
    fill = canvas.gradient([(0, to_hex(canvas.mood.low), 1), (1, canvas.water(0.45), 1)])
    canvas.fill(f"M{number(bend)} {number(top)}{out}h{number(w * 0.16)}{back}Z", fill)


def _fields(canvas: Canvas) -> None:
    """Lay strips of other crops between the horizon and the river."""
    rng, w, h = canvas.rng, canvas.width, canvas.height
    for i in range(7):
        y, x = h * (0.675 + 0.022 * i), rng.uniform(-0.1, 0.8) * w
        long, thick = rng.uniform(0.16, 0.4) * w, h * (0.007 + 0.003 * i)
        hue = turn(canvas.hue, rng.choice((95, 130, 60)), 0.55)
        canvas.fill(
            f"M{number(x)} {number(y)}q{number(long / 2)} {number(-thick * 1.6)} {number(long)} 0"
            f"l{number(long * 0.12)} {number(thick)}q{number(-long * 0.6)} {number(-thick)} {number(-long * 1.24)} 0z",
            to_hex(Oklch(canvas.mood.low.lightness - 0.13 - 0.035 * i, 0.075, hue)),
            0.75,
        )


def _plain(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    canvas.ground(ridge(rng, w, h * 0.55, h * 0.035), 0.08)
    line = canvas.ground(ridge(rng, w, h * 0.61, h * 0.02), 0.24)
    canvas.trees(line, 0.4, "poplar", 4)
    line = canvas.ground(ridge(rng, w, h * 0.665, h * 0.014), 0.42)
    _fields(canvas)
    canvas.village(line, 0.42)
    _river(canvas)
    canvas.trees(ridge(rng, w, h * 0.77, h * 0.01), 0.66, rng.choice(("poplar", "round")), 4)
    near = canvas.ground(ridge(rng, w, h * 0.9, h * 0.028), 0.95)
    _rows(canvas, near)
    canvas.trees(near, 1, rng.choice(("poplar", "round")), 1)


def _city(canvas: Canvas) -> None:
    rng, w, h = canvas.rng, canvas.width, canvas.height
    canvas.ground(ridge(rng, w, h * 0.52, h * 0.05), 0.06)
    for base, size, depth in ((0.64, 0.1, 0.22), (0.7, 0.095, 0.42), (0.76, 0.085, 0.62)):
        fill = canvas.gradient([(0, canvas.shade(depth), 1), (1, canvas.shade(depth - 0.15), 1)])
        canvas.fill(skyline(rng, w, h * base, h * size), fill)
    water = canvas.gradient([(0, canvas.water(0.25), 1), (1, canvas.water(0.7), 1)])
    canvas.fill(f"M0 {number(h * 0.8)}H{number(w)}V{number(h)}H0Z", water)
    _glints(canvas, h * 0.81, None)
    quay = ridge(rng, w, h * 0.795, h * 0.004)
    canvas.trees(quay, 0.74, "round", 4)
    near = canvas.ground(ridge(rng, w, h * 0.96, h * 0.025), 1)
    canvas.trees(near, 1, "round", 2)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "hills": _hills,
    "sea": _sea,
    "plain": _plain,
    "mountain": _mountain,
    "city": _city,
}
