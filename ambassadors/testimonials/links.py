"""What may tie an author to the bodies of the territory, and must be shown with the text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A tie, as the author ticks it and as readers are told of it."""

    ticked: str
    told: str


LINKS = {
    "employee": Link(
        "Je travaille pour une collectivité ou un organisme public du territoire.",
        "Travaille pour une collectivité ou un organisme public du territoire",
    ),
    "elected": Link("J’y exerce un mandat électif.", "Exerce un mandat électif sur le territoire"),
    "paid": Link(
        "J’ai reçu une rémunération pour ce témoignage.", "A reçu une rémunération pour ce témoignage"
    ),
    "gift": Link(
        "J’ai reçu un cadeau ou un avantage (repas, séjour, matériel…).", "A reçu un cadeau ou un avantage"
    ),
}
