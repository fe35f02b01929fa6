"""The acts of the desk in words: what somebody did, to what, and where its history is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ambassadors.dossier.connection import THEME as LINKS
from ambassadors.dossier.highlight import THEME as YEAR
from ambassadors.moderation.models import Decision
from ambassadors.territories.grid import THEMES

KINDS = {
    "brand": "Espace de marque",
    "cell": "Textes, dates et trajets du dossier",
    "edition": "Éditions",
    "owner": "Interlocuteurs",
    "pin": "Voix mises en avant",
    "charter": "Charte",
    "tool": "Boîte à outils",
    "organisation": "Organismes",
    "neighbour": "Territoires voisins",
}
GONE = "une personne partie"
NOBODY = "personne"


@dataclass(frozen=True)
class Named:
    """What a number of the log names today; without a path, it has no page at the desk any more."""

    name: str
    path: str = ""


Names = Mapping[tuple[str, int], Named]


@dataclass(frozen=True)
class Told:
    """An act: what was done, and the address of its history after the desk's."""

    text: str
    path: str = ""


def told(line: Decision, names: Names) -> Told:
    """Return an act of the log in words."""
    return _TELLERS[line.kind](line, names)


def _brand(line: Decision, names: Names) -> Told:
    act = "a remis en ligne une version de" if line.transition == "revert" else "a publié"
    return Told(f"{act} l’espace de marque", "/marque/historique")


def _cell(line: Decision, names: Names) -> Told:
    found = names.get(("cell", line.item_id), Named(""))
    theme, _space, edition = found.name.partition(" ")
    where = f"« {THEMES.get(theme, 'un thème')} »" + (f" de l’édition « {edition} »" if edition else "")
    entry, its = {YEAR: ("une date", "les dates"), LINKS: ("un trajet", "les trajets")}.get(theme, ("", ""))
    act = {
        "publish": "a publié",
        "revert": "a remis en ligne une version de",
        "add": f"a ajouté {entry} dans",
        "change": f"a changé {entry} dans",
        "remove": f"a retiré {entry} de",
        "move": f"a changé l’ordre de {its} dans".replace("de les", "des"),
    }[line.transition]
    return Told(f"{act} {where}", found.path)


def _edition(line: Decision, names: Names) -> Told:
    found = names.get(("edition", line.about["edition"]), Named("une édition"))
    act = {
        "open": "a ouvert l’édition",
        "change": "a changé l’introduction de l’édition",
        "revert": "a remis en ligne une introduction de l’édition",
        "close": "a fermé l’édition",
    }[line.transition]
    return Told(f"{act} « {found.name} »", found.path)


def _owner(line: Decision, names: Names) -> Told:
    before, after = (_answering(line.about[side], names) for side in ("from", "to"))
    theme = THEMES.get(line.about["theme"], line.about["theme"])
    return Told(f"a changé qui répond de « {theme} » : {before}, puis {after}", "/dossier/interlocuteurs")


def _answering(side: Mapping[str, int | None], names: Names) -> str:
    gone = {"account": GONE, "organisation": "un organisme retiré"}
    found = [names.get((what, number), Named(gone[what])).name for what, number in side.items() if number]
    return ", ".join(found) or NOBODY


def _pin(line: Decision, names: Names) -> Told:
    theme = line.about["theme"]
    found = names.get(("testimonial", line.about["submission"]))
    what = f"« {found.name} »" if found else "une réponse ou un récit"
    where = f"dans « {THEMES.get(theme, theme)} »"
    act = {
        "pin": f"a mis en avant {what} {where}",
        "unpin": f"ne met plus en avant {what} {where}",
        "move": f"a changé la place de {what} {where}",
    }[line.transition]
    return Told(act, f"/dossier/{theme}/voix")


def _charter(line: Decision, names: Names) -> Told:
    return Told(f"a publié la version {line.revision} de la charte", "/charte/versions")


def _tool(line: Decision, names: Names) -> Told:
    found = names.get(("tool", line.about["tool"]))
    gone = {"visual": "un visuel", "document": "un document", "phrase": "une phrase"}
    what = f"« {found.name} »" if found else gone[line.about["kind"]]
    return Told(f"{_KEPT[line.transition]} {what}, dans la boîte à outils", "/boite-a-outils")


def _organisation(line: Decision, names: Names) -> Told:
    found = names.get(("organisation", line.about["organisation"]))
    what = f"l’organisme « {found.name} »" if found else "un organisme, retiré depuis"
    if line.transition == "remove":
        what = "un organisme"
    return Told(f"{_KEPT[line.transition]} {what}", "/organisations")


def _neighbour(line: Decision, names: Names) -> Told:
    found = names.get(("territory", line.about["territory"]), Named("un territoire"))
    act = "ne nomme plus comme voisin" if line.transition == "remove" else "a nommé comme voisin"
    return Told(f"{act} : {found.name}", "/marque/voisins")


_KEPT = {"add": "a ajouté", "change": "a changé", "remove": "a retiré"}
_TELLERS: dict[str, Callable[[Decision, Names], Told]] = {
    "brand": _brand,
    "cell": _cell,
    "edition": _edition,
    "owner": _owner,
    "pin": _pin,
    "charter": _charter,
    "tool": _tool,
    "organisation": _organisation,
    "neighbour": _neighbour,
}


def numbers_in(line: Decision) -> list[tuple[str, int]]:
    """Return what a line speaks of, by kind and number."""
    about: dict[str, Any] = line.about
    sides = [about.get(side) or {} for side in ("from", "to")]
    pairs = [*about.items(), *(pair for side in sides for pair in side.items())]
    found = [("testimonial" if what == "submission" else what, number) for what, number in pairs]
    if line.kind == "cell":
        found.append(("cell", line.item_id))
    return [(what, number) for what, number in found if isinstance(number, int)]
