"""When a dossier is laid out on paper anew: soon after what it says has changed, once for what changes together."""

from datetime import UTC, datetime, timedelta

from ambassadors.core.clock import now
from ambassadors.core.events import subscribe
from ambassadors.core.outbox import enqueue
from ambassadors.core.printed import Printed
from ambassadors.moderation.engine import Moved
from ambassadors.territories.service import TerritoryWritten

from .events import CellPublished, DossierChanged

PRINT = "dossier.print"
PERIOD = timedelta(minutes=5)
# A transaction that began within the period may end after it: what it says is waited for.
GRACE = timedelta(minutes=1)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def plan(territory_id: int) -> None:
    """Ask for the PDFs of a territory at the end of this period of five minutes."""
    number = (now() - _EPOCH) // PERIOD
    due = _EPOCH + (number + 1) * PERIOD + GRACE
    enqueue(PRINT, {"territory": territory_id}, key=f"{PRINT}:{territory_id}:{number}", due=due)


def forget_print(holder: Printed) -> None:
    """Let the file go that a row will name no more."""
    if holder.print_key:
        enqueue("pictures.delete", {"keys": [holder.print_key]})


@subscribe(DossierChanged)
def after_a_change(event: DossierChanged) -> None:
    """Print what somebody of the territory wrote beside the cells."""
    plan(event.territory_id)


@subscribe(CellPublished)
def after_a_cell(event: CellPublished) -> None:
    """Print a cell that was published."""
    plan(event.cell.territory_id)


@subscribe(Moved)
def after_a_voice(event: Moved) -> None:
    """Print a voice or an answer that came, and forget one that went."""
    if "published" in (event.from_status, event.to_status) and event.item.kind in (
        "testimonial",
        "answer",
        "question",
    ):
        plan(event.item.territory_id)


@subscribe(TerritoryWritten)
def after_its_names(event: TerritoryWritten) -> None:
    """Print the territory's new name, colour or cover; the dossier of one that opens."""
    plan(event.territory.id)
