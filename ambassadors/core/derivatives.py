"""The worker's side of photos: the same picture in the widths and formats that browsers choose from."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from .renditions import FORMATS, WIDTHS, rendition_key
from .storage import put_at, read

_OPTIONS: dict[str, dict[str, object]] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True},
}


def derive(key: str) -> None:
    """Write every rendition of an original beside it; done twice, it writes the same files again."""
    with Image.open(BytesIO(read(key))) as original:
        picture = original.convert("RGB")
    for width, resized in _resized(picture):
        for extension in FORMATS:
            out = BytesIO()
            resized.save(out, **_OPTIONS[extension])  # type: ignore[arg-type]  # options by format
            put_at(rendition_key(key, width, extension), out.getvalue())


def _resized(picture: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Go from the widest down, each made from the one before; an original is never made larger."""
    for width in sorted(WIDTHS, reverse=True):
        if picture.width > width:
            height = max(1, round(picture.height * width / picture.width))
            picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        yield width, picture
