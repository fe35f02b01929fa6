"""The prompts on which a portrait is told: fixed, ordered, some required."""

from dataclasses import dataclass

LONGEST = 6000


@dataclass(frozen=True)
class Prompt:
    """One thing an ambassador is asked to tell."""

    slug: str
    label: str
    hint: str
    required: bool = False


DIFFICULT = "moins-facile"

PROMPTS = (
    Prompt(
        "paris",
        "Avant : où, et combien de temps ?",
        "Votre quartier ou votre ville d’avant, le temps que vous y avez passé.",
    ),
    Prompt("partir", "Pourquoi partir ?", "Le déclic, ou ce qui pesait depuis longtemps."),
    Prompt(
        "ici",
        "Pourquoi ici ?",
        "Un hasard, une famille, un poste, une carte de France dépliée sur la table…",
    ),
    Prompt(
        "organisation",
        "Comment le départ s’est-il organisé ?",
        "La décision, le logement, l’emploi, l’école : ce qui a pris du temps, ce qui a été simple.",
    ),
    Prompt(
        "quotidien",
        "Votre quotidien aujourd’hui",
        "Une journée ordinaire, de semaine ou de week-end.",
        required=True,
    ),
    Prompt("jaime", "Ce que j’aime", "Ce que vous ne voudriez plus perdre."),
    Prompt(
        DIFFICULT,
        "Ce qui est moins facile",
        "Chaque territoire a son côté difficile : le dire aide vraiment. Cette partie ne peut pas être retirée.",
        required=True,
    ),
    Prompt("adresses", "Mes bonnes adresses", "Un marché, une librairie, un sentier, un café."),
    Prompt("conseils", "Mes conseils à qui hésite", "Ce que vous auriez aimé qu’on vous dise."),
)
