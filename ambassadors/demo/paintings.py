"""Pictures for the demonstration: invented landscapes where real ambassadors would send their photos."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from .brushes import (
    FINE,
    Board,
    board,
    clouds,
    finish,
    haze,
    land,
    skyline,
    smooth,
    sun,
    texture,
    trees,
    water,
)
from .pigments import HOURS, mix

QUALITY = 82


def paint(kind: str, seed: str, width: int, height: int) -> bytes:
    """Paint a landscape of a kind as a JPEG; the same seed paints the same one."""
    chance = Random(f"{kind}:{seed}")  # nosec B311 # paints a picture, guards nothing
    scene = SCENES.get(kind, hills)
    hours = [hour for rank, hour in enumerate(HOURS) if rank != SNOW or kind in ("mountain", "hills")]
    on = board(f"{kind}:{seed}:picture", chance.choice(hours), width, height)
    scene(on)
    out = BytesIO()
    finish(on).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


SNOW = 5


def _ridges(on: Board, first: float, last: float, count: int, rise: float, waves: float = 1.4) -> None:
    """Paint hills one behind the other, from the haze to what is near."""
    for rank in range(count):
        share = rank / max(1, count - 1)
        line = skyline(
            on, first + (last - first) * share, rise * (1.15 - share / 2), (waves, waves * 2.3, waves * 5)
        )
        colour = mix(on.hour.far, mix(on.hour.near, on.hour.meadow, 0.35 + 0.3 * (rank % 2)), share**1.2)
        land(
            on,
            line,
            mix(colour, on.hour.light, 0.10),
            mix(colour, on.hour.near, 0.25),
            grain=0.12 + 0.3 * share,
        )
        if share > 0.3:
            trees(on, line, 0.012 + 0.035 * share, int(20 + 50 * share), mix(colour, on.hour.near, 0.5))
        if share < 0.8:
            haze(on, line[80][1] + 0.07, 0.13, int(95 * (1 - share)))


def hills(on: Board) -> None:
    """Paint wooded hills, one behind the other."""
    sun(on, 0.55)
    clouds(on, 0.6)
    _ridges(on, 0.52, 0.93, 6, 0.13)


def mountain(on: Board) -> None:
    """Paint a range with its snow, over a valley."""
    sun(on, 0.45)
    clouds(on, 0.45)
    for base, rise, share in ((0.56, 0.36, 0.12), (0.64, 0.38, 0.4)):
        line = skyline(on, base, rise, (1.6, 3.7, 8.3, 17), rough=0.004, sharp=True)
        rock = mix(on.hour.far, on.hour.near, share)
        inside = land(on, line, mix(rock, on.hour.cloud, 0.12), mix(rock, on.hour.horizon, 0.35), grain=0.35)
        _snow(on, inside, min(y for _, y in line), rise)
    haze(on, 0.64, 0.16, 150)
    _ridges(on, 0.68, 0.95, 4, 0.09, 1.1)


def _snow(on: Board, inside: Image.Image, summit: float, rise: float) -> None:
    """Let snow lie in the heights, broken by rock."""
    limit = Image.new("L", on.image.size, 0)
    depth = int(rise * 0.75 * on.height)
    ramp = Image.linear_gradient("L").point(lambda level: 255 - level).resize((on.width, depth))
    limit.paste(ramp, (0, int(summit * on.height)))
    patches = Image.blend(on.noise(90, 26), on.noise(30, 80), 0.5)
    broken = Image.blend(limit, patches, 0.5).point(lambda level: max(0, min(235, (level - 118) * 14)))
    cover = Image.new("L", on.image.size, 0)
    cover.paste(broken, (0, 0), inside)
    on.lay(Image.new("RGB", on.image.size, mix(on.hour.cloud, on.hour.zenith, 0.12)), cover)


def sea(on: Board) -> None:
    """Paint the open sea, a headland, a beach, a sail."""
    level = on.rng.uniform(0.5, 0.58)
    at = sun(on, level)
    clouds(on, level)
    side = 1 if at < 0.5 else -1
    for rank in range(2):
        line = skyline(on, level + 0.012, 0.10 - 0.03 * rank, (0.8, 2.1, 6), rough=0.002)
        reach = 0.62 - 0.22 * rank
        fall = [(x, y + max(0.0, ((1 - x) if side > 0 else x) - (1 - reach)) * 0.9) for x, y in line]
        colour = mix(on.hour.far, on.hour.near, 0.2 + 0.35 * rank)
        land(on, [(x, min(y, level + 0.02)) for x, y in fall], colour, colour, grain=0.2)
    water(on, level, at)
    _sails(on, level)
    shore = skyline(on, on.rng.uniform(0.93, 1.0), 0.10, (0.6, 1.7))
    sand = mix((222, 196, 156), on.hour.far, 0.25)
    land(on, [(x, y - 0.012) for x, y in shore], mix(on.hour.cloud, on.hour.light, 0.3), sand)
    land(on, shore, mix(sand, on.hour.near, 0.10), mix(sand, on.hour.near, 0.35), grain=0.18)


def _sails(on: Board, level: float) -> None:
    mask = on.stencil()
    draw = ImageDraw.Draw(mask)
    for _ in range(on.rng.randint(0, 3)):
        x, y = (
            on.rng.uniform(0.1, 0.9) * on.width * FINE,
            (level + on.rng.uniform(0.01, 0.07)) * on.height * FINE,
        )
        tall = on.rng.uniform(0.02, 0.05) * on.height * FINE
        draw.polygon([(x, y), (x, y - tall), (x + tall * 0.45, y - tall * 0.08)], fill=245)
        draw.polygon([(x - 3, y), (x - 3, y - tall * 0.8), (x - tall * 0.3, y - tall * 0.08)], fill=215)
        draw.rectangle((x - tall * 0.3, y, x + tall * 0.4, y + tall * 0.07), fill=150)
    on.lay(Image.new("RGB", on.image.size, mix(on.hour.cloud, (255, 255, 255), 0.6)), smooth(mask))


def plain(on: Board) -> None:
    """Paint fields that run to the horizon, a steeple, poplars."""
    level = on.rng.uniform(0.48, 0.58)
    sun(on, level)
    clouds(on, level)
    far = skyline(on, level, 0.03, (0.7, 1.9))
    land(on, far, mix(on.hour.far, on.hour.horizon, 0.3), on.hour.meadow)
    _fields(on, level)
    haze(on, level + 0.02, 0.10, 120)
    _steeple(on, level)
    trees(on, far, 0.022, 60, mix(on.hour.far, on.hour.near, 0.55))
    hedge = skyline(on, level + 0.16, 0.025, (0.8, 2.3))
    trees(on, hedge[:: 3 if on.rng.random() < 0.5 else 2], 0.04, 46, mix(on.hour.meadow, on.hour.near, 0.75))


def _fields(on: Board, level: float) -> None:
    """Lay strips of crops that meet at the horizon."""
    vanishing = (on.rng.uniform(0.25, 0.75) * on.width, (level - 0.03) * on.height)
    crops = [on.hour.meadow, mix(on.hour.meadow, on.hour.light, 0.45), mix(on.hour.meadow, on.hour.near, 0.35),
             mix(on.hour.light, on.hour.far, 0.35), mix(on.hour.near, on.hour.far, 0.4)]  # fmt: skip  # one palette
    ground = Image.new("RGB", on.image.size, on.hour.meadow)
    draw, edge = ImageDraw.Draw(ground), -1.4
    while edge < 2.4:
        wide = on.rng.uniform(0.10, 0.34)
        foot = [(edge * on.width, on.height * 1.02), ((edge + wide) * on.width, on.height * 1.02)]
        draw.polygon([vanishing, *foot], fill=on.rng.choice(crops))
        edge += wide
    veil = Image.linear_gradient("L").point([max(0, 190 - level * 2) for level in range(256)])
    below = int((level + 0.004) * on.height)
    mask = Image.new("L", on.image.size, 0)
    mask.paste(veil.resize((on.width, on.height - below)), (0, below))
    ground.paste(Image.new("RGB", ground.size, mix(on.hour.horizon, on.hour.meadow, 0.25)), (0, 0), mask)
    whole = texture(on, ground.filter(ImageFilter.GaussianBlur(0.8)), 0.32)
    on.image.paste(whole.crop((0, below, on.width, on.height)), (0, below))


def _steeple(on: Board, level: float) -> None:
    """Set a village on the horizon."""
    mask = on.stencil()
    draw = ImageDraw.Draw(mask)
    x, y = on.rng.uniform(0.15, 0.85) * on.width * FINE, (level + 0.01) * on.height * FINE
    unit = on.height * FINE * 0.012
    for rank in range(-5, 6):
        left, tall = x + rank * unit * 1.7, unit * on.rng.uniform(1.0, 1.9)
        draw.polygon(
            [
                (left, y),
                (left, y - tall),
                (left + unit * 0.9, y - tall - unit * 0.8),
                (left + unit * 1.8, y - tall),
                (left + unit * 1.8, y),
            ],
            fill=on.rng.randint(170, 245),
        )
    draw.polygon(
        [
            (x, y),
            (x, y - unit * 4),
            (x + unit * 0.7, y - unit * 7),
            (x + unit * 1.4, y - unit * 4),
            (x + unit * 1.4, y),
        ],
        fill=255,
    )
    on.lay(Image.new("RGB", on.image.size, mix(on.hour.far, on.hour.near, 0.45)), smooth(mask))


def river(on: Board) -> None:
    """Paint a river that winds between wooded banks."""
    level = on.rng.uniform(0.44, 0.5)
    at = sun(on, level)
    clouds(on, level)
    _ridges(on, level, level + 0.1, 3, 0.13)
    sky = on.image.copy()
    water(on, level + 0.05, at)
    flow = on.image
    on.image = sky
    for side in (0, 1):
        line = _bank(on, level + 0.05, side)
        colour = mix(on.hour.meadow, on.hour.near, 0.2 + 0.2 * side)
        mask = on.stencil()
        corner = [(side * on.width * FINE, on.height * FINE)]
        ImageDraw.Draw(mask).polygon([*line, *corner], fill=255)
        flow.paste(
            texture(
                on, on.gradient(mix(colour, on.hour.horizon, 0.35), mix(colour, on.hour.near, 0.45)), 0.4
            ),
            (0, 0),
            smooth(mask),
        )
    on.image = flow
    for side in (0, 1):
        line = [(x / on.width / FINE, y / on.height / FINE) for x, y in _bank(on, level + 0.05, side)]
        for rank, size in ((4, 0.022), (10, 0.035), (17, 0.055), (23, 0.075)):
            near = [(x + (0.05 if side else -0.05) * (rank / 12), y + 0.01) for x, y in line[rank : rank + 6]]
            trees(on, near, size, 16, mix(on.hour.meadow, on.hour.near, 0.6 + rank / 80))
    haze(on, level + 0.06, 0.1, 110)


def _bank(on: Board, top: float, side: int) -> list[tuple[float, float]]:
    """Return a bank from the horizon to the bottom corner, winding more and more widely."""
    bend = Random(f"{on.width}{top}")  # nosec B311 # as above
    middle, sway = bend.uniform(0.4, 0.6), bend.choice((-0.16, 0.16))
    points = []
    for step in range(33):
        near = (step / 32) ** 1.7
        centre = middle + sway * near * (1 - near) * 4 * (1 if step < 22 else 0.9)
        half = 0.004 + 0.34 * near**1.3
        x = centre + (half if side else -half)
        points.append((x * on.width * FINE, (top + (1.02 - top) * near) * on.height * FINE))
    edge = side * on.width * FINE
    return [(edge, top * on.height * FINE), *points]


def city(on: Board) -> None:
    """Paint roofs and chimneys under hills, a steeple above them, lit windows when the light falls."""
    sun(on, 0.5)
    clouds(on, 0.5)
    _ridges(on, 0.5, 0.56, 2, 0.14)
    haze(on, 0.6, 0.16, 120)
    _steeple(on, 0.63)
    for row in range(4):
        _street(on, 0.66 + row * 0.1, row)
    trees(on, skyline(on, 1.0, 0.04, (0.8, 2)), 0.07, 26, mix(on.hour.meadow, on.hour.near, 0.7))


def _street(on: Board, base: float, row: int) -> None:
    """Line up houses: walls, tiled or slated roofs, windows."""
    draw = ImageDraw.Draw(on.image)
    walls = [mix(on.hour.light, on.hour.far, share) for share in (0.15, 0.3, 0.45)]
    tiles = [
        mix((166, 92, 66), on.hour.far, 0.45 - row * 0.1),
        mix((96, 102, 116), on.hour.far, 0.45 - row * 0.1),
    ]
    lit = on.hour.sun < 0.15
    x = -on.rng.uniform(0, 0.05) * on.width
    while x < on.width:
        wide = on.width * on.rng.uniform(0.035, 0.06) * (1 + row * 0.35)
        tall = on.height * on.rng.uniform(0.06, 0.12) * (1 + row * 0.3)
        top, foot = base * on.height - tall, on.height
        wall = mix(on.rng.choice(walls), on.hour.near, 0.10 + 0.05 * on.rng.random())
        draw.rectangle((x, top, x + wide, foot), fill=wall)
        draw.rectangle((x + wide * 0.8, top, x + wide, foot), fill=mix(wall, on.hour.near, 0.16))
        roof, pitch = on.rng.choice(tiles), tall * on.rng.uniform(0.22, 0.42)
        draw.polygon(
            [
                (x - 3, top + 1),
                (x + wide * 0.16, top - pitch),
                (x + wide * 0.84, top - pitch),
                (x + wide + 3, top + 1),
            ],
            fill=roof,
        )
        draw.rectangle(
            (x + wide * 0.6, top - pitch * 1.45, x + wide * 0.7, top - pitch * 0.6), fill=mix(roof, wall, 0.4)
        )
        _windows(on, draw, (x, top, wide, tall), lit)
        x += wide * on.rng.uniform(0.96, 1.12)


def _windows(
    on: Board, draw: ImageDraw.ImageDraw, house: tuple[float, float, float, float], lit: bool
) -> None:
    x, top, wide, tall = house
    across = max(2, int(wide / 26))
    for floor in range(3):
        for rank in range(across):
            left = x + wide * (rank + 0.3) / across
            high = top + tall * (0.16 + 0.3 * floor)
            glow = lit and on.rng.random() < 0.35
            pane = (255, 214, 140) if glow else mix(on.hour.zenith, on.hour.near, 0.55)
            draw.rectangle((left, high, left + wide * 0.32 / across, high + tall * 0.16), fill=pane)


SCENES: dict[str, Callable[[Board], None]] = {
    "hills": hills,
    "sea": sea,
    "plain": plain,
    "city": city,
    "mountain": mountain,
    "river": river,
}
