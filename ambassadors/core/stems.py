"""Words reduced to what their forms share, so that «l’école» finds «écoles», typed with accents or without."""

import re
from functools import lru_cache
from threading import local

import snowballstemmer

from .slugs import without_accents

LONGEST = 40  # of a word kept in an index
REMEMBERED = 20_000

# Small words that say nothing of what a text is about; `keywords` leaves them out.
_SMALL = (
    "a afin ai ainsi alors apres as assez au aucun aucune aussi autre autres aux avant avec avez avoir avons"
    " beaucoup bien bonjour c car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment"
    " d dans de des dois doit donc dont du elle elles en encore entre envers es est et etait etes etre eu"
    " eux fait faire faut fois h hors ici il ils j je l la le les leur leurs lors lui m ma mais me meme memes merci"
    " mes moi moins mon n ne ni nos notre nous on ont ou par parmi pas pendant peu peut peux plus plusieurs"
    " pour pourquoi pourra pouvez pouvoir puis qu quand que quel quelle quelles quels quelque qui quoi s sa"
    " sans se selon sera ses si soi soit sommes son sont sous suis sur t ta te tes toi ton tous tout toute"
    " toutes tres trop trouver trouve tu un une va vais vers veut veux voir vos votre vous y"
)
STOP_WORDS = frozenset(_SMALL.split())

# Forms that the stemmer would part, or would mix with another word. Folded, before anything else.
FORMS = {
    form: stem
    for stem, forms in {
        "an": "ans",
        "bail": "baux",
        "bel": "beau beaux belle belles",
        "bus": "bus",
        "foyer": "foyers",
        "gare": "gares",
        "loyer": "loyers",
        "mer": "mers",
        "mere": "meres",
        "nouvel": "nouveau nouveaux nouvelle nouvelles",
        "oeil": "yeux",
        "pays": "",
        "pere": "peres",
        "prix": "",
        "temps": "",
        "travail": "travaux travailler travaille travailles travaillent travaillait travaillez travaillons",
        "velo": "velos",
        "vie": "vies",
        "vieil": "vieux vieille vieilles",
        "vivre": "vit vis vivent vivez vivons vivais vivait vivaient vivra vivrai vivrais vivant",
        "voisin": "voisins voisine voisines voisinage",
    }.items()
    for form in (stem, *forms.split())
}

# «l’», «d’», «qu’»: the piece before the apostrophe is no word.
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’ʼ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_PLURAL_AUX = re.compile(r"(?<=[^e])aux$")

_own = local()


def stems(text: str) -> list[str]:
    """Return the stem of each word of a text, in its order, small words included."""
    folded = without_accents(_ELIDED.sub(" ", text)).lower()
    return [stem_of(word) for word in _WORD.findall(folded)]


def keywords(text: str) -> list[str]:
    """Return the stems of the words that carry the meaning of a text, each once, in their order."""
    folded = without_accents(_ELIDED.sub(" ", text)).lower()
    words = (word for word in _WORD.findall(folded) if word not in STOP_WORDS and len(word) > 1)
    return list(dict.fromkeys(map(stem_of, words)))


def stem_of(word: str) -> str:
    """Return the stem of one word, which must be in lower case and without accents."""
    if word in FORMS:
        return FORMS[word]
    return _stem(word) if len(word) <= LONGEST else word[:LONGEST]


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    single = _singular(word)
    return _remembered(FORMS.get(single, single))


def _singular(word: str) -> str:
    """Drop the mark of the plural, then the second e of a feminine participle."""
    if len(word) > 3 and word[-1] in "sx":
        word = _PLURAL_AUX.sub("al", word) if word.endswith("aux") else word[:-1]
    return word.removesuffix("e") if word.endswith("ee") else word


def _remembered(word: str) -> str:
    # The stemmer keeps the word at hand in itself, so threads may not share one.
    if not hasattr(_own, "stem"):
        _own.stem = lru_cache(REMEMBERED)(snowballstemmer.stemmer("french").stemWord)
    stem: str = _own.stem(word)
    return stem
