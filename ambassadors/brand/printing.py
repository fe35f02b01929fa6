"""Draws the picture of a shared page. Loaded when one is asked for and not kept yet, never at start."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ambassadors.brand.landscape import landscape_svg
from ambassadors.brand.postcard import HEIGHT, WIDTH, Postcard
from ambassadors.brand.raster import painted
from ambassadors.core.oklch import Oklch, to_hex
from ambassadors.core.palette import LIGHT, Palette

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
FRAUNCES = VENDOR / "fraunces" / "fraunces-latin-opsz-normal.woff2"
INTER = VENDOR / "inter" / "inter-latin-wght-normal.woff2"

MARGIN, VIEW, BAND = (
    72,
    268,
    10,
)  # pixels: round the words, of landscape above them, of the brand's colour between
KICKER, FOOT = 30, 32  # sizes of letters
LARGEST, SMALLEST, STEP = 76, 40, 4
LEADING = 1.16
INK = "#211d19"
QUALITY = 86


def draw(card: Postcard) -> bytes:
    """Return the picture as a JPEG; the same card draws the same bytes."""
    palette = Palette.from_brand(card.colour)
    image = Image.new("RGB", (WIDTH, HEIGHT), to_hex(LIGHT.papers[1]))
    svg = landscape_svg(card.seed, palette.hue, card.scene, width=WIDTH, height=VIEW + 120)
    image.paste(painted(svg, WIDTH, VIEW + 120).crop((0, 0, WIDTH, VIEW)), (0, 0))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, VIEW, WIDTH, VIEW + BAND - 1), fill=palette.light.accent)
    top = VIEW + BAND + 30
    kicker = fitted_line(f"{card.kicker} · {card.name}" if card.kicker else card.name, _inter(KICKER, 600))
    pen.text((MARGIN, top), kicker, fill=palette.light.accent_text, font=_inter(KICKER, 600))
    foot = HEIGHT - 34 - FOOT
    _title(pen, card.title, top + KICKER + 20, foot - 14)
    pen.text((MARGIN, foot), "Ambassadeurs", fill=to_hex(Oklch(0.42, 0.015, 65)), font=_fraunces(FOOT, 600))
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _title(pen: ImageDraw.ImageDraw, title: str, top: int, bottom: int) -> None:
    font, lines = fitted(title, WIDTH - 2 * MARGIN, bottom - top)
    for rank, line in enumerate(lines):
        pen.text((MARGIN, top + rank * font.size * LEADING), line, fill=INK, font=font)


def fitted(text: str, width: int, height: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest letters in which a text holds in a box, and its lines; beyond, it ends on «…»."""
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        font = _fraunces(size, 560)
        lines = list(broken(text, font, width))
        if len(lines) * size * LEADING <= height:
            return font, lines
    font = _fraunces(SMALLEST, 560)
    most = int(height // (SMALLEST * LEADING))
    lines = list(broken(text, font, width))[:most]
    lines[-1] = fitted_line(f"{lines[-1]} …", font, width, always=True)
    return font, lines


def broken(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Break a text into lines between words, or within a word that is wider than a line."""
    line = ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if font.getlength(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        while font.getlength(word) > width:
            cut = next(at for at in range(len(word) - 1, 0, -1) if font.getlength(word[:at]) <= width)
            yield word[:cut]
            word = word[cut:]
        line = word
    if line:
        yield line


def fitted_line(
    text: str, font: ImageFont.FreeTypeFont, width: int = WIDTH - 2 * MARGIN, *, always: bool = False
) -> str:
    """Return a line that holds in a width, its end replaced by «…» where it is too long."""
    whole = text.removesuffix(" …")
    if not always and font.getlength(whole) <= width:
        return whole
    while whole and font.getlength(f"{whole.rstrip(' ,;:.')}…") > width:
        whole = whole[:-1]
    return f"{whole.rstrip(' ,;:.')}…"


@lru_cache(maxsize=32)
def _fraunces(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FRAUNCES, size)
    font.set_variation_by_axes([min(144, size), weight])
    return font


@lru_cache(maxsize=8)
def _inter(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(INTER, size)
    font.set_variation_by_axes([weight])
    return font
