"""French forms of names, each département and région read by hand."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ambassadors.places.models import Level, Place
from ambassadors.places.name_forms import NameForms, epci_forms, proposed_forms, town_forms
from ambassadors.places.queries import place_by_code

DEPARTEMENTS = """
01 Ain | dans l’Ain | de l’Ain
02 Aisne | dans l’Aisne | de l’Aisne
03 Allier | dans l’Allier | de l’Allier
04 Alpes-de-Haute-Provence | dans les Alpes-de-Haute-Provence | des Alpes-de-Haute-Provence
05 Hautes-Alpes | dans les Hautes-Alpes | des Hautes-Alpes
06 Alpes-Maritimes | dans les Alpes-Maritimes | des Alpes-Maritimes
07 Ardèche | en Ardèche | de l’Ardèche
08 Ardennes | dans les Ardennes | des Ardennes
09 Ariège | en Ariège | de l’Ariège
10 Aube | dans l’Aube | de l’Aube
11 Aude | dans l’Aude | de l’Aude
12 Aveyron | en Aveyron | de l’Aveyron
13 Bouches-du-Rhône | dans les Bouches-du-Rhône | des Bouches-du-Rhône
14 Calvados | dans le Calvados | du Calvados
15 Cantal | dans le Cantal | du Cantal
16 Charente | en Charente | de la Charente
17 Charente-Maritime | en Charente-Maritime | de la Charente-Maritime
18 Cher | dans le Cher | du Cher
19 Corrèze | en Corrèze | de la Corrèze
21 Côte-d’Or | en Côte-d’Or | de la Côte-d’Or
22 Côtes-d’Armor | dans les Côtes-d’Armor | des Côtes-d’Armor
23 Creuse | dans la Creuse | de la Creuse
24 Dordogne | en Dordogne | de la Dordogne
25 Doubs | dans le Doubs | du Doubs
26 Drôme | dans la Drôme | de la Drôme
27 Eure | dans l’Eure | de l’Eure
28 Eure-et-Loir | en Eure-et-Loir | d’Eure-et-Loir
29 Finistère | dans le Finistère | du Finistère
2A Corse-du-Sud | en Corse-du-Sud | de Corse-du-Sud
2B Haute-Corse | en Haute-Corse | de la Haute-Corse
30 Gard | dans le Gard | du Gard
31 Haute-Garonne | en Haute-Garonne | de la Haute-Garonne
32 Gers | dans le Gers | du Gers
33 Gironde | en Gironde | de la Gironde
34 Hérault | dans l’Hérault | de l’Hérault
35 Ille-et-Vilaine | en Ille-et-Vilaine | d’Ille-et-Vilaine
36 Indre | dans l’Indre | de l’Indre
37 Indre-et-Loire | en Indre-et-Loire | d’Indre-et-Loire
38 Isère | en Isère | de l’Isère
39 Jura | dans le Jura | du Jura
40 Landes | dans les Landes | des Landes
41 Loir-et-Cher | dans le Loir-et-Cher | du Loir-et-Cher
42 Loire | dans la Loire | de la Loire
43 Haute-Loire | en Haute-Loire | de la Haute-Loire
44 Loire-Atlantique | en Loire-Atlantique | de la Loire-Atlantique
45 Loiret | dans le Loiret | du Loiret
46 Lot | dans le Lot | du Lot
47 Lot-et-Garonne | dans le Lot-et-Garonne | du Lot-et-Garonne
48 Lozère | en Lozère | de la Lozère
49 Maine-et-Loire | en Maine-et-Loire | de Maine-et-Loire
50 Manche | dans la Manche | de la Manche
51 Marne | dans la Marne | de la Marne
52 Haute-Marne | en Haute-Marne | de la Haute-Marne
53 Mayenne | en Mayenne | de la Mayenne
54 Meurthe-et-Moselle | en Meurthe-et-Moselle | de Meurthe-et-Moselle
55 Meuse | dans la Meuse | de la Meuse
56 Morbihan | dans le Morbihan | du Morbihan
57 Moselle | en Moselle | de la Moselle
58 Nièvre | dans la Nièvre | de la Nièvre
59 Nord | dans le Nord | du Nord
60 Oise | dans l’Oise | de l’Oise
61 Orne | dans l’Orne | de l’Orne
62 Pas-de-Calais | dans le Pas-de-Calais | du Pas-de-Calais
63 Puy-de-Dôme | dans le Puy-de-Dôme | du Puy-de-Dôme
64 Pyrénées-Atlantiques | dans les Pyrénées-Atlantiques | des Pyrénées-Atlantiques
65 Hautes-Pyrénées | dans les Hautes-Pyrénées | des Hautes-Pyrénées
66 Pyrénées-Orientales | dans les Pyrénées-Orientales | des Pyrénées-Orientales
67 Bas-Rhin | dans le Bas-Rhin | du Bas-Rhin
68 Haut-Rhin | dans le Haut-Rhin | du Haut-Rhin
69 Rhône | dans le Rhône | du Rhône
70 Haute-Saône | en Haute-Saône | de la Haute-Saône
71 Saône-et-Loire | en Saône-et-Loire | de Saône-et-Loire
72 Sarthe | dans la Sarthe | de la Sarthe
73 Savoie | en Savoie | de la Savoie
74 Haute-Savoie | en Haute-Savoie | de la Haute-Savoie
75 Paris | à Paris | de Paris
76 Seine-Maritime | en Seine-Maritime | de la Seine-Maritime
77 Seine-et-Marne | en Seine-et-Marne | de Seine-et-Marne
78 Yvelines | dans les Yvelines | des Yvelines
79 Deux-Sèvres | dans les Deux-Sèvres | des Deux-Sèvres
80 Somme | dans la Somme | de la Somme
81 Tarn | dans le Tarn | du Tarn
82 Tarn-et-Garonne | dans le Tarn-et-Garonne | du Tarn-et-Garonne
83 Var | dans le Var | du Var
84 Vaucluse | dans le Vaucluse | du Vaucluse
85 Vendée | en Vendée | de la Vendée
86 Vienne | dans la Vienne | de la Vienne
87 Haute-Vienne | en Haute-Vienne | de la Haute-Vienne
88 Vosges | dans les Vosges | des Vosges
89 Yonne | dans l’Yonne | de l’Yonne
90 Territoire de Belfort | dans le Territoire de Belfort | du Territoire de Belfort
91 Essonne | dans l’Essonne | de l’Essonne
92 Hauts-de-Seine | dans les Hauts-de-Seine | des Hauts-de-Seine
93 Seine-Saint-Denis | en Seine-Saint-Denis | de la Seine-Saint-Denis
94 Val-de-Marne | dans le Val-de-Marne | du Val-de-Marne
95 Val-d’Oise | dans le Val-d’Oise | du Val-d’Oise
971 Guadeloupe | en Guadeloupe | de la Guadeloupe
972 Martinique | en Martinique | de la Martinique
973 Guyane | en Guyane | de la Guyane
974 La Réunion | à La Réunion | de La Réunion
975 Saint-Pierre-et-Miquelon | à Saint-Pierre-et-Miquelon | de Saint-Pierre-et-Miquelon
976 Mayotte | à Mayotte | de Mayotte
977 Saint-Barthélemy | à Saint-Barthélemy | de Saint-Barthélemy
978 Saint-Martin | à Saint-Martin | de Saint-Martin
984 Terres australes et antarctiques françaises | dans les Terres australes et antarctiques françaises | des Terres australes et antarctiques françaises
986 Wallis et Futuna | à Wallis et Futuna | de Wallis et Futuna
987 Polynésie française | en Polynésie française | de la Polynésie française
988 Nouvelle-Calédonie | en Nouvelle-Calédonie | de Nouvelle-Calédonie
989 Île de Clipperton | sur l’Île de Clipperton | de l’Île de Clipperton
"""

REGIONS = """
01 Guadeloupe | en Guadeloupe | de la Guadeloupe
02 Martinique | en Martinique | de la Martinique
03 Guyane | en Guyane | de la Guyane
04 La Réunion | à La Réunion | de La Réunion
06 Mayotte | à Mayotte | de Mayotte
11 Île-de-France | en Île-de-France | d’Île-de-France
24 Centre-Val de Loire | en Centre-Val de Loire | du Centre-Val de Loire
27 Bourgogne-Franche-Comté | en Bourgogne-Franche-Comté | de Bourgogne-Franche-Comté
28 Normandie | en Normandie | de Normandie
32 Hauts-de-France | dans les Hauts-de-France | des Hauts-de-France
44 Grand Est | dans le Grand Est | du Grand Est
52 Pays de la Loire | dans les Pays de la Loire | des Pays de la Loire
53 Bretagne | en Bretagne | de Bretagne
75 Nouvelle-Aquitaine | en Nouvelle-Aquitaine | de Nouvelle-Aquitaine
76 Occitanie | en Occitanie | d’Occitanie
84 Auvergne-Rhône-Alpes | en Auvergne-Rhône-Alpes | d’Auvergne-Rhône-Alpes
93 Provence-Alpes-Côte d’Azur | en Provence-Alpes-Côte d’Azur | de Provence-Alpes-Côte d’Azur
94 Corse | en Corse | de Corse
975 Saint-Pierre-et-Miquelon | à Saint-Pierre-et-Miquelon | de Saint-Pierre-et-Miquelon
977 Saint-Barthélemy | à Saint-Barthélemy | de Saint-Barthélemy
978 Saint-Martin | à Saint-Martin | de Saint-Martin
984 Terres australes et antarctiques françaises | dans les Terres australes et antarctiques françaises | des Terres australes et antarctiques françaises
986 Wallis et Futuna | à Wallis et Futuna | de Wallis et Futuna
987 Polynésie française | en Polynésie française | de la Polynésie française
988 Nouvelle-Calédonie | en Nouvelle-Calédonie | de Nouvelle-Calédonie
989 Île de Clipperton | sur l’Île de Clipperton | de l’Île de Clipperton
"""


def table(text: str) -> dict[str, NameForms]:
    rows = [line.split(" | ") for line in text.strip().splitlines()]
    return {head.split(" ", 1)[0]: NameForms(head.split(" ", 1)[1], at, of) for head, at, of in rows}


@pytest.mark.parametrize(("level", "text"), [(Level.DEPARTEMENT, DEPARTEMENTS), (Level.REGION, REGIONS)])
def test_departements_and_regions(france: Session, level: Level, text: str) -> None:
    places = france.scalars(select(Place).where(Place.level == level))
    assert {place.code: proposed_forms(place) for place in places} == table(text)


@pytest.mark.parametrize(
    ("code", "at", "of"),
    [
        ("19031", "à Brive-la-Gaillarde", "de Brive-la-Gaillarde"),
        ("72181", "au Mans", "du Mans"),
        ("85194", "aux Sables-d’Olonne", "des Sables-d’Olonne"),
        ("17300", "à La Rochelle", "de La Rochelle"),
        ("32013", "à Auch", "d’Auch"),
        ("94038", "à L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"),
        ("83069", "à Hyères", "d’Hyères"),
        ("67180", "à Haguenau", "de Haguenau"),
        ("60703", "aux Marais", "des Marais"),
        ("66104", "à Los Masos", "de Los Masos"),
        ("98817", "au Mont-Dore", "du Mont-Dore"),
    ],
)
def test_communes(france: Session, code: str, at: str, of: str) -> None:
    place = place_by_code(france, Level.COMMUNE, code)
    assert place is not None
    forms = proposed_forms(place)
    assert (forms.name, forms.at, forms.of) == (place.name, at, of)


@pytest.mark.parametrize(
    ("legal", "name", "at", "of"),
    [
        (
            "CA du Bassin de Brive",
            "Bassin de Brive",
            "dans l’agglomération du Bassin de Brive",
            "de l’agglomération du Bassin de Brive",
        ),
        (
            "CC des Collines du Perche",
            "Collines du Perche",
            "dans la communauté de communes des Collines du Perche",
            "de la communauté de communes des Collines du Perche",
        ),
        (
            "CC le Dourdannais en Hurepoix",
            "Le Dourdannais en Hurepoix",
            "dans la communauté de communes le Dourdannais en Hurepoix",
            "de la communauté de communes le Dourdannais en Hurepoix",
        ),
        ("CU d’Arras", "Arras", "dans la communauté urbaine d’Arras", "de la communauté urbaine d’Arras"),
        ("CA Tulle Agglo", "Tulle Agglo", "à Tulle Agglo", "de Tulle Agglo"),
        ("CA Annonay Rhône Agglo", "Annonay Rhône Agglo", "à Annonay Rhône Agglo", "d’Annonay Rhône Agglo"),
        ("CU Le Mans Métropole", "Le Mans Métropole", "au Mans Métropole", "du Mans Métropole"),
        ("Métropole de Lyon", "Métropole de Lyon", "dans la Métropole de Lyon", "de la Métropole de Lyon"),
        ("Orléans Métropole", "Orléans Métropole", "à Orléans Métropole", "d’Orléans Métropole"),
        (
            "Eurométropole de Strasbourg",
            "Eurométropole de Strasbourg",
            "dans l’Eurométropole de Strasbourg",
            "de l’Eurométropole de Strasbourg",
        ),
        (
            "CA Agglo du Pays de Dreux",
            "Agglo du Pays de Dreux",
            "dans l’Agglo du Pays de Dreux",
            "de l’Agglo du Pays de Dreux",
        ),
    ],
)
def test_epci(legal: str, name: str, at: str, of: str) -> None:
    assert epci_forms(legal) == NameForms(name, at, of)


def test_every_epci_has_forms_that_fit_their_columns(france: Session) -> None:
    for place in france.scalars(select(Place).where(Place.level == Level.EPCI)):
        forms = proposed_forms(place)
        assert forms.at.split(" ")[0] in {"à", "au", "aux", "dans"}, place.name
        assert forms.of.split(" ")[0].split("’")[0] in {"de", "du", "des", "d"}, place.name
        assert max(map(len, (forms.name, forms.at, forms.of))) <= 120


def test_a_name_without_an_article_elides_as_insee_says() -> None:
    assert town_forms("Yvetot", 1).of == "d’Yvetot"
    assert town_forms("Yutz", 0).of == "de Yutz"
