"""Where to go once signed in: a page of this site, whatever the address says."""

from urllib.parse import urlsplit

HOME = "/compte"
LONGEST = 500


def inside(target: str | None, default: str = HOME) -> str:
    """Return a path of this site, or the default for anything that could lead out of it."""
    target = target or ""
    if not target.startswith("/") or target[1:2] in ("/", "\\") or len(target) > LONGEST:
        return default
    if "\\" in target or any(character.isspace() or not character.isprintable() for character in target):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else target
