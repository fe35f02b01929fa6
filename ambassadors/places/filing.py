"""From the rows of an edition to the rows of our tables."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ambassadors.places.edition import CommuneRow, DepartementRow, Edition, EpciRow, RegionRow
from ambassadors.places.keys import keys_of_alias, keys_of_name, most_direct, normalise
from ambassadors.places.models import Level, Weight

Row = dict[str, Any]
Address = tuple[Level, str]
Extended = RegionRow | DepartementRow | EpciRow | CommuneRow

# A large town is known by its département better than by the first of its many postal codes.
MANY_POSTAL_CODES = 5
_ACRONYM = re.compile(r"^(?P<name>.+?)\s*\((?P<acronym>[^)]*)\)$")
_QUOTES = re.compile(r'"|’{2}')
_EPCI_KIND = re.compile(r"^(?:CC|CA|CU) (?:de la |de l’|du |des |de |d’)?")


class Link(NamedTuple):
    """A place, a larger one it belongs to, and its inhabitants there."""

    child: Address
    parent: Address
    population: int


class Filing:
    """Everything an edition asks to write, by table."""

    def __init__(self, edition: Edition) -> None:
        """Work out the links first: contexts and populations rest on them."""
        self.edition = edition
        self.links = list(_links(edition))
        self.principal = _principal_parents(self.links)
        self.populations = _populations(edition)

    def places(self) -> Iterator[tuple[Address, Row]]:
        """Yield each place with its columns, the largest levels first."""
        for region in self.edition.regions:
            yield self._place(Level.REGION, region, region.name, region.liaison, "région")
        for row in self.edition.departements:
            yield self._place(Level.DEPARTEMENT, row, row.name, row.liaison, f"département, {row.code}")
        for epci in self.edition.epci:
            context = self.edition.departement_names[self.principal[Level.EPCI, epci.code][1]]
            yield self._place(Level.EPCI, epci, clean_name(epci), 0, context, epci.kind)
        for commune in self.edition.communes:
            context = commune_context(commune, self.edition.departement_names[commune.departement])
            yield self._place(Level.COMMUNE, commune, commune.name, commune.liaison, context)

    def _place(
        self, level: Level, row: Extended, name: str, liaison: int, context: str, kind: str = ""
    ) -> tuple[Address, Row]:
        return (level, row.code), {
            "level": level,
            "code": row.code,
            "name": name,
            "kind": kind,
            "type_liaison": liaison,
            "population": self.populations.get((level, row.code), 0),
            "area": row.area,
            "context": context,
            "ended_in": None,
            "successor_id": None,
        }

    def aliases(self) -> Iterator[tuple[Address, str, str]]:
        """Yield each former code or name: where it leads, the code, the name."""
        named = {(alias.code, alias.commune) for alias in self.edition.aliases}
        for alias in self.edition.aliases:
            yield (Level.COMMUNE, alias.commune), alias.code, alias.name
        for commune in self.edition.communes:
            for code in commune.former_codes:
                if (code, commune.code) not in named:
                    yield (Level.COMMUNE, commune.code), code, ""
        for epci in self.edition.epci:
            if match := _ACRONYM.match(epci.name):
                yield (Level.EPCI, epci.code), "", match["acronym"]

    def postal_codes(self) -> Iterator[tuple[Address, str]]:
        """Yield each commune with each of its postal codes."""
        for commune in self.edition.communes:
            for postal_code in commune.postal_codes:
                yield (Level.COMMUNE, commune.code), postal_code


def clean_name(epci: EpciRow) -> str:
    """Return the name of an EPCI without quotation marks nor the acronym that follows it."""
    name = _QUOTES.sub("", epci.name)
    match = _ACRONYM.match(name)
    return match["name"] if match else name


def commune_context(commune: CommuneRow, departement: str) -> str:
    """Return what tells a commune from its homonyms: «Loire, 42000»."""
    few = 0 < len(commune.postal_codes) <= MANY_POSTAL_CODES
    number = commune.postal_codes[0] if few else commune.departement
    return number if departement == commune.name else f"{departement}, {number}"


def keys_of(level: Level, name: str, code: str) -> dict[str, Weight]:
    """Return every key of a place: its names and its code, but not its aliases."""
    keys = keys_of_name(name)
    if level is Level.EPCI:
        bare = keys_of_name(_EPCI_KIND.sub("", name))
        keys = most_direct(keys, {key: max(weight, Weight.SHORT) for key, weight in bare.items()})
    # Nobody knows the code of a région, and it would hide the département that has the same.
    return keys if level is Level.REGION else most_direct(keys, {code.lower(): Weight.CODE})


def alias_keys(code: str, name: str) -> dict[str, Weight]:
    """Return the keys of a former name and code."""
    keys = keys_of_alias(name) if normalise(name) else {}
    return keys | ({code.lower(): Weight.ALIAS} if code else {})


def _links(edition: Edition) -> Iterator[Link]:
    for commune in edition.communes:
        child = (Level.COMMUNE, commune.code)
        yield Link(child, (Level.DEPARTEMENT, commune.departement), commune.population)
    for epci in edition.epci:
        shares: dict[str, int] = {}
        for code in epci.members:
            inhabitants = edition.inhabitants[code]
            yield Link((Level.COMMUNE, code), (Level.EPCI, epci.code), inhabitants)
            departement = edition.departement_of[code]
            shares[departement] = shares.get(departement, 0) + inhabitants
        for departement, inhabitants in sorted(shares.items()):
            yield Link((Level.EPCI, epci.code), (Level.DEPARTEMENT, departement), inhabitants)
    populations = _populations(edition)
    for row in edition.departements:
        child = (Level.DEPARTEMENT, row.code)
        yield Link(child, (Level.REGION, row.region), populations.get(child, 0))


def _principal_parents(links: list[Link]) -> Mapping[Address, Address]:
    """Choose each place's principal parent: the nearest level, then the one with most of its inhabitants."""
    order = list(Level)
    best: dict[Address, Link] = {}
    for link in links:
        known = best.get(link.child)
        rank = (-order.index(link.parent[0]), link.population)
        if known is None or rank > (-order.index(known.parent[0]), known.population):
            best[link.child] = link
    return {child: link.parent for child, link in best.items()}


def _populations(edition: Edition) -> dict[Address, int]:
    """Add up the inhabitants of the communes at every level."""
    totals: dict[Address, int] = {(Level.COMMUNE, c.code): c.population for c in edition.communes}
    for epci in edition.epci:
        totals[Level.EPCI, epci.code] = sum(edition.inhabitants[code] for code in epci.members)
    regions = {row.code: row.region for row in edition.departements}
    for commune in edition.communes:
        departement = commune.departement
        for address in ((Level.DEPARTEMENT, departement), (Level.REGION, regions[departement])):
            totals[address] = totals.get(address, 0) + commune.population
    return totals
