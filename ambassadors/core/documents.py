"""Documents people send: PDF files that only show pages, checked before they are kept."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from .pictures import EMPTY, LARGEST_FILE, TOO_HEAVY, SentFile

NOT_A_PDF = "Ce fichier n’est pas un document PDF entier. Exportez-le à nouveau, puis renvoyez-le."
LOCKED = "Ce PDF est protégé par un mot de passe. Envoyez-le sans protection."
ACTIVE = "Ce PDF contient du code, un formulaire ou des fichiers joints. Exportez-le en PDF simple, puis renvoyez-le."

_TAIL = 2048  # bytes in which a PDF ends
_MOST_INFLATED = 32 * 1024 * 1024  # bytes of packed objects that are looked into
_HEAD = re.compile(rb"%PDF-[12]\.\d")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
_ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z])"
)


class DocumentRefused(Exception):
    """A file that is not kept; its text says why, in French, to the person who sent it."""

    def __init__(self, message: str, *, too_heavy: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.too_heavy = too_heavy


@dataclass(frozen=True)
class Document:
    """A PDF that passed, as it was sent."""

    data: bytes


def is_pdf(sent: SentFile) -> bool:
    """Tell whether a file says that it is a PDF, whatever its name says."""
    sent.stream.seek(0)
    head = sent.stream.read(8)
    sent.stream.seek(0)
    return head.startswith(b"%PDF-")


def read_document(sent: SentFile) -> Document:
    """Check a PDF; raise DocumentRefused."""
    sent.stream.seek(0)
    data = sent.stream.read(LARGEST_FILE + 1)
    sent.stream.seek(0)  # the form reads it again, to know the same sending when it comes twice
    if len(data) > LARGEST_FILE:
        raise DocumentRefused(TOO_HEAVY, too_heavy=True)
    if not data:
        raise DocumentRefused(EMPTY)
    _check_ends(data)
    for part in _plain_parts(data):
        words = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _ENCRYPTED.search(words):
            raise DocumentRefused(LOCKED)
        if _ACTS.search(words):
            raise DocumentRefused(ACTIVE)
    return Document(data)


def _check_ends(data: bytes) -> None:
    """Refuse what does not begin and end as a PDF: another format in disguise, half a file."""
    end = _START.search(data[-_TAIL:])
    if not _HEAD.match(data) or end is None or not 0 < int(end[1]) < len(data):
        raise DocumentRefused(NOT_A_PDF)


def _plain_parts(data: bytes) -> Iterator[bytes]:
    """Yield what holds objects: all that is outside streams, then the objects packed in some of them."""
    yield _STREAM.sub(b"stream endstream", data)
    left = _MOST_INFLATED
    for found in _STREAM.finditer(data):
        if b"/ObjStm" not in data[max(0, found.start() - 400) : found.start()]:
            continue
        try:
            inflated = zlib.decompressobj().decompress(found[1], left)
        except zlib.error as broken:
            raise DocumentRefused(NOT_A_PDF) from broken
        left -= len(inflated)
        if left <= 0:
            raise DocumentRefused(NOT_A_PDF)
        yield inflated
