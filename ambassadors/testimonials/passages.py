"""The passage of a portrait that speaks most of a theme: found when it is written, read as it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping

from ambassadors.core.stems import keywords
from ambassadors.core.text import to_plain

LONGEST = 300  # characters
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀÂÇÉÈÊÎÔÛ«])")

# The words by which people speak of a theme, besides its own name.
_WORDS = {
    "qualite-de-vie": "rythme calme temps stress santé médecin marché soir respirer bruit enfants école quotidien trajet",
    "cout-de-la-vie": "coûter prix euros cher budget essence salaire dépense chauffage facture épargne courses",
    "logement": "maison appartement louer loyer acheter propriétaire chambre jardin agence bail notaire travaux mètres carrés",
    "emploi": "poste salaire entreprise métier embauche recruter contrat télétravail employeur carrière candidature",
    "emploi-a-deux": "conjoint conjointe compagne compagnon mari femme deux couple poste emploi télétravail",
    "loisirs": "club sport association randonnée rugby chorale licence entraînement bénévole vélo piscine samedi",
    "vie-culturelle": "théâtre cinéma concert librairie médiathèque festival spectacle exposition musique café sortir",
    "temps-forts": "fête foire festival marché été carnaval saison vendange août décembre",
    "connexions": "train gare Paris heures autoroute avion voiture TER car aéroport mer montagne",
    "traditions": "accent cuisine fête patois village tradition habitude accueil anciens voisins langue",
    "nature": "forêt rivière montagne mer sentier champ ciel étoiles lac oiseaux jardin plage",
    "ville": "centre quartier commerce rue bus tram place marché piste cyclable immeuble vélo",
    "patrimoine": "pierre château église musée ancien monument abbaye siècle toit grange",
    "climat": "hiver été pluie soleil chaleur froid neige brouillard vent gel canicule humidité",
}
_STEMS = {theme: frozenset(keywords(words)) for theme, words in _WORDS.items()}


def passages(parts_html: Mapping[str, str], themes: Iterable[str]) -> dict[str, str]:
    """Return, for each theme that some words of the portrait speak of, the sentences that do it most."""
    windows = [(window, frozenset(keywords(window))) for window in _windows(parts_html)]
    found = {}
    for theme in themes:
        wanted = _STEMS.get(theme, frozenset())
        best = max(windows, key=lambda one: len(one[1] & wanted), default=None)
        if best and best[1] & wanted:
            found[theme] = best[0]
    return found


def _windows(parts_html: Mapping[str, str]) -> Iterator[str]:
    """Yield each run of two sentences at most that stays short; a long sentence stands alone, cut."""
    for html in parts_html.values():
        sentences = _SENTENCE.split(to_plain(html))
        for number, sentence in enumerate(sentences):
            following = sentences[number + 1] if number + 1 < len(sentences) else ""
            both = f"{sentence} {following}".strip()
            yield both if len(both) <= LONGEST else _cut(sentence)


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
