"""What each reason code of the charter means, and words to begin a message with: kind, concrete, never ready-made law."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """What a code covers; how to begin when one refuses, and when one asks for changes."""

    meaning: str
    refusing: str
    returning: str


WORDINGS = {
    "hors-sujet": Wording(
        "Ne parle pas de la vie sur le territoire, ou prépare un séjour touristique.",
        "Votre texte ne porte pas sur la vie quotidienne dans le territoire. Ce site accompagne les personnes"
        " qui pensent s’y installer ; pour préparer un séjour, l’office de tourisme vous répondra mieux que nous.",
        "Une partie de votre texte s’éloigne de la vie quotidienne dans le territoire."
        " Pouvez-vous le recentrer sur ce qui aiderait une personne qui pense s’y installer ?",
    ),
    "donnees-personnelles": Wording(
        "Nomme ou permet de reconnaître des personnes qui n’ont rien demandé, ou donne des coordonnées privées.",
        "Votre texte contient des informations qui permettent de reconnaître d’autres personnes."
        " Nous ne pouvons pas le publier sans leur accord.",
        "Votre texte contient des informations qui permettent de reconnaître d’autres personnes"
        " (nom, adresse, téléphone…). Pouvez-vous les retirer ou les rendre anonymes ?",
    ),
    "injure-haine": Wording(
        "Insulte, menace, ou s’en prend à des personnes pour ce qu’elles sont.",
        "Votre texte contient des propos injurieux ou haineux envers des personnes. La charte ne permet pas de les publier.",
        "Certains passages visent des personnes de façon blessante."
        " Vous pouvez dire votre désaccord ou votre déception, mais sans attaquer personne.",
    ),
    "publicite": Wording(
        "Promeut un commerce, un service ou une cause, sans lien avec une expérience vécue.",
        "Votre texte sert d’abord à promouvoir une activité. La charte réserve ce site aux expériences vécues"
        " et aux réponses désintéressées.",
        "Un passage ressemble à une publicité. Pouvez-vous retirer le lien ou l’offre,"
        " ou dire dans « transparence » ce qui vous lie à cette activité ?",
    ),
    "doublon": Wording(
        "La même chose est déjà publiée, par vous ou par quelqu’un d’autre.",
        "Un contenu identique est déjà publié sur ce territoire : le publier une seconde fois n’aiderait pas les lecteurs.",
        "Vous avez déjà publié un texte très proche. Pouvez-vous plutôt compléter le premier ?",
    ),
    "faux-ou-trompeur": Wording(
        "Affirme des faits inexacts, ou cache qui parle.",
        "Votre texte affirme des faits que nous savons inexacts, et des lecteurs pourraient décider d’après eux.",
        "Une affirmation nous semble inexacte. Pouvez-vous la vérifier, la dater ou citer votre source ?",
    ),
    "comparaison-denigrante": Wording(
        "Rabaisse un autre territoire pour mettre celui-ci en avant.",
        "Votre texte rabaisse un autre territoire. Ici, aucun territoire n’est présenté contre un autre.",
        "Un passage rabaisse un autre territoire. Pouvez-vous dire ce que vous vivez ici sans cette comparaison ?",
    ),
    "droit-image": Wording(
        "Montre des personnes ou des œuvres sans l’accord nécessaire.",
        "Une photo montre des personnes ou une œuvre sans que leur accord soit acquis. Nous ne pouvons pas la publier.",
        "Une photo montre des personnes reconnaissables. Pouvez-vous confirmer leur accord, ou choisir une autre photo ?",
    ),
    "illegal": Wording(
        "Enfreint un texte de loi.",
        "Votre texte contient un passage que la loi interdit de publier.",
        "Un passage de votre texte est contraire à la loi. Pouvez-vous le retirer ?",
    ),
    "qualite": Wording(
        "Trop court, peu lisible ou incomplet : quelques précisions suffiraient.",
        "",
        "Merci pour votre texte. Quelques précisions le rendraient plus utile :"
        " un exemple, une date, un ordre de grandeur.",
    ),
}


def suggestion(code: str, transition: str) -> str:
    """Return words to begin a message with, for a reason and what is being done."""
    wording = WORDINGS[code]
    return wording.returning if transition == "return" else wording.refusing
