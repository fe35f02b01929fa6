"""The composition of a brand space: its blocks in the order its managers chose, each shown or put aside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ambassadors.territories.models import Territory

MOST_STRENGTHS = 6


class Block(NamedTuple):
    """A block, as managers read of it, and the page of their desk that edits it, if it is not another."""

    label: str
    purpose: str
    edited_on: str = ""


# The order is that of a space nobody composed yet.
BLOCKS = {
    "signature": Block(
        "Signature",
        "Tout en haut, elle se lit au-dessus du nom ; plus bas, elle devient un bandeau.",
        "/marque#signature",
    ),
    "cover": Block(
        "Photo de couverture",
        "En tête, sous le nom ; plus bas, une grande image. Sans photo, un paysage à vos couleurs ; "
        "bloc de côté, ce paysage ouvre la page.",
        "/marque#cover",
    ),
    "presentation": Block(
        "Présentation", "Le territoire tel qu’il est, en quelques paragraphes.", "/marque#presentation"
    ),
    "not_for": Block(
        "Ce n’est pas pour vous si…",
        "À qui le territoire ne conviendra pas, dit franchement.",
        "/marque#not_for",
    ),
    "strengths": Block("Atouts", "Jusqu’à six raisons d’y vivre, chacune en une phrase."),
    "doors": Block("Entrée du dossier", "Les quatre questions du lecteur, comme quatre portes."),
    "voices": Block("Témoignages", "Les derniers récits publiés."),
    "questions": Block("Questions", "Les dernières questions qui ont une réponse."),
    "people": Block("Qui répond", "Les visages du cercle."),
    "highlights": Block("Temps forts", "Ce qui vient dans l’année, d’après le dossier."),
    "partners": Block(
        "Acteurs locaux", "Les organismes, leurs thèmes, les personnes qui répondent pour eux."
    ),
    "call": Block("Appel à l’action", "Vos mots, et un bouton : demander, rejoindre, être mis en relation."),
    "contact": Block("Contact", "À qui écrire, et qui répond de quoi."),
}


class Act(NamedTuple):
    """What a call to action leads to, and what it says until the manager finds better."""

    label: str
    button: str
    title: str
    text: str
    leads_to: str


ACTS = {
    "ask": Act(
        "Poser une question",
        "Poser ma question",
        "Une question sur la vie ici ?",
        "Des personnes qui vivent ici y répondent, et la réponse servira à d’autres.",
        "/questions/nouvelle",
    ),
    "apply": Act(
        "Rejoindre le cercle des ambassadeurs et ambassadrices",
        "Rejoindre le cercle",
        "Vous vivez ici ?",
        "Une personne de plus qui raconte, c’est une famille de plus qui sait où elle arrive.",
        "/devenir-ambassadeur",
    ),
    "introduction": Act(
        "Être mis en relation",
        "Demander un accompagnement",
        "Envie d’en parler avec quelqu’un ?",
        "Racontez votre projet : une personne du territoire vous écrit et vous suit jusqu’à votre arrivée.",
        "/contacts/demande",
    ),
}


@dataclass(frozen=True)
class Slot:
    """A block in its place."""

    kind: str
    shown: bool

    @property
    def block(self) -> Block:
        """Return what it is."""
        return BLOCKS[self.kind]


@dataclass(frozen=True)
class Call:
    """What a space asks of its readers, with the platform's words where the manager gave none."""

    title: str
    text: str
    button: str
    path: str


def slots_of(territory: Territory) -> list[Slot]:
    """Return every block in its order; one that did not exist when the space was composed comes last, shown."""
    placed = {
        entry["kind"]: Slot(entry["kind"], bool(entry["shown"]))
        for entry in territory.blocks
        if entry["kind"] in BLOCKS
    }
    return [*placed.values(), *(Slot(kind, True) for kind in BLOCKS if kind not in placed)]


def shown_in(territory: Territory) -> list[str]:
    """Return the blocks that readers are to see, in order."""
    return [slot.kind for slot in slots_of(territory) if slot.shown]


def told_by(blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what a version shows, in order, but for the blocks of another time."""
    return [one["kind"] for one in blocks if one["shown"] and one["kind"] in BLOCKS]


def stored(order: Iterable[str], shown: Collection[str]) -> list[dict[str, Any]]:
    """Return an order and switches as the brand space keeps them."""
    return [{"kind": kind, "shown": kind in shown} for kind in order]


def moved(order: Sequence[str], kind: str, step: int) -> list[str]:
    """Return an order in which one block goes up (-1) or down (1); at the edge it stays."""
    kinds = list(order)
    if kind in kinds:
        here = kinds.index(kind)
        kinds.insert(min(max(here + step, 0), len(kinds) - 1), kinds.pop(here))
    return kinds


def act_of(territory: Territory) -> str:
    """Return what the call leads to: a question, unless the manager chose otherwise."""
    chosen = territory.call_to_action.get("act", "")
    return chosen if chosen in ACTS else "ask"


def call_of(territory: Territory) -> Call | None:
    """Return the call to action; None in a territory that takes nothing new. One in preparation shows it to its team."""
    act, said = ACTS[act_of(territory)], territory.call_to_action
    if territory.state in ("paused", "closed"):
        return None
    return Call(
        said.get("title") or act.title,
        said.get("text") or act.text,
        act.button,
        territory.path + act.leads_to,
    )


def parted(kinds: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what stands around the name of the territory, then what follows.

    The signature belongs to the name when nothing precedes it, the cover when nothing but the signature does.
    """
    head: list[str] = []
    rest = list(kinds)
    for kind in ("signature", "cover"):
        if rest[:1] == [kind]:
            head.append(rest.pop(0))
    return head, rest


def in_rows(kinds: Iterable[str]) -> list[tuple[str, ...]]:
    """Return blocks row by row: for whom it is not stands beside the presentation when it follows it."""
    rows: list[tuple[str, ...]] = []
    for kind in kinds:
        if kind == "not_for" and rows and rows[-1] == ("presentation",):
            rows[-1] = ("presentation", "not_for")
        else:
            rows.append((kind,))
    return rows
