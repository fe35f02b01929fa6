"""The charter that a new territory is offered: a beginning, for its managers to make theirs."""

from pathlib import Path

_TEXT = (Path(__file__).parent / "content" / "proposed.md").read_text(encoding="utf-8").strip()


def proposed_charter(name: str, at_name: str, of_name: str) -> str:
    """Return the text, with the territory's names in it."""
    return _TEXT.replace("{name}", name).replace("{at_name}", at_name).replace("{of_name}", of_name)
