"""What each block of a brand space holds, and why one holds nothing."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from ambassadors.access.actor import Role
from ambassadors.brand.cards import partner_cards, question_card, testimonial_card
from ambassadors.brand.composition import BLOCKS, call_of
from ambassadors.brand.queries import newest_voices
from ambassadors.core.storage import media_path
from ambassadors.dossier.queries.owners import owners_in
from ambassadors.dossier.queries.year import year_of
from ambassadors.network.queries.organisations import organisations_of
from ambassadors.network.queries.people import Speaker, speakers_in
from ambassadors.network.views.cards import person_card
from ambassadors.territories.grid import GUIDING_QUESTIONS
from ambassadors.territories.models import Territory

MOST_FACES, MOST_HIGHLIGHTS = 8, 4


class Lack(NamedTuple):
    """Why a block shows nothing, and where its manager can do something about it."""

    reason: str
    act: str
    leads_to: str


class Pictures(NamedTuple):
    """The pictures that a territory gave its page: where to fetch them, None for one it has not given."""

    logo: str | None
    cover: str | None


def pictures_of(territory: Territory) -> Pictures:
    """Return the pictures in place."""
    logo, cover = territory.logo_key, territory.cover_key
    return Pictures(media_path(logo) if logo else None, media_path(cover) if cover else None)


class Cover(NamedTuple):
    """A wide picture of the territory: its photo, or the landscape drawn for it, which shows nothing to describe."""

    href: str
    alt: str = ""
    credit: str = ""


def cover_of(territory: Territory, photo: str | None) -> Cover:
    """Return the photo at this address as the territory's cover, its landscape where there is none."""
    return (
        Cover(photo, territory.cover_alt, territory.cover_credit)
        if photo
        else Cover(territory.landscape_path)
    )


LACKS = {
    "signature": Lack("Aucune signature n’est écrite.", "L’écrire", BLOCKS["signature"].edited_on),
    "presentation": Lack("Aucune présentation n’est écrite.", "L’écrire", BLOCKS["presentation"].edited_on),
    "not_for": Lack("Rien n’est écrit ici.", "L’écrire", BLOCKS["not_for"].edited_on),
    "strengths": Lack("Aucun atout n’est écrit.", "En écrire un", "/marque/composition#atouts"),
    "voices": Lack("Aucun témoignage n’est encore publié.", "Inviter une personne", "/equipe/inviter"),
    "questions": Lack("Aucune question n’a encore de réponse.", "Voir la file", "/moderation"),
    "people": Lack("Personne n’a encore rejoint le cercle.", "Inviter une personne", "/equipe/inviter"),
    "highlights": Lack(
        "Aucun temps fort à venir dans le dossier.", "En ajouter un", "/dossier/temps-forts/agenda"
    ),
    "partners": Lack(
        "Aucun organisme n’est encore présenté.", "En ajouter un", "/organisations"
    ),
    "call": Lack("Le territoire est en pause ou fermé : ce bouton ne mènerait à rien.", "", ""),
}  # fmt: skip  # one line a block reads better

Content = dict[str, Any]


def fill(
    territory: Territory,
    day: date,
    segment: str | None = None,
    kinds: Collection[str] = BLOCKS,
    photo: str | None = None,
) -> Content:
    """Return what blocks hold, by kind; what holds nothing is falsy. Only what is asked for is read.

    photo: the address of the cover's photo, if there is one.
    """
    voices = newest_voices(territory.id, segment) if {"voices", "questions"} & set(kinds) else []
    speakers = speakers_in(territory.id) if {"people", "partners"} & set(kinds) else []
    content: Content = {
        "signature": territory.signature,
        "cover": cover_of(territory, photo),
        "presentation": territory.presentation_html,
        "not_for": territory.not_for_html,
        "strengths": territory.strengths,
        "doors": GUIDING_QUESTIONS,
        "voices": [testimonial_card(voice, territory) for voice in voices if voice.kind == "testimonial"],
        "questions": [question_card(voice) for voice in voices if voice.kind == "question"],
        "people": _people(speakers, segment),
        "call": call_of(territory),
        "contact": {"email": territory.contact_email},
    }
    if "highlights" in kinds:
        content["highlights"] = [one for one in year_of(territory.id, day) if not one.is_past(day)][
            :MOST_HIGHLIGHTS
        ]
    if "partners" in kinds:
        houses, owners = organisations_of(territory.id), owners_in(territory.id)
        content["partners"] = partner_cards(houses, owners.values(), speakers)
    return content


def _people(speakers: list[Speaker], segment: str | None) -> Content:
    """Return the faces of the circle, those who answer a segment first; nothing where there are none."""
    circle = [speaker for speaker in speakers if speaker.role == Role.AMBASSADOR]
    circle.sort(key=lambda speaker: segment not in speaker.segments)
    shown = [person_card(speaker) for speaker in circle[:MOST_FACES]]
    return {"cards": shown, "count": len(circle)} if circle else {}


def lack_of(kind: str, content: Mapping[str, Any]) -> Lack | None:
    """Return why a block shows nothing to readers; None where it does show."""
    return None if content[kind] else LACKS[kind]
