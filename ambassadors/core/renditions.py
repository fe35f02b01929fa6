"""The names of a photo's renditions: what the worker writes and what a page asks for."""

WIDTHS = (480, 960, 1600)
FORMATS = ("avif", "webp", "jpg")
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


def rendition_key(key: str, width: int, extension: str) -> str:
    """Return where a rendition of an original is kept: beside it."""
    return f"{key.rpartition('.')[0]}-{width}.{extension}"


def widths_of(width: int) -> list[int]:
    """Return the widths worth offering for an original: none wider than it but one."""
    narrower = [each for each in WIDTHS if each < width]
    return narrower if len(narrower) == len(WIDTHS) else [*narrower, WIDTHS[len(narrower)]]


def every_key(key: str) -> list[str]:
    """Return the keys of an original and of all its renditions, to delete them together."""
    return [key, *(rendition_key(key, width, extension) for width in WIDTHS for extension in FORMATS)]
