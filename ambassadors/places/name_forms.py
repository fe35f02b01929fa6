"""The French forms of a place's name: «au Mans», «en Aveyron», «dans l’agglomération du Bassin de Brive».

They are proposals: a territory stores its own, and its managers correct them.
"""

import re
from dataclasses import dataclass

from ambassadors.places.hand_forms import DEPARTEMENTS, REGIONS
from ambassadors.places.models import Level, Place

# INSEE's codes of the articles of names (TNCC) that a name's first word does not tell.
ELIDED = 1
AUX = 6

_ARTICLE = re.compile(r"(?P<article>Le|Les) (?P<rest>.+)")
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
_EPCI = re.compile(r"(?P<kind>CC|CA|CU) (?P<rest>.+)")
_LINK = re.compile(r"(?:de la |de l’|du |des |de |d’)")
_BRAND = re.compile(r"\b(?:agglo|agglomération|agglopôle|communauté|intercom|métropole)\b", re.IGNORECASE)
_FEMININE = re.compile(r"(?:Métropole|Communauté)\b")
_ELIDED_BODY = re.compile(r"(?:Eurométropole|Agglo|Agglomération)\b")
_KINDS = {"CC": "la communauté de communes", "CA": "l’agglomération", "CU": "la communauté urbaine"}


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name alone, where one lives, and what comes from there."""

    name: str
    at: str
    of: str


def proposed_forms(place: Place) -> NameForms:
    """Propose the forms of a place's name."""
    if place.level is Level.EPCI:
        return epci_forms(place.name)
    table = {Level.DEPARTEMENT: DEPARTEMENTS, Level.REGION: REGIONS}.get(place.level, {})
    if place.code in table:
        at, of = table[place.code]
        return NameForms(place.name, join(at, place.name), join(of, place.name))
    return town_forms(place.name, place.type_liaison)


def join(preposition: str, name: str) -> str:
    """Put a preposition before a name, without a space after an apostrophe."""
    return f"{preposition}{name}" if preposition.endswith("’") else f"{preposition} {name}"


def town_forms(name: str, liaison: int = 0) -> NameForms:
    """Propose the forms of a commune: «Le» and «Les» contract, «La» and «L’» stay."""
    if liaison == AUX:
        rest = name.removeprefix("Aux ")
        return NameForms(name, f"aux {rest}", f"des {rest}")
    if match := _ARTICLE.fullmatch(name):
        at, of = {"Le": ("au", "du"), "Les": ("aux", "des")}[match["article"]]
        return NameForms(name, f"{at} {match['rest']}", f"{of} {match['rest']}")
    return NameForms(name, f"à {name}", join("d’" if liaison == ELIDED else "de", name))


def epci_forms(name: str) -> NameForms:
    """Propose the forms of an EPCI from its legal name, whose first letters tell its kind."""
    match = _EPCI.fullmatch(name)
    kind, rest = (match["kind"], match["rest"]) if match else ("", name)
    if body := body_forms(rest):
        return body
    linked = _LINK.match(rest)
    if not linked and (not kind or _BRAND.search(rest)):
        return town_forms(rest, ELIDED if _VOWEL.match(rest) else 0)
    bare = rest[linked.end() :] if linked else rest
    return NameForms(bare[0].upper() + bare[1:], f"dans {_KINDS[kind]} {rest}", f"de {_KINDS[kind]} {rest}")


def body_forms(name: str) -> NameForms | None:
    """Propose the forms of a name that says itself what it is: «Métropole de Lyon»."""
    if _FEMININE.match(name):
        return NameForms(name, f"dans la {name}", f"de la {name}")
    if _ELIDED_BODY.match(name):
        return NameForms(name, f"dans l’{name}", f"de l’{name}")
    return None
