"""What the worker forgets by the clock: receipts no browser will send again, rows of the outbox long done."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from . import receipts
from .clock import now
from .db import db
from .outbox import OutboxRow, handles
from .schedule import every

KEPT_DONE = timedelta(days=30)


@handles("core.purge")
def purge(payload: dict[str, Any], key: str) -> None:
    """Forget what has been of no use for a month."""
    receipts.purge()
    db.session.execute(delete(OutboxRow).where(OutboxRow.done_at < now() - KEPT_DONE))


every(timedelta(days=1), "core.purge")
