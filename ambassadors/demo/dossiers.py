"""The demonstration's dossiers: owners, cells with their history, editions, the year, the links, what comes first."""

from datetime import date, datetime, timedelta

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import can
from ambassadors.accounts.models import Account
from ambassadors.core.clock import standing_at
from ambassadors.core.db import db
from ambassadors.core.storage import put
from ambassadors.dossier.cell import Cell
from ambassadors.dossier.connection import Connection
from ambassadors.dossier.fact import Fact, Point
from ambassadors.dossier.highlight import Highlight
from ambassadors.dossier.picture import CellPicture
from ambassadors.dossier.place import CellPlace
from ambassadors.dossier.queries.cells import cell_at, last_number
from ambassadors.dossier.service.calendar import HighlightSaid, create_highlight
from ambassadors.dossier.service.calls import call_ambassadors
from ambassadors.dossier.service.links import ConnectionSaid, create_connection
from ambassadors.dossier.service.openings import open_edition
from ambassadors.dossier.service.owners import set_owner
from ambassadors.dossier.service.pins import pin
from ambassadors.dossier.service.positioning import PositioningSaid, Target, save_positioning
from ambassadors.dossier.service.publishing import publish_cell

from .cast import SYSTEM, Cast
from .paintings import paint
from .queries import testimonial_titled
from .reading import Row, instant

WIDTH, HEIGHT = 1200, 800
FIRST_LIST = instant("2026-06-08T10:00")  # where no text of the theme says when


def make_owner(cast: Cast, slug: str, row: Row) -> None:
    """Make somebody answer for a theme, from the day the row says."""
    person = cast.people[row["person"]] if "person" in row else None
    organisation = cast.organisations[row["organisation"]] if "organisation" in row else None
    with standing_at(instant(row["since"])):
        set_owner(
            SYSTEM,
            cast.territories[slug],
            row["theme"],
            person.id if person else None,
            organisation.id if organisation else None,
        )
    for held in person.memberships if person else ():
        db.session.expire(held, ["owned"])


def make_cell(cast: Cast, slug: str, row: Row, edition_id: int | None = None) -> Cell:
    """Publish one cell, or publish it again where it stands already."""
    territory, author = cast.territories[slug], cast.people[row["author"]]
    stands = cell_at(territory.id, row["theme"], edition_id)
    content = {
        "text": row["text"].strip(),
        "facts": [fact_of(fact) for fact in row.get("facts", [])],
        "pictures": [_paint(f"{slug}-{row['theme']}", one) for one in row.get("pictures", [])],
    }
    with standing_at(instant(row["at"])):
        return publish_cell(
            author.as_actor(),
            territory,
            row["theme"],
            edition_id,
            content,
            stands.version if stands else 0,
        )


def make_opening(cast: Cast, slug: str, row: Row) -> None:
    """Open one edition, and publish what is written for its public alone."""
    with standing_at(instant(row["at"])):
        author = cast.people[row["author"]].as_actor()
        opened = open_edition(author, cast.territories[slug], row["edition"], row["intro"].strip())
    for cell in row.get("cells", []):
        make_cell(cast, slug, cell, opened.edition_id)


def make_highlight(cast: Cast, slug: str, row: Row) -> None:
    """Put one highlight into the year."""
    starts = date.fromisoformat(row["starts_on"])
    ends = date.fromisoformat(row["ends_on"]) if "ends_on" in row else starts
    words = {name: row[name] for name in ("title", "yearly", "place", "text", "url") if name in row}
    said = HighlightSaid(starts_on=starts, ends_on=ends, **words)
    writer, at = _listing(cast, slug, Highlight.theme)
    with standing_at(at):
        create_highlight(writer, cast.territories[slug], said)


def make_connection(cast: Cast, slug: str, row: Row) -> None:
    """Add one travel link."""
    names = ("destination", "mode", "minutes", "to_paris", "note")
    neighbour = cast.territories[row["to_territory"]] if "to_territory" in row else None
    said = ConnectionSaid(
        **{name: row[name] for name in names if name in row},
        to_territory_id=neighbour.id if neighbour else None,
        source_name=row.get("source", ""),
        source_url=row.get("source_url", ""),
        dated=_day(row, "dated"),
    )
    writer, at = _listing(cast, slug, Connection.theme)
    with standing_at(at):
        create_connection(writer, cast.territories[slug], said)


def _listing(cast: Cast, slug: str, theme: str) -> tuple[Actor, datetime]:
    """Return who lists dates or travel links, and when: whoever wrote the text of the theme, minutes after it."""
    territory = cast.territories[slug]
    cell = cell_at(territory.id, theme)
    author = db.session.get(Account, cell.published_by_id) if cell and cell.published_by_id else None
    team = [author] if author else [*cast.deciders.get(slug, []), cast.people["admin"]]
    able = (one.as_actor() for one in team)
    writer = next(actor for actor in able if can(actor, Action.CELL_EDIT, CellPlace(territory, theme)))
    written = cell.published_at if cell and author else FIRST_LIST
    return writer, written + (last_number(cell.id) if cell else 0) * timedelta(minutes=4)


def make_pin(cast: Cast, slug: str, row: Row) -> None:
    """Put one testimonial first under a theme."""
    at = CellPlace(cast.territories[slug], row["theme"])
    with standing_at(instant(row["at"])):
        pin(cast.people[row["author"]].as_actor(), at, testimonial_titled(row["testimonial"]).id)


def make_positioning(cast: Cast, slug: str, row: Row) -> None:
    """Write down how a territory sees itself and whom it wants to welcome."""
    names = ("awareness", "image", "identity", "differentiators")
    targets = tuple(Target.of(one) for one in row["targets"])
    said = PositioningSaid(**{name: row[name] for name in names}, targets=targets)
    with standing_at(instant(row["at"])):
        save_positioning(cast.people[row["author"]].as_actor(), cast.territories[slug], said, 0)


def make_call(cast: Cast, slug: str, row: Row) -> None:
    """Call the ambassadors who speak of a theme; their mails stay in the demonstration's drawer."""
    with standing_at(instant(row["at"])):
        caller = cast.people[row["author"]].as_actor()
        call_ambassadors(caller, CellPlace(cast.territories[slug], row["theme"]), row["message"])


def fact_of(row: Row) -> Fact:
    """Read one fact of a file."""
    return Fact(
        label=row["label"],
        value=row["value"],
        unit=row.get("unit", ""),
        source_name=row["source"],
        source_url=row.get("source_url", ""),
        dated=_day(row, "dated"),
        past_value=row.get("past_value", ""),
        past_dated=_day(row, "past_dated"),
        series=tuple(Point(year, float(value)) for year, value in row.get("series", [])),
    )


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None


def _paint(seed: str, row: Row) -> CellPicture:
    key = put(paint(row["kind"], seed, WIDTH, HEIGHT), "photos", "jpg")
    return CellPicture(
        key=key, width=WIDTH, height=HEIGHT, alt=row["alt"], credit="Image peinte pour la démonstration"
    )
