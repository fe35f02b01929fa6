"""Pictures people send: decoded within bounds, turned upright, stripped of everything but their pixels."""

from importlib import import_module
from typing import IO, Any, Protocol

from .picture import NOT_A_PICTURE, Picture, PictureRefused, StoredPicture

LARGEST_FILE = 20 * 1024 * 1024  # bytes
LONGEST_SIDE = 2400  # pixels
ACCEPT = "image/jpeg,image/png,image/webp,image/avif"

TOO_HEAVY = "Ce fichier pèse plus de 20 Mo. Réduisez-le, puis envoyez-le à nouveau."
EMPTY = "Ce fichier est vide."
SVG = "Les dessins SVG ne sont pas acceptés, car ils peuvent contenir du code. Envoyez une image JPEG, PNG, WebP ou AVIF."
HEIC = "Le format HEIC n’est pas accepté. Exportez la photo en JPEG, puis envoyez-la à nouveau."
OTHER_FORMAT = "Ce format n’est pas accepté. Envoyez une image JPEG, PNG, WebP ou AVIF."

_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


class SentFile(Protocol):
    """What is needed of an uploaded file (werkzeug's FileStorage has it)."""

    stream: IO[bytes]


def read_picture(sent: SentFile, *, longest: int = LONGEST_SIDE, portable: bool = False) -> Picture:
    """Check a file and re-encode it, its longest side bounded; raise PictureRefused.

    `portable`: what is transparent becomes a PNG, that every program opens, in place of a lighter WebP.
    """
    data = _bounded(sent.stream)
    _refuse_by_content(data)
    # Pillow is heavy and only these requests need it: the web loads it here, the first time (decisions.md 34).
    decoding: Any = import_module("ambassadors.core.decoding")
    picture: Picture = decoding.decode(data, longest, portable=portable)
    return picture


def accept_picture(sent: SentFile, folder: str, *, longest: int = LONGEST_SIDE) -> StoredPicture:
    """Check a file, re-encode it and store it; raise PictureRefused."""
    return read_picture(sent, longest=longest).store(folder)


def _bounded(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    data = stream.read(LARGEST_FILE + 1)
    stream.seek(0)  # the form reads it again, to know the same sending when it comes twice
    if len(data) > LARGEST_FILE:
        raise PictureRefused(TOO_HEAVY, too_heavy=True)
    if not data:
        raise PictureRefused(EMPTY)
    return data


def _refuse_by_content(data: bytes) -> None:
    """Give the frequent refusals their own words; whatever passes is still decoded before it is believed."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<"):
        raise PictureRefused(SVG if b"<svg" in head else NOT_A_PICTURE)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS and b"avif" not in data[8:40]:
        raise PictureRefused(HEIC)
    if head.startswith((b"gif8", b"bm", b"ii*\x00", b"mm\x00*", b"%pdf")):
        raise PictureRefused(OTHER_FORMAT)
