"""What every mail of a territory bears: its names, and its colours as the layout of mails calls them."""

from functools import lru_cache
from typing import Any

from ambassadors.core.palette import Palette

from .models import Territory

NAMES = ("name", "at_name", "of_name", "on_name")


def letterhead(territory: Territory) -> dict[str, Any]:
    """Return what a mail's context says of the territory that it comes from."""
    return {"territory": {name: getattr(territory, name) for name in NAMES}} | _tint(territory.colour)


@lru_cache(maxsize=512)
def _tint(colour: str) -> dict[str, str]:
    palette = Palette.from_brand(colour)
    return {
        "tint": palette.light.accent,
        "on_tint": palette.light.on_accent,
        "tint_text": palette.light.accent_text,
        "tint_dark": palette.dark.accent_text,
    }
