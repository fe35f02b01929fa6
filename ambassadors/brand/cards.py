"""Records as the cards of the templates want them."""

from collections.abc import Iterable
from typing import Any

from ambassadors.access.actor import Role
from ambassadors.core.storage import media_path
from ambassadors.core.typography import french
from ambassadors.dossier.queries.owners import Owner
from ambassadors.network.queries.organisations import OrganisationLine
from ambassadors.network.queries.people import Speaker
from ambassadors.territories.frames import landscape_path
from ambassadors.territories.grid import THEMES
from ambassadors.territories.models import Territory
from ambassadors.territories.queries import TerritoryLine

from .queries import Voice

Card = dict[str, Any]

LEVEL_LABELS = {
    "commune": "Commune",
    "epci": "Intercommunalité",
    "departement": "Département",
    "region": "Région",
}
STATE_LABELS = {"preparing": "En préparation", "open": None, "paused": "En pause", "closed": "Fermé"}


def landscape(colour: str, seed: str) -> str:
    """Return the address of the landscape drawn for a name in a colour."""
    return f"/paysages/{colour[1:].lower()}/{seed}.svg"


def where_of(territory: Territory) -> list[str]:
    """Say what a territory is, where, and how many live there, from the official geography."""
    place = territory.place
    around = [part for part in place.context.split(", ") if not part[0].isdigit() and part[0].isupper()]
    if territory.region and territory.region_id != place.id:
        around.append(territory.region.name)
    said = [LEVEL_LABELS[territory.level], ", ".join(dict.fromkeys(around))]
    if place.population:
        said.append(french(f"{place.population:,} habitants".replace(",", " ")))
    return [part for part in said if part]


def testimonial_card(voice: Voice, territory: Territory | None = None) -> Card:
    """Return a testimonial as a card: its first photo, else the landscape of its own."""
    colour = territory.colour if territory else (voice.colour or "#2f6f62")
    return {
        "href": voice.path,
        "title": voice.title,
        "lead": voice.lead,
        "author": voice.speaker,
        "date": voice.published_at,
        "territory_name": voice.territory_name,
        "image_href": media_path(voice.picture_key)
        if voice.picture_key
        else landscape(colour, f"{voice.id}-{voice.slug}"),
        "image_alt": "",
    }


def question_card(voice: Voice) -> Card:
    """Return a question as a card."""
    return {
        "href": voice.path,
        "title": voice.title,
        "excerpt": voice.lead,
        "theme": THEMES.get(voice.theme or ""),
        "author": voice.speaker,
        "date": voice.published_at,
        "answers": voice.answers or 0,
        "territory_name": voice.territory_name,
    }


def territory_card(line: TerritoryLine) -> Card:
    """Return a territory as a card, with its cover or the landscape drawn for it."""
    cover = (
        media_path(line.cover_key) if line.cover_key else landscape_path(line.colour, line.slug, line.frames)
    )
    return {
        "href": line.path,
        "name": line.name,
        "kind": LEVEL_LABELS[line.level],
        "area": line.region if line.level != "region" else None,
        "tagline": line.tagline,
        "state": STATE_LABELS[line.state],
        "image_href": cover,
        "image_alt": "",
    }


def partner_cards(
    organisations: Iterable[OrganisationLine], owners: Iterable[Owner], speakers: Iterable[Speaker]
) -> list[Card]:
    """Return organisations, each with the themes it answers for and the people who speak in its name."""
    speaking = [speaker for speaker in speakers if speaker.role == Role.PARTNER]
    answered = {owner.theme: owner.organisation_id for owner in owners}
    return [
        {
            "name": one.name,
            "kind": one.kind_label,
            "logo_href": media_path(one.logo_key) if one.logo_key else None,
            "themes": [(theme, label) for theme, label in THEMES.items() if answered.get(theme) == one.id],
            "people": [
                {"name": person.name, "href": person.path}
                for person in speaking
                if person.organisation_id == one.id
            ],
        }
        for one in organisations
    ]
