"""Territories on the départements they touch: what the map draws and its list says, in the same words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ambassadors.core.slugs import without_accents
from ambassadors.territories.order import of_the_day
from ambassadors.territories.queries import TerritoryLine

from .queries import Departement, Placed

MOST_NAMED = 3
DRAWN = frozenset(
    {f"{number:02}" for number in range(1, 96) if number != 20}
    | {"2A", "2B", "971", "972", "973", "974", "976"}
)


@dataclass
class Area:
    """A département that some territory touches."""

    departement: Departement
    own: list[TerritoryLine] = field(
        default_factory=list
    )  # towns, intercommunalities, the département itself
    regional: list[TerritoryLine] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return what the map shows: a territory in it, the whole of it, or the région around it."""
        if any(one.level in ("commune", "epci") for one in self.own):
            return "local"
        return "whole" if self.own else "region"

    @property
    def is_drawn(self) -> bool:
        """Tell whether the map has it; the list has every one."""
        return self.departement.code in DRAWN

    @property
    def anchor(self) -> str:
        """Return where the list speaks of it: its région where only the région is covered."""
        one = self.departement
        return f"departement-{one.code}" if self.own else f"region-{one.region_id}"

    @property
    def names(self) -> str:
        """Name the territories that touch it, the first of the day where they are many: the list names them all."""
        every = [one.name for one in [*self.own, *self.regional]]
        more = len(every) - MOST_NAMED
        return ", ".join(every[:MOST_NAMED]) + (f", et {more} de plus" if more > 0 else "")


@dataclass
class RegionGroup:
    """A région of the list: the territories that are the whole of it, then its départements."""

    id: int
    name: str
    regional: list[TerritoryLine] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


@dataclass(frozen=True)
class Atlas:
    """The map and its list."""

    drawn: list[Area]
    groups: list[RegionGroup]


def areas_of(lines: Iterable[TerritoryLine], placed: Mapping[int, Sequence[Departement]]) -> list[Area]:
    """Return the départements touched, by code; their territories keep the order they came in."""
    areas: dict[str, Area] = {}
    for line in lines:
        for departement in placed.get(line.id, ()):
            area = areas.setdefault(departement.code, Area(departement))
            (area.regional if line.level == "region" else area.own).append(line)
    return [area for _, area in sorted(areas.items())]


def atlas_of(candidates: Iterable[Placed], day: date) -> Atlas:
    """Lay territories on the map; places are in the order of the alphabet, territories in the day's."""
    ordered = of_the_day(candidates, day, lambda line: line.id)
    areas = areas_of(ordered, {one.id: one.departements for one in ordered})
    groups: dict[int, RegionGroup] = {}
    for area in sorted(areas, key=lambda area: _alphabet(area.departement.name)):
        where = area.departement
        group = groups.setdefault(where.region_id, RegionGroup(where.region_id, where.region))
        group.regional += [line for line in area.regional if line not in group.regional]
        group.areas += [area] if area.own else []
    return Atlas(
        [area for area in areas if area.is_drawn],
        sorted(groups.values(), key=lambda group: _alphabet(group.name)),
    )


def _alphabet(name: str) -> str:
    return without_accents(name).lower()
