"""The log of decisions cannot be rewritten, even by us."""

from sqlalchemy import Connection

from ambassadors.core.guards import guard, refuse_changes


@guard
def keep_the_log(connection: Connection) -> None:
    """Refuse to change or remove a decision."""
    refuse_changes(connection, "decision")
