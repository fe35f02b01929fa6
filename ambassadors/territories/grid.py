"""The dossier's grid: four questions of the reader, fourteen themes, in the order every dossier keeps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """One of the fourteen themes."""

    slug: str
    label: str


@dataclass(frozen=True)
class GuidingQuestion:
    """A question of the reader, and the themes that answer it."""

    slug: str
    label: str
    themes: tuple[Theme, ...]


GUIDING_QUESTIONS = (
    GuidingQuestion(
        "y-vivre",
        "Est-ce que j’y vivrais bien ?",
        (
            Theme("qualite-de-vie", "Qualité de vie"),
            Theme("cout-de-la-vie", "Coût de la vie"),
            Theme("logement", "Logement"),
        ),
    ),
    GuidingQuestion(
        "y-travailler",
        "Quel emploi pourrais-je y trouver ?",
        (
            Theme("emploi", "Intérêt des postes et rémunération"),
            Theme("emploi-a-deux", "Un emploi pour deux"),
        ),
    ),
    GuidingQuestion(
        "week-ends",
        "Comment pourrais-je occuper mes week-ends ?",
        (
            Theme("loisirs", "Associations, loisirs et sports"),
            Theme("vie-culturelle", "Ambiance et vie culturelle"),
            Theme("temps-forts", "Temps forts de l’année"),
            Theme("connexions", "Connexions (voisins, capitale, mer, montagne)"),
        ),
    ),
    GuidingQuestion(
        "s-y-sentir",
        "Est-ce que je m’y sentirais bien ?",
        (
            Theme("traditions", "Culture et traditions locales"),
            Theme("nature", "Environnement naturel"),
            Theme("ville", "Milieu urbain"),
            Theme("patrimoine", "Patrimoine historique"),
            Theme("climat", "Climat"),
        ),
    ),
)

THEMES = {theme.slug: theme.label for question in GUIDING_QUESTIONS for theme in question.themes}

SEGMENTS = {
    "salaries": "Salariés et salariées",
    "familles": "Familles",
    "etudiants": "Étudiants et étudiantes",
    "entrepreneurs": "Entrepreneurs et entrepreneuses",
    "independants": "Indépendants et indépendantes",
    "soignants": "Soignants et soignantes",
    "paris": "Vit à Paris",
    "banlieue-parisienne": "Vit en banlieue parisienne",
    "grande-ville": "Vit dans une autre grande ville",
    "natifs-expatries": "Natif ou native du territoire, parti vivre ailleurs",
}

HORIZONS = {
    "moins-6-mois": "D’ici six mois",
    "6-12-mois": "Dans six à douze mois",
    "1-2-ans": "Dans un à deux ans",
    "plus-tard": "Plus tard, ou je ne sais pas encore",
}
