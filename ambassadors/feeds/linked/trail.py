"""Where a page stands, as its breadcrumb says it."""

from collections.abc import Iterable

from markupsafe import Markup

from .node import block, node, page, words


def of_trail(trail: Iterable[tuple[str, str | None]]) -> Markup:
    """Tell the steps from the top to the page; the last one, the page itself, needs no address."""
    steps = [
        node("ListItem", position=number, name=words(label), item=page(path) if path else None)
        for number, (label, path) in enumerate(trail, 1)
    ]
    return block(node("BreadcrumbList", itemListElement=steps))
