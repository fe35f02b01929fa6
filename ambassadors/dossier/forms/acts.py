"""What the buttons of a cell's form do to what is typed: rows added, removed, put in order."""

from ambassadors.dossier.fact import MOST_FACTS

from .cell import CellForm, Content

ANCHORS = {
    "add-fact": "#faits",
    "drop-fact": "#faits",
    "pictures": "#images",
    "up": "#images",
    "down": "#images",
    "drop-picture": "#images",
}


def acted(form: CellForm, act: str, target: str) -> Content:
    """Return what was typed as a button leaves it; an act that names nothing changes nothing."""
    content = form.content()
    if act == "add-fact" and len(content["facts"]) < MOST_FACTS:
        return content | {"facts": [*content["facts"], {}]}
    if act == "drop-fact":
        kept = [row.typed for row in form.rows if row.prefix != f"f{target}"]
        return content | {"facts": kept}
    if act == "drop-picture":
        return content | {"pictures": [one for one in content["pictures"] if one["key"] != target]}
    if act in ("up", "down"):
        return content | {"pictures": _moved(content["pictures"], target, -1 if act == "up" else 1)}
    return content


def _moved(pictures: list[dict[str, object]], key: str, step: int) -> list[dict[str, object]]:
    order = list(pictures)
    here = next((place for place, picture in enumerate(order) if picture["key"] == key), None)
    if here is not None:
        order.insert(min(max(here + step, 0), len(order) - 1), order.pop(here))
    return order
