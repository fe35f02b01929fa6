"""The pairings of fonts that a territory may choose from: each is ours to serve, and free to use."""

from typing import NamedTuple


class Pairing(NamedTuple):
    """A face for titles and one for texts."""

    label: str
    feeling: str
    preloaded: tuple[str, ...]  # of static/vendor: what a page shows first


HOUSE = "fraunces"
_INTER = "inter/inter-latin-wght-normal.woff2"

# The house's own is in tokens.css; each other has its sheet, css/fonts/<name>.css.
PAIRINGS = {
    HOUSE: Pairing(
        "Fraunces et Inter",
        "Chaleureux, un peu ancien : le magazine que l’on garde.",
        (_INTER, "fraunces/fraunces-latin-opsz-normal.woff2"),
    ),
    "source": Pairing(
        "Source Serif et Source Sans",
        "Sobre et serré : à l’aise dans les textes longs.",
        (
            "source-sans-3/source-sans-3-latin-wght-normal.woff2",
            "source-serif-4/source-serif-4-latin-wght-normal.woff2",
        ),
    ),
    "bricolage": Pairing(
        "Bricolage Grotesque et Inter",
        "Franc et contemporain : une marque qui parle haut.",
        (_INTER, "bricolage-grotesque/bricolage-grotesque-latin-wght-normal.woff2"),
    ),
}
