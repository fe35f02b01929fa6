"""A picture of a cell: where it is kept, what it shows, who made it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ambassadors.core.renditions import MEDIA_TYPES, rendition_key, widths_of
from ambassadors.core.storage import media_path

LONGEST_ALT, LONGEST_CREDIT = 250, 120


@dataclass(frozen=True)
class CellPicture:
    """A re-encoded original; `derived` once the worker has made its renditions beside it."""

    key: str
    width: int
    height: int
    alt: str = ""
    decorative: bool = False
    credit: str = ""
    derived: bool = False

    def stored(self) -> dict[str, Any]:
        """Return it as a cell keeps it in JSON."""
        return asdict(self)

    @property
    def shown(self) -> dict[str, Any]:
        """Return it as templates show a photo, in the sizes a browser may choose from once they are made."""
        record: dict[str, Any] = {
            "href": media_path(self.key),
            "alt": "" if self.decorative else self.alt,
            "width": self.width,
            "height": self.height,
            "credit": self.credit,
        }
        if not self.derived:
            return record
        sources = [(MEDIA_TYPES[extension], self._srcset(extension)) for extension in ("avif", "webp")]
        largest = media_path(rendition_key(self.key, widths_of(self.width)[-1], "jpg"))
        return record | {"href": largest, "srcset": self._srcset("jpg"), "sources": sources}

    def _srcset(self, extension: str) -> str:
        return ", ".join(
            f"{media_path(rendition_key(self.key, width, extension))} {min(width, self.width)}w"
            for width in widths_of(self.width)
        )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "CellPicture":
        """Read it back from a cell's JSON."""
        return cls(
            key=str(row["key"]),
            width=int(row["width"]),
            height=int(row["height"]),
            alt=str(row.get("alt") or ""),
            decorative=bool(row.get("decorative")),
            credit=str(row.get("credit") or ""),
            derived=bool(row.get("derived")),
        )


def pictures_of(rows: Sequence[Mapping[str, Any]]) -> list[CellPicture]:
    """Read the pictures of a cell."""
    return [CellPicture.of(row) for row in rows]
