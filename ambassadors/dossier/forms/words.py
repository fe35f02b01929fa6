"""A cell in words, to be compared or read beside another version of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ambassadors.dossier.fact import facts_of
from ambassadors.dossier.picture import pictures_of

from .cell import CellForm, Content
from .facts import NAMES, Typed, as_typed


def draft_shape(stored: Mapping[str, Any]) -> Content:
    """Return what a revision keeps in the shape of a draft."""
    return {
        "text": stored.get("text") or "",
        "facts": [as_typed(fact) for fact in facts_of(stored.get("facts") or ())],
        "pictures": [picture.stored() for picture in pictures_of(stored.get("pictures") or ())],
    }


def readable(content: Content) -> list[tuple[str, str]]:
    """Return every text under its label, in the order people read it."""
    return [("Texte", content["text"]), *_facts(content["facts"]), *_pictures(content["pictures"])]


def _facts(facts: Sequence[Typed]) -> Iterator[tuple[str, str]]:
    """Name each fact by what it measures, so that one that moved is not told as changed."""
    met: Counter[str] = Counter()
    for fact in facts:
        if not any(fact.get(name) for name in NAMES):
            continue
        name = fact.get("label") or "sans nom"
        met[name] += 1
        yield f"Fait : {name}" + (f" ({met[name]})" if met[name] > 1 else ""), _fact(fact)


def _fact(fact: Typed) -> str:
    said = {name: fact.get(name) or "" for name in NAMES}
    measured = " ".join(filter(None, (said["value"], said["unit"])))
    source = ", ".join(filter(None, (said["source_name"], said["dated"])))
    lines = [measured, f"Source : {source}" if source else "", said["source_url"]]
    if said["past_value"]:
        lines.append(f"Auparavant : {said['past_value']} ({said['past_dated']})")
    return "\n".join(filter(None, [*lines, said["series"]]))


def _pictures(pictures: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for number, picture in enumerate(pictures_of(pictures), 1):
        shown = "décorative" if picture.decorative else picture.alt or "sans description"
        credit = f"\nCrédit : {picture.credit}" if picture.credit else ""
        yield f"Image {number}", f"{shown}{credit}\n({picture.key.rpartition('/')[2]})"


def side_by_side(mine: CellForm, theirs: CellForm) -> list[dict[str, Any]] | None:
    """Return the fields of my page that read otherwise in theirs; None where the rows are not the same ones."""
    if len(mine.rows) != len(theirs.rows) or _keys(mine) != _keys(theirs):
        return None
    pairs = [(mine.text, theirs.text)]
    for own, other in zip(mine.rows, theirs.rows, strict=True):
        pairs += [(own.fields[name], other.fields[name]) for name in NAMES]
    for number, other_number in zip(mine.numbers, theirs.numbers, strict=True):
        pairs += [
            (mine[f"p{number}_{name}"], theirs[f"p{other_number}_{name}"]) for name in ("alt", "credit")
        ]
    return [
        {
            "name": own.name,
            "label": str(own.label.text),
            "text": other.data or "",
            "values": [other.data or ""],
        }
        for own, other in pairs
        if (own.data or "") != (other.data or "")
    ]


def _keys(form: CellForm) -> list[str]:
    return [picture["key"] for picture in form.content()["pictures"]]
