"""What every picture is painted with: skies, horizons, water, haze, grain."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from .pigments import Colour, Hour, mix

Line = list[tuple[float, float]]
NEAR = 0.036  # trees at least so tall show their leaves
FINE = 2  # masks are drawn twice as large, so that edges are smooth


@dataclass
class Board:
    """A picture under way: its light, its chance, its size."""

    rng: Random
    hour: Hour
    width: int
    height: int
    image: Image.Image
    spots: Image.Image | None = None

    def lay(self, paint: Image.Image, mask: Image.Image, top: int = 0) -> None:
        """Put paint where a mask lets it through, both as wide as the picture, from a row downwards."""
        self.image.paste(paint, (0, top), mask)

    def stencil(self, rows: int | None = None) -> Image.Image:
        """Return an empty fine mask, for so many rows of the picture, or all."""
        return Image.new("L", (self.width * FINE, (self.height if rows is None else rows) * FINE), 0)

    def gradient(
        self, top: Colour, bottom: Colour, middle: Colour | None = None, *, rows: int | None = None
    ) -> Image.Image:
        """Return paint that goes from one colour to another, downwards, squeezed into so many rows, or in all."""
        ramp = Image.linear_gradient("L").resize((8, self.height), Image.Resampling.BILINEAR)
        tinted = (
            ImageOps.colorize(ramp, top, bottom, mid=middle)
            if middle
            else ImageOps.colorize(ramp, top, bottom)
        )
        if rows is not None:
            tinted = tinted.resize((tinted.width, rows))
        return tinted.resize((self.width, tinted.height), Image.Resampling.NEAREST)

    def noise(self, across: int, down: int) -> Image.Image:
        """Return soft spots, so many across and down."""
        spots = Image.frombytes("L", (across, down), self.rng.randbytes(across * down))
        return spots.resize((self.width, self.height), Image.Resampling.BICUBIC)


def board(seed: str, hour: Hour, width: int, height: int) -> Board:
    """Return a board with nothing but its sky."""
    made = Board(
        Random(seed),  # nosec B311 # paints a picture, guards nothing
        hour,
        width,
        height,
        Image.new("RGB", (width, height)),
    )
    made.image = made.gradient(hour.zenith, hour.horizon, hour.middle)
    return made


def smooth(mask: Image.Image) -> Image.Image:
    """Return a fine mask at the size of the picture."""
    return mask.reduce(FINE)


def sun(on: Board, horizon: float) -> float:
    """Set the sun above a horizon, with its halo; return where it stands across."""
    across = on.rng.uniform(0.18, 0.82)
    x, y = across * on.width, (horizon - 0.06 - on.hour.sun * (horizon - 0.2)) * on.height
    size = on.width * (1.15 if on.hour.sun < 0.2 else 0.8)
    glow = Image.new("L", on.image.size, 0)
    glow.paste(spot(int(size), int(size), 1.7, 200), (int(x - size / 2), int(y - size / 2)))
    on.lay(Image.new("RGB", on.image.size, on.hour.light), glow)
    disc, radius = on.stencil(), on.width * on.rng.uniform(0.016, 0.026) * FINE
    ImageDraw.Draw(disc).ellipse(
        (x * FINE - radius, y * FINE - radius, x * FINE + radius, y * FINE + radius), fill=225
    )
    on.lay(Image.new("RGB", on.image.size, mix(on.hour.light, (255, 255, 255), 0.4)), smooth(disc))
    return across


def clouds(on: Board, horizon: float) -> None:
    """Let long clouds drift, thinner towards the top."""
    wide = ImageChops.multiply(on.noise(7, 16), on.noise(19, 44).point(lambda level: 110 + level // 2))
    cover = on.rng.choice((118, 132, 150))
    veil = wide.point(lambda level: max(0, min(185, (level - cover) * 4)))
    fade = on.gradient((70, 70, 70), (255, 255, 255)).convert("L")
    band = Image.new("L", on.image.size, 0)
    band.paste(ImageChops.multiply(veil, fade), (0, int((horizon - 1) * on.height)))
    on.lay(Image.new("RGB", on.image.size, on.hour.cloud), band.filter(ImageFilter.GaussianBlur(3)))


def skyline(
    on: Board, base: float, rise: float, bumps: Sequence[float], rough: float = 0.0, *, sharp: bool = False
) -> Line:
    """Return a horizon from edge to edge, in shares of the picture: slow waves, then small ones; or peaks."""
    waves = [(bump, on.rng.uniform(0, 2 * pi), on.rng.uniform(0.5, 1.0)) for bump in bumps]
    total = sum(weight / (rank + 1) for rank, (_, _, weight) in enumerate(waves))
    line = []
    for step in range(161):
        x = step / 160
        lift = sum(
            weight / (rank + 1) * _wave(bump * x * 2 * pi + start, sharp=sharp)
            for rank, (bump, start, weight) in enumerate(waves)
        )
        line.append((x, base - rise * (0.5 + lift / total / 2) + on.rng.uniform(-rough, rough)))
    return line


def _wave(angle: float, *, sharp: bool) -> float:
    return 1 - 2 * abs(sin(angle / 2)) if sharp else sin(angle)


def land(on: Board, line: Line, top: Colour, bottom: Colour, *, grain: float = 0.0) -> Image.Image:
    """Paint everything below a horizon, lighter at its crest; return its mask."""
    crest = max(0, int(min(y for _, y in line) * on.height))
    rows = max(1, on.height - crest)  # what lies above the crest is left alone: half of the work
    mask = on.stencil(rows)
    points = [(x * on.width * FINE, (y * on.height - crest) * FINE) for x, y in line]
    ImageDraw.Draw(mask).polygon([(0, rows * FINE), *points, (on.width * FINE, rows * FINE)], fill=255)
    paint = on.gradient(top, bottom, rows=rows)
    if grain:
        paint = texture(on, paint, grain, crest)
    below = smooth(mask)
    on.lay(paint, below, crest)
    even = Image.new("L", on.image.size, 0)
    even.paste(below, (0, crest))
    return even


def texture(on: Board, paint: Image.Image, strength: float, top: int = 0) -> Image.Image:
    """Mottle paint, as grass and stone are; it lies in the picture from a row downwards."""
    if on.spots is None:
        on.spots = ImageChops.add(on.noise(on.width // 14, on.height // 7), on.noise(24, 40), 2.0)
    spots = on.spots.crop((0, top, on.width, top + paint.height))
    shade = spots.point([int(255 - strength * (255 - level)) for level in range(256)])
    return ImageChops.multiply(paint, Image.merge("RGB", (shade, shade, shade)))


def spot(across: int, down: int, power: float = 1.0, most: int = 255) -> Image.Image:
    """Return a light that fades to nothing at the edges of its box."""
    # Pillow's gradient reaches 181 halfway along a side.
    fading = [int(most * max(0.0, 1 - level / 180) ** power) for level in range(256)]
    return Image.radial_gradient("L").point(fading).resize((across, down), Image.Resampling.BILINEAR)


def haze(on: Board, at: float, depth: float, strength: int) -> None:
    """Let mist lie along a horizon."""
    mask = Image.new("L", on.image.size, 0)
    ramp = Image.linear_gradient("L").point(lambda level: int(strength * (1 - abs(level / 127.5 - 1))))
    mask.paste(
        ramp.resize((on.width, max(2, int(depth * on.height)))), (0, int((at - depth / 2) * on.height))
    )
    on.lay(Image.new("RGB", on.image.size, mix(on.hour.horizon, on.hour.cloud, 0.4)), mask)


def trees(on: Board, line: Line, size: float, thick: int, colour: Colour) -> None:
    """Plant groves along a horizon: round crowns, a few poplars."""
    crowns = []
    for _ in range(thick):
        x, y = on.rng.choice(line)
        x += on.rng.gauss(0, 0.006)
        tall = size * on.rng.uniform(0.5, 1.2)
        wide = tall * (0.22 if on.rng.random() < 0.25 else on.rng.uniform(0.5, 0.75)) * on.height / on.width
        crowns.append((x - wide, y - tall * 0.9, x + wide, y + tall * 0.35))
    top = max(0, int(min((high for _, high, _, _ in crowns), default=0.0) * on.height) - 1)
    foot = int(max((low for _, _, _, low in crowns), default=0.0) * on.height) + 2
    rows = max(1, min(foot, on.height) - top)
    mask = on.stencil(rows)
    draw = ImageDraw.Draw(mask)
    for left, high, right, low in crowns:
        box = (left * on.width, high * on.height - top, right * on.width, low * on.height - top)
        draw.ellipse([edge * FINE for edge in box], fill=255)
    leaves = Image.new("RGB", (on.width, rows), colour)
    on.lay(texture(on, leaves, 0.35, top) if size > NEAR else leaves, smooth(mask), top)


def water(on: Board, top: float, sun_at: float) -> None:
    """Spread water from a line to the bottom: the sky upside down, ripples, the sun's path."""
    high = int(top * on.height)
    deep = max(1, on.height - high)
    mirror = ImageOps.flip(on.image.crop((0, 0, on.width, high))).resize((on.width, deep))
    sea = Image.blend(
        mirror.filter(ImageFilter.GaussianBlur(6)),
        Image.new("RGB", mirror.size, mix(on.hour.far, on.hour.near, 0.35)),
        0.48,
    )
    ripples = Image.frombytes("L", (10, 90), on.rng.randbytes(900)).resize(
        mirror.size, Image.Resampling.BICUBIC
    )
    sea.paste(
        Image.new("RGB", sea.size, mix(on.hour.horizon, (255, 255, 255), 0.3)),
        (0, 0),
        ripples.point(lambda level: max(0, level - 150)),
    )
    sea.paste(
        Image.new("RGB", sea.size, on.hour.near),
        (0, 0),
        ImageChops.invert(ripples).point(lambda level: max(0, level - 165) * 2 // 3),
    )
    path = spot(int(on.width * 0.5), deep * 2, 0.8)
    glitter = Image.new("L", sea.size, 0)
    glitter.paste(
        path.crop((0, deep // 2, path.width, deep // 2 + deep)), (int(sun_at * on.width) - path.width // 2, 0)
    )
    broken = ImageChops.multiply(glitter, ripples.point(lambda level: max(0, min(255, (level - 90) * 3))))
    sea.paste(Image.new("RGB", sea.size, on.hour.light), (0, 0), broken.point(lambda level: level * 4 // 5))
    on.image.paste(sea, (0, high))


def finish(on: Board) -> Image.Image:
    """Give the picture its grain and its darker corners."""
    tile = Image.frombytes("L", (300, 200), on.rng.randbytes(60_000))
    grain = Image.new("L", on.image.size)
    for x in range(0, on.width, 300):
        for y in range(0, on.height, 200):
            grain.paste(tile, (x, y))
    grain = grain.filter(ImageFilter.BoxBlur(0.6)).point(lambda level: 118 + level * 20 // 255)
    even = Image.merge("RGB", (grain, grain, grain))
    grained = ImageChops.add(on.image, even, 1.0, -128)
    corners = (
        Image.radial_gradient("L").resize(on.image.size).point(lambda level: max(0, level - 120) * 2 // 5)
    )
    grained.paste(Image.new("RGB", on.image.size, mix(on.hour.near, (20, 20, 30), 0.5)), (0, 0), corners)
    return grained
