"""The canvas of a landscape: an hour of the day, a hue, and colours that melt into the sky with distance."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from ambassadors.brand.scenery import Ridge, grove, number, village
from ambassadors.core.oklch import Oklch, to_hex


@dataclass(frozen=True)
class Mood:
    """An hour of the day: the sky above, the sky at the horizon, the disc, and how dark the ground gets."""

    top: Oklch
    low: Oklch
    disc: Oklch
    near: float


MOODS = (
    Mood(Oklch(0.79, 0.07, 235), Oklch(0.955, 0.035, 85), Oklch(0.985, 0.03, 95), 0.42),
    Mood(Oklch(0.82, 0.05, 280), Oklch(0.94, 0.05, 50), Oklch(0.975, 0.05, 75), 0.4),
    Mood(Oklch(0.84, 0.06, 75), Oklch(0.95, 0.06, 90), Oklch(0.99, 0.04, 95), 0.39),
    Mood(Oklch(0.72, 0.08, 300), Oklch(0.9, 0.08, 45), Oklch(0.96, 0.08, 65), 0.34),
    Mood(Oklch(0.58, 0.085, 268), Oklch(0.87, 0.085, 38), Oklch(0.97, 0.04, 85), 0.33),
    Mood(Oklch(0.86, 0.04, 200), Oklch(0.965, 0.025, 110), Oklch(0.99, 0.02, 100), 0.43),
)


def turn(start: float, end: float, part: float) -> float:
    """Go a part of the shortest way from one hue to another."""
    return (start + ((end - start + 180) % 360 - 180) * part) % 360


@dataclass
class Canvas:
    """The picture being drawn: its size, its hour, its hue, and what has been painted so far."""

    rng: Random
    width: float
    height: float
    hue: float
    chroma: float
    mood: Mood
    key: str
    sun: float = 0.0
    defs: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)

    def shade(self, depth: float, darker: float = 0.0) -> str:
        """Return the ground's colour, from the far (0) that melts in the sky to the near (1)."""
        far = self.mood.low.lightness - 0.07
        # Yellow and red turn to mud in the dark: their ground stays lighter.
        warm = max(0.0, 1 - abs((self.hue - 72 + 180) % 360 - 180) / 75)
        lightness = far + (self.mood.near + 0.1 * warm - far) * depth**0.85 - darker
        hue = turn(self.mood.low.hue, self.hue, min(1.0, 0.4 + 0.8 * depth))
        return to_hex(Oklch(lightness, self.chroma * (0.5 + 0.5 * depth), hue))

    def water(self, depth: float) -> str:
        """Return the colour of water: blue before anything else, touched by the brand and the sky."""
        far = self.mood.low.lightness - 0.05
        lightness = far + (self.mood.near + 0.06 - far) * depth
        hue = turn(turn(222, self.hue, 0.22), self.mood.low.hue, 0.18 * (1 - depth))
        return to_hex(Oklch(lightness, 0.03 + 0.055 * depth, hue))

    def gradient(self, stops: list[tuple[float, str, float]], radial: str = "") -> str:
        """Declare a gradient, from top to bottom or round a centre, and return what fills with it."""
        name = f"{self.key}{len(self.defs)}"
        marks = "".join(
            f'<stop offset="{offset:g}" stop-color="{colour}"'
            + (f' stop-opacity="{opacity:g}"/>' if opacity < 1 else "/>")
            for offset, colour, opacity in stops
        )
        kind, where = (
            ("radialGradient", radial) if radial else ("linearGradient", ' x1="0" y1="0" x2="0" y2="1"')
        )
        self.defs.append(f'<{kind} id="{name}"{where}>{marks}</{kind}>')
        return f"url(#{name})"

    def fill(self, path: str, colour: str, opacity: float = 1.0) -> None:
        """Paint a closed path."""
        extra = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self.shapes.append(f'<path d="{path}" fill="{colour}"{extra}/>')

    def stroke(self, path: str, colour: str, width: float, opacity: float = 1.0) -> None:
        """Draw a line."""
        self.shapes.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}" '
            f'stroke-linecap="round" stroke-opacity="{opacity:g}"/>'
        )

    def ground(self, line: Ridge, depth: float, snow: bool = False) -> Ridge:
        """Paint a horizon and the mist that lies at its foot; snow lies on the tops."""
        mist, colour, white = self.shade(max(0.0, depth - 0.3)), self.shade(depth), to_hex(self.mood.disc)
        stops = [(0.0, colour, 1.0), (0.35, colour, 1.0), (1.0, mist, 1.0)]
        if snow:
            stops = [(0.0, white, 1.0), (0.1, white, 1.0), (0.34, colour, 1.0), (1.0, mist, 1.0)]
        elif depth >= 0.9:
            stops = [(0.0, colour, 1.0), (1.0, self.shade(1, 0.07), 1.0)]
        self.fill(line.path(self.height), self.gradient(stops))
        return line

    def trees(self, line: Ridge, depth: float, kind: str, groups: int) -> None:
        """Plant groups of trees along a horizon, smaller when far."""
        size = self.height * (0.02 + 0.085 * depth**2)
        for _ in range(groups):
            start = self.rng.uniform(-0.05, 0.95) * self.width
            span = (start, start + size * self.rng.uniform(0.8, 5))
            self.fill(grove(self.rng, line, span, size, kind), self.shade(depth, 0.055))

    def village(self, line: Ridge, depth: float) -> None:
        """Put a village on a horizon."""
        walls, roofs = village(self.rng, line, self.rng.uniform(0.15, 0.7) * self.width, self.height * 0.042)
        self.fill(walls, to_hex(Oklch(0.93, 0.03, 85)))
        self.fill(roofs, to_hex(Oklch(0.6 - 0.08 * depth, 0.09, turn(40, self.hue, 0.25))))
