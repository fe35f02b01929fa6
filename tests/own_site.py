"""A site on a database of its own, where commits are real: for what several workers do at the same time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import create_engine, make_url, text

from ambassadors import create_app, migrating, wiring
from ambassadors.core import postman
from ambassadors.core.db import db
from ambassadors.places.models import Level, Place
from config import Settings

BRIVE = Place(
    id=1,
    level=Level.EPCI,
    code="200043172",
    name="CA du Bassin de Brive",
    kind="CA",
    type_liaison=0,
    population=105_000,
    context="Corrèze",
)


@contextmanager
def own_site(settings: Settings, folder: Path) -> Iterator[Flask]:
    """Make the tables and one place in a new database, and remove it afterwards."""
    with own_database(folder) as address:
        site = create_app(replace(settings, database_url=address), folder)
        site.testing = True
        wiring.wire_handlers()
        postman.mail_extension.init_app(site)
        with site.app_context():
            migrating.upgrade(db.engine)
            db.session.merge(BRIVE)
            db.session.commit()
        yield site
        with site.app_context():
            db.engine.dispose()


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Give the address of a new database, in the folder or on TEST_DATABASE_URL's server; drop it afterwards."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{folder / 'own.db'}"
        return
    name = f"own_{uuid4().hex[:12]}"
    with create_engine(make_url(server), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
