"""The living frames: what one has at the door there. The territory says it of itself; readers wish for it."""

from collections.abc import Iterable
from hashlib import sha256

FRAMES = {
    "mer": "La mer",
    "montagne": "La montagne",
    "campagne": "La campagne",
    "ville": "La ville",
    "soleil": "Le soleil",
    "proche-paris": "Proche de Paris",
    "frontiere": "Une frontière",
}
# What is drawn where there is no photo: nobody sees the sea at Le Puy.
SCENES = {"mer": ("sea",), "montagne": ("mountain",), "campagne": ("hills", "plain"), "ville": ("city",)}


def scene_of(slug: str, frames: Iterable[str]) -> str | None:
    """Return the kind of land drawn for a territory: of one of its frames, where it says them."""
    offered = [scene for frame in frames for scene in SCENES.get(frame, ())]
    return offered[sha256(slug.encode()).digest()[0] % len(offered)] if offered else None


def landscape_path(colour: str, slug: str, frames: Iterable[str] = ()) -> str:
    """Return the address of the landscape drawn for a territory."""
    scene = scene_of(slug, frames)
    return f"/paysages/{colour[1:].lower()}/{scene + '/' if scene else ''}{slug}.svg"
