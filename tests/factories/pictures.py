"""Files to send: pictures, and what passes for one."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def a_picture(width: int = 640, height: int = 400, kind: str = "JPEG") -> bytes:
    """Make the bytes of a picture with a gradient in it."""
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind)
    return out.getvalue()


def a_bomb() -> bytes:
    """Make a PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(3_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
