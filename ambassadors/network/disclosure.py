"""What an author owes to readers: any link to the territory's bodies, in words that stand alone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A tie, as the person ticks it and as readers are told of it."""

    ticked: str
    told: str


LINKS = {
    "employee": Link(
        "Je travaille pour une collectivité ou un organisme public du territoire.",
        "Travaille pour une collectivité ou un organisme public du territoire.",
    ),
    "elected": Link("J’y exerce un mandat électif.", "Exerce un mandat électif sur le territoire."),
    "paid": Link(
        "Je suis rémunéré ou rémunérée pour parler du territoire.",
        "Est payé ou payée pour parler du territoire.",
    ),
    "gift": Link(
        "J’ai reçu un cadeau ou un avantage d’un organisme du territoire.",
        "A reçu un cadeau ou un avantage d’un organisme du territoire.",
    ),
}


def compose(links: list[str], words: str) -> str:
    """Return the disclosure as it is shown: a line for each link, then the author's own words."""
    lines = [link.told for key, link in LINKS.items() if key in links]
    return "\n".join([*lines, words.strip()]).strip()


def parse(disclosure: str) -> tuple[list[str], str]:
    """Return the links and the words that a disclosure was composed of."""
    by_line = {link.told: key for key, link in LINKS.items()}
    links, words = [], []
    for line in disclosure.splitlines():
        (links.append(by_line[line]) if line in by_line else words.append(line))
    return links, "\n".join(words).strip()
