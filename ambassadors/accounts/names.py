"""Names that people show: theirs, and never one that could pass for the team's or a local body's."""

import re
from unicodedata import category, name, normalize

from ambassadors.core.slugs import without_accents

SHORTEST, LONGEST = 2, 80

OURS = "Ce nom pourrait être pris pour celui de l’équipe ou d’un organisme. Choisissez votre prénom, par exemple."
# Whole words, once accents and case are folded.
_RESERVED = re.compile(
    r"\b(?:moderat\w*|administra\w*|admin|webmestre|webmaster|support|assistance|officiel(?:le)?s?|equipes?"
    r"|mairies? d(?:e|u|es)?|prefectures?|agglomerations?|communautes? (?:de|d|urbaine)|intercommunalite"
    r"|offices? d[eu]|(?:ville|commune|region|departement|territoire|metropole|pays|bassin|marque) d(?:e|u|es)?"
    r"|conseil (?:departemental|regional|municipal)|responsables?(?: de)? marque|ambassadeurs|compte supprime)\b"
)
# What remains when spaces, dots and figures for letters no longer hide it.
_HIDDEN = re.compile(r"moderat(?:ion|eur|rice)|administrat(?:ion|eur|rice)|comptesupprime")
_FIGURES = str.maketrans("013457@$", "oieastas")
_ADDRESS = re.compile(r"https?:|www\.|@.*\.|\.(?:com|fr|net|org)\b|\w\.[a-z]{2,}/")


def name_problem(text: str, *reserved: str) -> str | None:
    """Return why a name may not be shown, or None; `reserved` adds names, a territory's for one."""
    if not SHORTEST <= len(text.strip()) <= LONGEST:
        return f"Indiquez un nom de {SHORTEST} à {LONGEST} caractères."
    if not any(character.isalpha() for character in text):
        return "Indiquez un nom avec au moins une lettre."
    if any(category(character) in ("Cf", "Co", "Cn", "Cs") for character in text) or _mixes_scripts(text):
        return "Ce nom contient des caractères que l’on confond avec d’autres : écrivez-le simplement."
    if _ADDRESS.search(text.lower()):
        return "Indiquez un nom, pas une adresse."
    return OURS if _imitates(text, reserved) else None


def _imitates(text: str, reserved: tuple[str, ...]) -> bool:
    folded = _folded(text)
    bare = re.sub(r"[^a-z]", "", folded.translate(_FIGURES))
    taken = {_folded(other) for other in reserved}
    return bool(_RESERVED.search(folded) or _HIDDEN.search(bare)) or folded in taken


def _folded(text: str) -> str:
    plain = without_accents(normalize("NFKC", text)).lower()
    return " ".join(re.sub(r"[^\w@$]+", " ", plain).split())


def _mixes_scripts(text: str) -> bool:
    """Tell a «mоderation» whose «о» is Cyrillic: letters of two alphabets in one name."""
    scripts = {name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH"}) > 1
