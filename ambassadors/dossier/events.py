"""What happens to a dossier, for those who index, print, ask or write."""

from collections.abc import Sequence
from dataclasses import dataclass

from ambassadors.access.actor import Actor

from .call import ThemeCall
from .cell import Cell
from .place import CellPlace


@dataclass(frozen=True)
class CellPublished:
    """A cell was published (or a former version of it), in the transaction that is under way."""

    cell: Cell
    actor: Actor


@dataclass(frozen=True)
class Reachable:
    """An ambassador who takes calls, and what they can speak of."""

    account_id: int
    name: str
    email: str
    themes: list[str]


@dataclass(frozen=True)
class ThemeCalled:
    """Ambassadors are asked to speak of a theme."""

    call: ThemeCall
    at: CellPlace
    actor: Actor
    people: Sequence[Reachable]


@dataclass(frozen=True)
class DossierChanged:
    """Something of a dossier besides its cells was written: a date, a link, who answers, what comes first."""

    territory_id: int
