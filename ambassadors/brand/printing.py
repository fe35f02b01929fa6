"""Draws the picture of a shared page. Loaded when one is asked for and not kept yet, never at start."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from ambassadors.brand.landscape import landscape_svg
from ambassadors.brand.postcard import HEIGHT, WIDTH, Postcard
from ambassadors.brand.raster import painted
from ambassadors.core.oklch import Oklch, to_hex
from ambassadors.core.palette import LIGHT, Palette
from ambassadors.core.storage import read
from ambassadors.territories.fonts import HOUSE, PAIRINGS

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
INTER = VENDOR / "inter" / "inter-latin-wght-normal.woff2"

MARGIN, VIEW, BAND = (
    72,
    268,
    10,
)  # pixels: round the words, of landscape above them, of the brand's colour between
KICKER, FOOT = 30, 32  # sizes of letters
LARGEST, SMALLEST, STEP = 76, 40, 4
LEADING = 1.16
INK, QUIET = "#211d19", to_hex(Oklch(0.42, 0.015, 65))
QUALITY = 86
VEIL = 0.74  # white under it leaves white letters more than 7:1
LOGO, PLATE = (220, 44), 8


def draw(card: Postcard) -> bytes:
    """Return the picture as a JPEG; the same card draws the same bytes."""
    palette = Palette.from_brand(card.colour)
    cover = _sent(card.cover)
    image = _on_photo(cover) if cover else _under_landscape(card, palette)
    kicked, ink, quiet = ("#ffffff",) * 3 if cover else (palette.light.accent_text, INK, QUIET)
    pen = ImageDraw.Draw(image)
    band = (MARGIN, VIEW, MARGIN + 96, VIEW + BAND - 1) if cover else (0, VIEW, WIDTH, VIEW + BAND - 1)
    pen.rectangle(band, fill=palette.dark.accent_text if cover else palette.light.accent)
    top = VIEW + BAND + 30
    kicker = fitted_line(f"{card.kicker} · {card.name}" if card.kicker else card.name, _inter(KICKER, 600))
    pen.text((MARGIN, top), kicker, fill=kicked, font=_inter(KICKER, 600))
    foot = HEIGHT - 34 - FOOT
    _title(pen, card, top + KICKER + 20, foot - 14, ink)
    pen.text((MARGIN, foot), "Ambassadeurs", fill=quiet, font=_face(HOUSE, FOOT, 600))
    _seal(image, _sent(card.logo))
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _sent(key: str | None) -> Image.Image | None:
    """Return a picture that the territory sent; without it, the card is drawn as if there were none."""
    if key is None:
        return None
    try:
        return ImageOps.exif_transpose(Image.open(BytesIO(read(key)))).convert("RGBA")
    except (FileNotFoundError, OSError):
        return None


def _under_landscape(card: Postcard, palette: Palette) -> Image.Image:
    """Return the paper of the words, under the landscape drawn for the page."""
    image = Image.new("RGB", (WIDTH, HEIGHT), to_hex(LIGHT.papers[1]))
    svg = landscape_svg(card.seed, palette.hue, card.scene, width=WIDTH, height=VIEW + 120)
    image.paste(painted(svg, WIDTH, VIEW + 120).crop((0, 0, WIDTH, VIEW)), (0, 0))
    return image


def _on_photo(cover: Image.Image) -> Image.Image:
    """Return a crop of a photo, veiled where words will be: white letters read on it, whatever it shows."""
    image = ImageOps.fit(cover, (WIDTH, HEIGHT), Image.Resampling.LANCZOS).convert("RGB")
    veil = Image.new("L", (1, HEIGHT))
    for y in range(HEIGHT):
        veil.putpixel((0, y), round(255 * VEIL * min(1.0, max(0.0, (y - VIEW / 3) / (VIEW * 2 / 3)))))
    image.paste("#100d0a", (0, 0), veil.resize((WIDTH, HEIGHT)))
    return image


def _seal(image: Image.Image, logo: Image.Image | None) -> None:
    """Lay the logo of the territory at the foot, on a plate that suits it as the pages do."""
    if logo is None:
        return
    logo = ImageOps.contain(logo, LOGO, Image.Resampling.LANCZOS)
    left, top = WIDTH - MARGIN - logo.width, HEIGHT - 24 - logo.height
    plate = (left - PLATE, top - PLATE, left + logo.width + PLATE, top + logo.height + PLATE)
    ImageDraw.Draw(image).rounded_rectangle(plate, radius=PLATE, fill="#ffffff")
    image.paste(logo, (left, top), logo)


def _title(pen: ImageDraw.ImageDraw, card: Postcard, top: int, bottom: int, ink: str) -> None:
    font, lines = fitted(card.title, WIDTH - 2 * MARGIN, bottom - top, card.fonts)
    for rank, line in enumerate(lines):
        pen.text((MARGIN, top + rank * font.size * LEADING), line, fill=ink, font=font)


def fitted(
    text: str, width: int, height: int, fonts: str = HOUSE
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest letters in which a text holds in a box, and its lines; beyond, it ends on «…»."""
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        font = _face(fonts, size, 560)
        lines = list(broken(text, font, width))
        if len(lines) * size * LEADING <= height:
            return font, lines
    font = _face(fonts, SMALLEST, 560)
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


@lru_cache(maxsize=64)
def _face(fonts: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return the face of the titles of a pairing: some of them are drawn for each size."""
    font = ImageFont.truetype(VENDOR / PAIRINGS[fonts].preloaded[1], size)
    by_size = len(font.get_variation_axes()) > 1
    font.set_variation_by_axes([min(144, size), weight] if by_size else [weight])
    return font


@lru_cache(maxsize=8)
def _inter(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(INTER, size)
    font.set_variation_by_axes([weight])
    return font
