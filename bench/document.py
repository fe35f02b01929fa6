"""docs/bench.md: how the bench is made, then one section for each database."""

import re

from config import ROOT

PATH = ROOT / "docs" / "bench.md"
INTRODUCTION = """# Le banc d’essai

`make bench` (ou `.venv/bin/python -m bench --help`) engendre un grand site, le sert comme `make run` sert le sien (granian, un
processus, un fil sur SQLite et deux sur PostgreSQL), et mesure chaque page avec wrk. Ces tableaux sont écrits par
`python -m bench --write` ; rien n’y est corrigé à la main.

- **Le site engendré** : 300 territoires réels des quatre niveaux, 2 000 témoignages, 10 000 questions, 50 000 réponses, 1 600
  membres et 3 000 personnes qui demandent, 800 contributions en attente dont 500 dans une seule file. Un territoire, le bassin
  de Brive, a 2 200 questions ; c’est le sien que les pages montrent. Les textes sont faits des phrases de la démonstration, toujours
  les mêmes pour un même code ; la base est gardée sous `instance/bench/` (ou dans un schéma à elle sur PostgreSQL) et
  refaite quand les modèles ou le générateur changent.
- **Les colonnes** : requêtes par seconde, médiane et 99ᵉ centile en millisecondes avec une seule connexion ; millisecondes de
  processeur du serveur par page (celui de PostgreSQL n’y est pas), et combien de fois c’est le coût d’un Flask nu qui répond
  « hello » puis d’un Flask nu qui rend une page Jinja de 20 Ko sans base, mesurés dans les mêmes tours ; octets de la page ;
  requêtes SQL. Chaque chiffre est le meilleur des tours. Le temps de processeur se compare mieux d’un jour à l’autre :
  ce que la machine fait d’autre y ajoute un tiers au plus, quand il double ou triple les médianes ; la charge est donc dite.
  La machine elle-même change : du 28 au 29 novembre, la page Jinja nue est passée de 0,7 à 2 ms. D’un jour à l’autre, on
  compare les rapports, qui bougent encore d’un quart à la moitié sur des pages aux mêmes octets et requêtes ; pour juger d’un
  changement, on mesure les deux codes dans la même demi-heure. Le 29, « ses questions » : 10,1 fois avec le code du 28, 9,2 avec
  le nouveau ; « thème et public », qui ne cache plus rien : 11,3 et 13,3 ; « un lieu », qui nomme aussi les territoires dont le
  nom commence ainsi : 15,0 et 21,6.
- **Le banc échoue** (code 1) quand une page ne répond pas 200, quand une médiane passe 90 fois celle de la
  page Jinja nue (60 ms quand celle-ci en prend 0,7), ou quand une page demande un autre nombre de requêtes SQL que sur un site
  cinquante fois plus petit. Le plan du site, dix mille adresses pour les robots, est mesuré sans cette limite de temps.
- **Un territoire et son dossier** coûtent plus de trois fois la page Jinja nue : celle-ci écrit une boucle de textes prêts, sans base ni
  traduction. Un territoire lit sept requêtes pour treize blocs ; un dossier entier en lit huit, dont deux choisissent les voix de quatorze
  thèmes parmi les quarante plus récentes de chacun, et rend plus de cent kilo-octets de faits, de dates et de renvois.
- Il n’y a pas encore de cache de pages : chaque mesure est un rendu complet.
"""


def write(section: str) -> None:
    """Put a section in the page, in place of the former one of the same title."""
    text = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    kept = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    title, _, body = section.removeprefix("## ").partition("\n")
    kept[title] = body
    parts = [f"## {name}\n{content.rstrip()}\n" for name, content in sorted(kept.items(), reverse=True)]
    PATH.write_text("\n".join((INTRODUCTION, *parts)), encoding="utf-8")
