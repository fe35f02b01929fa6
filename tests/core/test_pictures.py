"""What becomes of the files people send as pictures."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import FileStorage

from ambassadors.core import derivatives, renditions, storage
from ambassadors.core.picture import NOT_A_PICTURE, PictureRefused
from ambassadors.core.pictures import (
    EMPTY,
    HEIC,
    LARGEST_FILE,
    OTHER_FORMAT,
    SVG,
    TOO_HEAVY,
    accept_picture,
    read_picture,
)
from tests.factories.pictures import a_bomb, a_picture


def sent(data: bytes, name: str = "photo.jpg") -> FileStorage:
    return FileStorage(BytesIO(data), filename=name)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_four_formats_are_kept_as_jpeg(kind: str) -> None:
    picture = read_picture(sent(a_picture(300, 200, kind)))
    assert (picture.width, picture.height, picture.extension) == (300, 200, "jpg")
    assert opened(picture.data).format == "JPEG"


def test_the_name_decides_nothing() -> None:
    assert read_picture(sent(a_picture(40, 30, "PNG"), "page.html")).width == 40


def test_the_longest_side_is_bounded() -> None:
    picture = read_picture(sent(a_picture(3000, 1000)))
    assert (picture.width, picture.height) == (2400, 800)
    assert read_picture(sent(a_picture(1000, 3000)), longest=600).height == 600


def test_a_transparent_logo_stays_transparent() -> None:
    out = BytesIO()
    Image.new("RGBA", (80, 40), (200, 30, 30, 0)).save(out, "PNG")
    picture = read_picture(sent(out.getvalue()))
    assert picture.extension == "webp"
    assert opened(picture.data).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]  # a pixel of RGBA


def test_sixteen_bits_of_grey_are_not_burnt() -> None:
    out = BytesIO()
    Image.new("I;16", (20, 20), 128 * 256).save(out, "PNG")
    grey = opened(read_picture(sent(out.getvalue())).data).convert("L").getpixel((10, 10))
    assert 124 <= grey <= 132  # type: ignore[operator]  # one number


def test_the_camera_is_turned_upright_then_forgotten() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    exif[0x010F] = "Appareil de Claire"
    exif.get_ifd(0x8825)[2] = (45.0, 9.0, 30.0)  # where the photo was taken
    out = BytesIO()
    Image.new("RGB", (120, 60), "#336699").save(out, "JPEG", exif=exif, comment=b"a note")
    picture = read_picture(sent(out.getvalue()))
    assert (picture.width, picture.height) == (60, 120)
    image = opened(picture.data)
    assert not image.getexif() and "comment" not in image.info
    assert b"Claire" not in picture.data and b"Exif" not in picture.data


def test_a_bomb_is_refused_by_its_pixels() -> None:
    with pytest.raises(PictureRefused, match="50 millions de pixels"):
        read_picture(sent(a_bomb()))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", SVG),
        (b"<?xml version='1.0'?>\n<svg/>", SVG),
        (b"\xef\xbb\xbf <!doctype html><script>alert(1)</script>", NOT_A_PICTURE),
        (b"juste du texte", NOT_A_PICTURE),
        (b"GIF89a" + bytes(40), OTHER_FORMAT),
        (b"%PDF-1.7" + bytes(40), OTHER_FORMAT),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", HEIC),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), NOT_A_PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(50), NOT_A_PICTURE),
    ],
)
def test_what_is_no_picture_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(PictureRefused) as refusal:
        read_picture(sent(data, "photo.png"))
    assert refusal.value.message == why


def test_half_a_picture_is_refused() -> None:
    whole = a_picture(400, 300)
    with pytest.raises(PictureRefused, match="abîmée"):
        read_picture(sent(whole[: len(whole) // 2]))


def test_a_png_with_a_text_that_swells_does_not_break_the_reading() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    png = a_picture(20, 20, "PNG")
    swollen = chunk(b"zTXt", b"x\x00\x00" + zlib.compress(bytes(80_000_000)))
    with pytest.raises(PictureRefused):
        read_picture(sent(png[:33] + swollen + png[33:]))


def test_a_heavy_file_says_so_before_it_is_decoded() -> None:
    with pytest.raises(PictureRefused) as refusal:
        read_picture(sent(bytes(LARGEST_FILE + 1)))
    assert refusal.value.too_heavy and refusal.value.message == TOO_HEAVY


def test_it_is_stored_under_a_name_nobody_can_guess(app: Flask) -> None:
    first = accept_picture(sent(a_picture(90, 60)), "essais")
    second = accept_picture(sent(a_picture(90, 60)), "essais")
    assert first.key != second.key and first.key.startswith("essais/") and first.key.endswith(".jpg")
    assert opened(storage.read(first.key)).size == (first.width, first.height) == (90, 60)


def test_renditions_stand_beside_the_original_and_can_be_made_twice(app: Flask) -> None:
    stored = accept_picture(sent(a_picture(1200, 800)), "essais")
    derivatives.derive(stored.key)
    derivatives.derive(stored.key)
    sizes = {
        (width, extension): opened(storage.read(renditions.rendition_key(stored.key, width, extension))).size
        for width in renditions.WIDTHS
        for extension in renditions.FORMATS
    }
    assert sizes[480, "avif"] == sizes[480, "webp"] == sizes[480, "jpg"] == (480, 320)
    assert sizes[960, "avif"] == (960, 640)
    assert sizes[1600, "avif"] == (1200, 800), "an original is never made larger"
    storage.delete(renditions.every_key(stored.key))
    assert not list(Path(app.config["MEDIA_STORE"]).glob(f"{stored.key.rpartition('.')[0]}*"))


@pytest.mark.parametrize(
    ("width", "offered"),
    [(300, [480]), (900, [480, 960]), (1200, [480, 960, 1600]), (2400, [480, 960, 1600])],
)
def test_a_page_offers_no_width_for_nothing(width: int, offered: list[int]) -> None:
    assert renditions.widths_of(width) == offered
