"""A picture once it is ours, and how one is refused."""

from base64 import b64encode
from dataclasses import dataclass

from .storage import put

FORMATS = ("JPEG", "PNG", "WebP", "AVIF")

NOT_A_PICTURE = (
    "Ce fichier n’est pas une image, quel que soit son nom. Envoyez une image JPEG, PNG, WebP ou AVIF."
)


class PictureRefused(Exception):
    """A file that is not kept; its text says why, in French, to the person who sent it."""

    def __init__(self, message: str, *, too_heavy: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.too_heavy = too_heavy


@dataclass(frozen=True)
class Picture:
    """A picture re-encoded by us, not stored yet."""

    data: bytes
    extension: str
    width: int
    height: int

    @property
    def data_uri(self) -> str:
        """Return the picture inside an address: shown in a preview, kept nowhere."""
        kind = "jpeg" if self.extension == "jpg" else self.extension
        return f"data:image/{kind};base64,{b64encode(self.data).decode()}"

    def store(self, folder: str) -> "StoredPicture":
        """Write it under a name nobody can guess; the row that names it comes after."""
        return StoredPicture(put(self.data, folder, self.extension), self.width, self.height)


@dataclass(frozen=True)
class StoredPicture:
    """Where a picture is kept, and its size in pixels."""

    key: str
    width: int
    height: int
