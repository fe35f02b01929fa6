"""The database: one session a request, one base class, SQLite made trustworthy."""

from contextvars import ContextVar
from datetime import datetime
from inspect import iscoroutinefunction
from typing import Any, ClassVar

from flask.sansio.app import App
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import JSON, Connection, Engine, MetaData, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import ObjectDeletedError
from sqlalchemy.pool import ConnectionPoolEntry

from .types import UTCDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Database(SQLAlchemy):
    """The session of a request or of a job, closed when it ends."""

    def init_app(self, app: App) -> None:
        """Put the session on an application, without its asynchronous twin, which nothing here ever opens.

        To close it, Flask would start a thread and an event loop at the end of each request: half its cost.
        """
        super().init_app(app)
        app.teardown_appcontext_funcs = [
            act for act in app.teardown_appcontext_funcs if not iscoroutinefunction(act)
        ]


class OwnSession(Session):
    """A session that says of a row that went away what went away."""

    def refresh(self, instance: object, *args: Any, **options: Any) -> None:
        """Read a row again; raise ObjectDeletedError where somebody removed it since it was read.

        SQLAlchemy raises the error of a session misused, which is not told from a fault of ours.
        """
        try:
            super().refresh(instance, *args, **options)
        except InvalidRequestError as error:
            state = inspect(instance, raiseerr=True)
            if not state.persistent:
                raise
            raise ObjectDeletedError(state) from error


db = Database(session_options={"class_": OwnSession})

# A request that only reads takes no write lock; everything else (POST, jobs, commands) may write.
reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)


class Model(DeclarativeBase):
    """The base of every table; constraints are named so that a migration can find them again."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime(),
        dict[str, Any]: JSON(),
        dict[str, str]: JSON(),
        list[str]: JSON(),
        list[dict[str, Any]]: JSON(),
    }


def is_sqlite(engine: Engine | Connection) -> bool:
    """Tell whether this engine is SQLite."""
    return engine.dialect.name == "sqlite"


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Set the pragmas of docs/adr/0004; recursive_triggers makes INSERT OR REPLACE fire the log's guard."""
    if "sqlite3" not in type(connection).__module__:
        return
    # SQLAlchemy must begin transactions itself: the driver's own BEGIN is deferred and comes too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "cache_size=-16000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Take the write lock at once where a write may follow: a deferred read-then-write fails under load."""
    if is_sqlite(connection):
        connection.exec_driver_sql("BEGIN" if reading_only.get() else "BEGIN IMMEDIATE")
