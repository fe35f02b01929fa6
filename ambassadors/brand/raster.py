"""A drawn landscape as pixels: only what `landscape` draws is read. Loaded when a picture is made, never at start."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageChops, ImageColor, ImageDraw

from ambassadors.brand.outlines import Point, outlines

EDGE = 180  # what the radial gradient of Pillow holds half-way along an edge: its corner is 255
FINE = 2  # masks are drawn twice as large, so that edges are smooth
_TAG = re.compile(r"<(/?)([A-Za-z]+)([^>]*?)/?>")
_NAMED = re.compile(r'([\w-]+)="([^"]*)"')
_URL = re.compile(r"url\(#(.+)\)")

Stop = tuple[float, str, float]
Box = tuple[int, int, int, int]


@dataclass
class Sheet:
    """A picture under way, and what its drawing declared."""

    image: Image.Image
    stops: dict[str, list[Stop]] = field(default_factory=dict)
    round: set[str] = field(default_factory=set)
    clips: dict[str, str] = field(default_factory=dict)
    clip: Image.Image | None = None


def painted(svg: str, width: int, height: int) -> Image.Image:
    """Return the pixels of a landscape drawn at this size."""
    sheet = Sheet(Image.new("RGB", (width, height), "#ffffff"))
    inside = ""
    for closing, tag, rest in _TAG.findall(svg):
        said = dict(_NAMED.findall(rest))
        if tag in ("linearGradient", "radialGradient", "clipPath"):
            inside = "" if closing else said["id"]
            if tag == "radialGradient" and inside:
                sheet.round.add(inside)
        elif tag == "stop":
            stop = (float(said["offset"]), said["stop-color"], float(said.get("stop-opacity", 1)))
            sheet.stops.setdefault(inside, []).append(stop)
        elif tag == "g":
            sheet.clip = None if closing else _mask(sheet, sheet.clips[_name(said["clip-path"])])
        elif tag == "path" and inside:
            sheet.clips[inside] = said["d"]
        elif tag in ("path", "circle", "ellipse"):
            _lay(sheet, tag, said)
    return sheet.image


def _name(reference: str) -> str:
    found = _URL.fullmatch(reference)
    return found[1] if found else ""


def _empty(sheet: Sheet) -> Image.Image:
    return Image.new("L", (sheet.image.width * FINE, sheet.image.height * FINE), 0)


def _fine(points: list[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _mask(sheet: Sheet, path: str, line: float = 0.0) -> Image.Image:
    """Return where a path fills, or where its line goes."""
    fine = _empty(sheet)
    draw = ImageDraw.Draw(fine)
    for points in outlines(path):
        if line:
            draw.line(_fine(points), fill=255, width=max(1, round(line * FINE)), joint="curve")
        elif len(points) > 2:
            draw.polygon(_fine(points), fill=255)
    return fine.reduce(FINE)


def _oval(sheet: Sheet, said: dict[str, str]) -> Image.Image:
    fine = _empty(sheet)
    x, y = float(said["cx"]), float(said["cy"])
    rx, ry = float(said.get("rx") or said["r"]), float(said.get("ry") or said["r"])
    ImageDraw.Draw(fine).ellipse(_fine([(x - rx, y - ry), (x + rx, y + ry)]), fill=255)
    return fine.reduce(FINE)


def _lay(sheet: Sheet, tag: str, said: dict[str, str]) -> None:
    """Paint one shape."""
    fill = said["fill"]
    if fill == "none":
        mask, colour = _mask(sheet, said["d"], float(said["stroke-width"])), said["stroke"]
        opacity = float(said.get("stroke-opacity", 1))
    else:
        mask, colour = (_mask(sheet, said["d"]) if tag == "path" else _oval(sheet, said)), fill
        opacity = float(said.get("fill-opacity", 1))
    if sheet.clip is not None:
        mask = ImageChops.multiply(mask, sheet.clip)
    if opacity < 1:
        mask = mask.point(lambda level: round(level * opacity))
    gradient = _name(colour)
    box = mask.getbbox()
    if box is None:
        return
    if not gradient:
        sheet.image.paste(colour, (0, 0), mask)
    elif gradient in sheet.round:
        _halo(sheet, sheet.stops[gradient], said)
    else:
        _fade(sheet, sheet.stops[gradient], _extent(sheet, tag, said), mask)


def _extent(sheet: Sheet, tag: str, said: dict[str, str]) -> tuple[float, float]:
    """Return the top and the bottom of a shape, which its gradient spans; part of it may lie outside the picture."""
    if tag != "path":
        return 0.0, float(sheet.image.height)
    heights = [y for points in outlines(said["d"]) for _, y in points]
    return min(heights), max(heights)


def _fade(sheet: Sheet, stops: list[Stop], extent: tuple[float, float], mask: Image.Image) -> None:
    top, bottom = extent
    column = Image.new("RGB", (1, sheet.image.height))
    for y in range(sheet.image.height):
        column.putpixel((0, y), _between(stops, (y - top) / ((bottom - top) or 1)))
    sheet.image.paste(column.resize(sheet.image.size, Image.Resampling.NEAREST), (0, 0), mask)


def _between(stops: list[Stop], at: float) -> tuple[int, int, int]:
    """Return the colour of a gradient at a place."""
    before, after = stops[0], stops[-1]
    for one, other in pairwise(stops):
        if one[0] <= at <= other[0]:
            before, after = one, other
    span = (after[0] - before[0]) or 1
    share = min(1.0, max(0.0, (at - before[0]) / span))
    start, end = ImageColor.getrgb(before[1])[:3], ImageColor.getrgb(after[1])[:3]
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _halo(sheet: Sheet, stops: list[Stop], said: dict[str, str]) -> None:
    """Paint the light round the sun: one colour, thinner and thinner."""
    x, y, r = float(said["cx"]), float(said["cy"]), float(said["r"])
    size = max(2, round(2 * r))
    levels = [round(255 * _thinned(stops, distance / EDGE)) for distance in range(256)]
    glow = Image.radial_gradient("L").point(levels).resize((size, size), Image.Resampling.BICUBIC)
    mask = Image.new("L", sheet.image.size, 0)
    mask.paste(glow, (round(x - r), round(y - r)))
    sheet.image.paste(stops[0][1], (0, 0), mask)


def _thinned(stops: list[Stop], at: float) -> float:
    for one, other in pairwise(stops):
        if one[0] <= at <= other[0]:
            return one[2] + (other[2] - one[2]) * (at - one[0]) / ((other[0] - one[0]) or 1)
    return 0.0
