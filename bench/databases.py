"""The generated databases, kept until the models or the generator change."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from flask import Flask
from sqlalchemy import Engine, create_engine, make_url, text

from ambassadors import create_app, demo, migrating, wiring
from ambassadors.core import stems, typography
from ambassadors.core import text as markdown
from ambassadors.core.db import Model, db, is_sqlite
from ambassadors.places.edition import SHIPPED
from ambassadors.places.service import load_places
from ambassadors.search import documents
from config import ROOT, Settings

from .generator import generate
from .sizes import Size

FOLDER = ROOT / "instance" / "bench"
SECRET = "for-the-bench-only-" + "0123456789abcdef" * 2
SCHEMA_PREFIX = "ambassadeurs_bench"
# What, beside the models, makes the rows what they are.
MAKERS: tuple[ModuleType, ...] = (documents, markdown, stems, typography)


@dataclass(frozen=True)
class Database:
    """A generated site: where it is, and the settings with which it is read."""

    url: str
    name: str

    @property
    def is_sqlite(self) -> bool:
        """Tell whether it is a file."""
        return self.url.startswith("sqlite")

    def environment(self, port: int = 5000) -> dict[str, str]:
        """Return the settings of a site on this database: the query counter on, the limits off."""
        return {
            "APP_ENV": "test",
            "SECRET_KEY": SECRET,
            "DATABASE_URL": self.url,
            "INSTANCE_PATH": str(FOLDER / "site"),
            "RATE_LIMITS": "off",
            "PORT": str(port),
            "SITE_URL": f"http://127.0.0.1:{port}",
        }

    def app(self) -> Flask:
        """Build the application on this database, to read it from here."""
        return create_app(Settings.from_env(self.environment()), FOLDER / "site")


def fingerprint() -> str:
    """Return what changes when the generated rows would."""
    files = {Path(inspect.getfile(module)) for module in MAKERS} | {SHIPPED}
    files |= {ROOT / "ambassadors" / f"{name.replace('.', '/')}.py" for name in wiring.MODELS}
    files |= set(Path(__file__).parent.glob("*.py")) - {Path(__file__).parent / name for name in MEASURING}
    files |= set((Path(inspect.getfile(demo)).parent / "content").rglob("*.toml"))
    files |= set((ROOT / "migrations" / "versions").glob("*.py"))
    digest = sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


# The files of the bench that only measure.
MEASURING = (
    "__main__.py", "bare.py", "document.py", "pages.py", "report.py", "runs.py", "servers.py", "wrk.py",
)  # fmt: skip  # a list reads as a list


def prepared(url: str | None, scale: float, say: Callable[[str], None]) -> Database:
    """Return a generated database of a scale, made now unless it is there already."""
    mark = f"{fingerprint()}-{scale:g}"
    name = f"{SCHEMA_PREFIX}_{scale:g}".replace(".", "_")
    if url is None or url.startswith("sqlite"):
        return _file(Path(url.removeprefix("sqlite:///")) if url else FOLDER, name, mark, scale, say)
    return _schema(url, name, mark, scale, say)


def _file(folder: Path, name: str, mark: str, scale: float, say: Callable[[str], None]) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{mark}.db"
    if not path.exists():
        for old in folder.glob(f"{name}-*"):
            old.unlink()
        _fill(Database(f"sqlite:///{path}.part", name), scale, say)
        Path(f"{path}.part").rename(path)
    return Database(f"sqlite:///{path}", name)


def _schema(url: str, name: str, mark: str, scale: float, say: Callable[[str], None]) -> Database:
    """Keep to a schema of our own, so that nothing else in that database is ever touched."""
    own = make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
    database = Database(own.render_as_string(hide_password=False), name)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        kept = connection.scalar(text("SELECT obj_description(to_regnamespace(:name))"), {"name": name})
        if kept != mark:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'))
            connection.execute(text(f'CREATE SCHEMA "{name}"'))
            _fill(database, scale, say)
            connection.execute(text(f"COMMENT ON SCHEMA \"{name}\" IS '{mark}'"))
    engine.dispose()
    return database


def _fill(database: Database, scale: float, say: Callable[[str], None]) -> None:
    app = database.app()
    with app.app_context():
        migrating.upgrade(db.engine)
        say("lieux officiels")
        load_places(db.session)
        db.session.commit()
        generate(Size.at(scale), say)
        db.session.commit()
        db.session.close()
        _settle(db.engine)
        db.engine.dispose()


def _settle(engine: Engine) -> None:
    """Do now what PostgreSQL does by itself within minutes; SQLite puts its journal away when it is closed."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in () if is_sqlite(connection) else Model.metadata.tables:
            connection.execute(text(f"VACUUM (ANALYZE) {table}"))
