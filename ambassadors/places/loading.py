"""The work of loading one edition: present places written in place, the rest rebuilt from the file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, text, update
from sqlalchemy.orm import Session

from ambassadors.core import clock
from ambassadors.places.bulk import table_of, write_rows
from ambassadors.places.edition import Edition
from ambassadors.places.filing import Address, Filing, Row, alias_keys, keys_of
from ambassadors.places.keys import most_direct
from ambassadors.places.models import (
    Place,
    PlaceAlias,
    PlaceEdition,
    PlaceKey,
    PlaceParent,
    PlacePostalCode,
    Weight,
)
from ambassadors.places.queries import ended_ids, known_places

# What is being written, how many rows are, how many will be.
Progress = Callable[[str, int, int], None]
BATCH = 5_000


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Cut rows into pieces that can be written, and counted, one after the other."""
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


class Loading:
    """One loading, with the numbers of the places it works on."""

    def __init__(self, session: Session, progress: Progress, edition: Edition) -> None:
        """Find the numbers of the places that are known already."""
        self.session = session
        self.progress = progress
        self.edition = edition
        self.filing = Filing(edition)
        self.rows: dict[Address, Row] = dict(self.filing.places())
        self.former = known_places(session)
        self.ids = {address: place["id"] for address, place in self.former.items()}
        self.ended: list[Row] = []

    def run(self) -> None:
        """Write the places, then rebuild what is worked out from them."""
        self._write_places()
        self._end_places()
        self._write_links()
        self._write_postal_codes()
        self._write_aliases_and_keys()
        self._write_edition()
        # Fresh statistics: right after a bulk load PostgreSQL would read whole tables.
        for model in (Place, PlaceParent, PlaceKey):
            self.session.execute(text(f"ANALYZE {model.__tablename__}"))

    def _write(self, model: type[Any], step: str, rows: Sequence[Row]) -> None:
        for done, batch in enumerate(batches(rows)):
            write_rows(self.session, model, batch)
            self.progress(step, min((done + 1) * BATCH, len(rows)), len(rows))

    def _write_places(self) -> None:
        """Insert the new places, each with the next number, and update those that changed."""
        following = max(self.ids.values(), default=0) + 1
        new = [address for address in self.rows if address not in self.ids]
        self.ids.update((address, following + rank) for rank, address in enumerate(new))
        for address, row in self.rows.items():
            row["id"] = self.ids[address]
        self._write(Place, "Lieux", [self.rows[address] for address in new])
        changed = [row for address, row in self.rows.items() if self.former.get(address, row) != row]
        self._update(changed)

    def _update(self, rows: Sequence[Row]) -> None:
        table = table_of(Place)
        statement = update(table).where(table.c.id == bindparam("place_id"))
        for batch in batches(rows):
            self.session.execute(
                statement,
                [{"place_id": row["id"], **{k: v for k, v in row.items() if k != "id"}} for row in batch],
            )

    def _end_places(self) -> None:
        """Mark the places that are no longer in the file, and name their successors."""
        successors = {
            (address[0], code): self.ids[address] for address, code, _ in self.filing.aliases() if code
        }
        for address, former in self.former.items():
            if address not in self.rows:
                successor = successors.get(address, former["successor_id"])
                ended_in = former["ended_in"] or self.edition.year
                self.ended.append({**former, "ended_in": ended_in, "successor_id": successor})
        self._update(self.ended)

    def _write_links(self) -> None:
        """Rebuild the links of present places; an ended place keeps those it had."""
        self._forget_present_links()
        rows = [
            {
                "child_id": self.ids[link.child],
                "parent_id": self.ids[link.parent],
                "population": link.population,
                "principal": self.filing.principal[link.child] == link.parent,
            }
            for link in self.filing.links
        ]
        self._write(PlaceParent, "Rattachements", rows)

    def _forget_present_links(self) -> None:
        ended, links = ended_ids(), PlaceParent.__table__.c
        left_behind = links.parent_id.in_(ended) & links.child_id.not_in(ended)
        self.session.execute(update(PlaceParent).where(left_behind).values(principal=False))
        present = links.parent_id.not_in(ended) & links.child_id.not_in(ended)
        self.session.execute(delete(PlaceParent).where(present))

    def _write_postal_codes(self) -> None:
        self.session.execute(delete(PlacePostalCode))
        rows = [
            {"place_id": self.ids[address], "postal_code": postal_code}
            for address, postal_code in self.filing.postal_codes()
        ]
        self._write(PlacePostalCode, "Codes postaux", rows)

    def _aliases(self) -> Iterator[tuple[int, str, str]]:
        for address, code, name in self.filing.aliases():
            yield self.ids[address], code, name
        for row in self.ended:
            if row["successor_id"]:
                yield row["successor_id"], row["code"], row["name"]

    def _write_aliases_and_keys(self) -> None:
        aliases = list(dict.fromkeys(self._aliases()))
        self.session.execute(delete(PlaceAlias))
        self._write(
            PlaceAlias,
            "Anciens noms",
            [{"place_id": place, "code": c, "name": name} for place, c, name in aliases],
        )
        self.session.execute(delete(PlaceKey))
        self._write(PlaceKey, "Recherche", self._key_rows(aliases))

    def _key_rows(self, aliases: Iterable[tuple[int, str, str]]) -> list[Row]:
        """Give every key of every present place, in the order of the index that will serve them."""
        present = {row["id"]: row for row in self.rows.values()}
        keys = {number: keys_of(row["level"], row["name"], row["code"]) for number, row in present.items()}
        for address, postal_code in self.filing.postal_codes():
            keys[self.ids[address]][postal_code] = Weight.NAME
        for place, code, name in aliases:
            if place in keys:
                keys[place] = most_direct(keys[place], alias_keys(code, name))
        rows = sorted((key, place, weight) for place, found in keys.items() for key, weight in found.items())
        return [_key_row(key, present[place], weight) for key, place, weight in rows]

    def _write_edition(self) -> None:
        values = {"checksum": self.edition.checksum, "loaded_at": clock.now()}
        self.session.merge(PlaceEdition(year=self.edition.year, **values))
        self.session.flush()


def _key_row(key: str, place: Row, weight: Weight) -> Row:
    return {
        "key": key,
        "place_id": place["id"],
        "weight": int(weight),
        "level": place["level"],
        "population": place["population"],
    }
