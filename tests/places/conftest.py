"""The real France, loaded once a session, beside the small one of the other tests."""

import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, Table, create_engine, make_url, text
from sqlalchemy.orm import Session

from ambassadors import create_app
from ambassadors.core.db import Model
from ambassadors.places.service import load_places
from config import Settings

MakeDatabase = Callable[[str], str]
WriteEdition = Callable[..., Path]


def place_tables() -> list[Table]:
    return [table for name, table in Model.metadata.tables.items() if name.startswith("place")]


@pytest.fixture(scope="session")
def make_database(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> MakeDatabase:
    """A function that gives the address of an empty set of place tables: a file, or a schema on PostgreSQL."""

    def make(name: str) -> str:
        url = f"sqlite:///{tmp_path_factory.mktemp(name) / 'places.db'}"
        if not database_url.startswith("sqlite"):
            with create_engine(database_url).begin() as connection:
                connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
                connection.execute(text(f"CREATE SCHEMA {name}"))
            own = make_url(database_url).update_query_dict({"options": f"-csearch_path={name}"})
            url = own.render_as_string(hide_password=False)
        engine = create_engine(url)
        Model.metadata.create_all(engine, tables=place_tables())
        engine.dispose()
        return url

    return make


@pytest.fixture(scope="session")
def france_url(make_database: MakeDatabase) -> str:
    url = make_database("france")
    engine = create_engine(url)
    with Session(engine) as session:
        load_places(session)
        session.commit()
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def france_engine(france_url: str) -> Iterator[Engine]:
    engine = create_engine(france_url)
    yield engine
    engine.dispose()


@pytest.fixture
def france(france_engine: Engine) -> Iterator[Session]:
    with Session(france_engine) as session:
        yield session


@pytest.fixture(scope="session")
def france_site(settings: Settings, france_url: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    app = create_app(replace(settings, database_url=france_url), tmp_path_factory.mktemp("instance"))
    app.testing = True
    return app


@pytest.fixture
def write_edition(tmp_path: Path) -> WriteEdition:
    """A function that writes a file of places, its header counting what it holds unless told otherwise."""

    def write(year: int, tables: dict[str, list[Any]], **counts: int) -> Path:
        rows = {
            name: tables.get(name, []) for name in ("regions", "departements", "epci", "communes", "aliases")
        }
        counted = {name: len(table) for name, table in rows.items()} | counts
        document = {"header": {"year": year, "counts": counted}, **rows}
        path = tmp_path / f"places-{year}.json.xz"
        path.write_bytes(lzma.compress(json.dumps(document).encode()))
        return path

    return write
