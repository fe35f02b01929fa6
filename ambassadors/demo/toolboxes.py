"""The demonstration's toolboxes: painted visuals and ready sentences."""

from ambassadors.core.clock import standing_at
from ambassadors.core.decoding import decode
from ambassadors.core.storage import put
from ambassadors.toolbox.models import FOLDER, PREVIEW_SIDE, PRIVATE, Tool
from ambassadors.toolbox.service import Said, add_tool

from .cast import Cast
from .paintings import paint
from .reading import Row, instant

WIDTH, HEIGHT = 1200, 800


def make_tool(cast: Cast, slug: str, row: Row) -> Tool:
    """Put one thing in a toolbox."""
    visual = "painted" in row
    said = Said(
        row["title"],
        row.get("text", "").strip(),
        alt=row.get("alt", ""),
        credit="Image peinte pour la démonstration" if visual else "",
        file=_painted(row["painted"], f"{slug}-{row['title']}") if visual else {},
    )
    with standing_at(instant(row["at"])):
        author = cast.people[row["author"]].as_actor()
        return add_tool(author, cast.territories[slug], "visual" if visual else "phrase", said)


def _painted(kind: str, seed: str) -> Row:
    picture = paint(kind, seed, WIDTH, HEIGHT)
    return {
        "file_key": put(picture, FOLDER, PRIVATE),
        "preview_key": put(decode(picture, PREVIEW_SIDE).data, FOLDER, f"jpg.{PRIVATE}"),
        "extension": "jpg",
        "size": len(picture),
        "width": WIDTH,
        "height": HEIGHT,
    }
