"""People and organisations as the cards of the templates want them."""

from collections.abc import Iterable
from typing import Any

from ambassadors.accounts.speaking import label_of
from ambassadors.core.storage import media_path
from ambassadors.network.models import ORGANISATION_KINDS
from ambassadors.network.queries.people import Speaker
from ambassadors.territories.grid import THEMES

Card = dict[str, Any]

MOST_THEMES = 3


def person_card(speaker: Speaker) -> Card:
    """Return somebody who speaks as a card."""
    return {
        "href": speaker.path,
        "name": speaker.name,
        "role": " · ".join(filter(None, [label_of(speaker.role), speaker.organisation])),
        "story": _story(speaker),
        "image_href": media_path(speaker.portrait_key) if speaker.portrait_key else None,
        "themes": [THEMES[theme] for theme in speaker.themes if theme in THEMES][:MOST_THEMES],
    }


def _story(speaker: Speaker) -> str | None:
    """Return where somebody comes from and since when they live here, as far as they say it."""
    said = [
        f"Venait de {speaker.from_place}" if speaker.from_place else "",
        f"ici depuis {speaker.here_since}" if speaker.here_since else "",
    ]
    story = ", ".join(filter(None, said))
    return story[:1].upper() + story[1:] or None


def organisation_cards(partners: Iterable[Speaker]) -> list[Card]:
    """Return the organisations that partners speak for, each with its people."""
    cards: dict[int | None, Card] = {}
    for partner in partners:
        card = cards.setdefault(
            partner.organisation_id,
            {
                "name": partner.organisation or "Acteur local",
                "kind": ORGANISATION_KINDS.get(partner.organisation_kind or ""),
                "logo_href": media_path(partner.organisation_logo) if partner.organisation_logo else None,
                "people": [],
            },
        )
        card["people"].append({"name": partner.name, "href": partner.path})
    return list(cards.values())
