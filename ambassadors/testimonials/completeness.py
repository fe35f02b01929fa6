"""What a testimonial needs before it is sent: each lack names the field of the editor where it is put right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .photo import Photo
from .prompts import PROMPTS

SHORTEST_TITLE, LONGEST_TITLE = 10, 140
SHORTEST_LEAD, LONGEST_LEAD = 40, 400
MOST_THEMES = 5
LONGEST_FACT = 120
LONGEST_DISCLOSURE = 2000
PHOTOS = "photos"


@dataclass(frozen=True)
class Lack:
    """Something to put right, and where."""

    field: str
    message: str


def part_field(slug: str) -> str:
    """Return the name of the field in which a prompt is answered."""
    return f"part_{slug.replace('-', '_')}"


def lacks(content: Mapping[str, Any], photos: Sequence[Photo] = ()) -> list[Lack]:
    """Return all that is missing of a text (in the shape of a snapshot) and its photos."""
    return [*_text_lacks(content), *_photo_lacks(photos)]


def _text_lacks(content: Mapping[str, Any]) -> Iterator[Lack]:
    title, lead, themes = content["title"].strip(), content["lead"].strip(), content["themes"]
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        yield Lack("title", f"Donnez un titre de {SHORTEST_TITLE} à {LONGEST_TITLE} caractères.")
    if not SHORTEST_LEAD <= len(lead) <= LONGEST_LEAD:
        yield Lack("lead", f"Résumez votre histoire en {SHORTEST_LEAD} à {LONGEST_LEAD} caractères.")
    for prompt in PROMPTS:
        if prompt.required and not content["parts"].get(prompt.slug, "").strip():
            yield Lack(part_field(prompt.slug), "Racontez cette partie : elle est attendue par vos lecteurs.")
    if not 1 <= len(themes) <= MOST_THEMES:
        yield Lack("themes", f"Choisissez de un à {MOST_THEMES} thèmes.")


def _photo_lacks(photos: Sequence[Photo]) -> Iterator[Lack]:
    for number, photo in enumerate(photos, 1):
        if not photo.alt.strip() and not photo.decorative:
            yield Lack(PHOTOS, f"Photo {number} : décrivez-la, ou cochez « décorative ».")
        if photo.rights_at is None:
            yield Lack(PHOTOS, f"Photo {number} : cochez l’accord des personnes reconnaissables.")
