"""The application under test: the real site on a real database, each test in a transaction that is undone.

TEST_DATABASE_URL runs the same tests on PostgreSQL, each process in a database of its own.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from ambassadors import create_app, migrating, wiring
from ambassadors.accounts.models import Account, AccountSession
from ambassadors.core import postman
from ambassadors.core.db import db
from ambassadors.web.limits import limiter
from config import Settings
from tests.client import PageClient
from tests.factories import places


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Name the group of a test in its id, where xdist's scheduler reads it.

    xdist 3.8 writes it to an attribute that pytest 9.2 no longer reads (pytest-xdist, issue 1386), and says nothing.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group and "@" not in item.nodeid:
            item._id = type(item.id).parse(f"{item.nodeid}@{group.args[0]}")


def _own_postgresql(server: str, name: str) -> str:
    """Create a database of this process's own and return its address."""
    url = make_url(server)
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The database of this process, empty."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    name = f"{make_url(server).database}_{worker_id}_{os.getpid()}"
    yield _own_postgresql(server, name)
    with create_engine(make_url(server), isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def settings(database_url: str) -> Settings:
    """The settings of tests: no limits, mails in files."""
    return Settings.from_env(
        {
            "APP_ENV": "test",
            "SECRET_KEY": "for-tests-only-" + "0123456789abcdef" * 2,
            "DATABASE_URL": database_url,
            "SITE_URL": "http://localhost",
            "RATE_LIMITS": "off",
        }
    )


@pytest.fixture(scope="session")
def site(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, its tables made by the migrations, with a small France in them."""
    app = create_app(settings, tmp_path_factory.mktemp("instance"))
    app.testing = True
    wiring.wire_handlers()
    postman.mail_extension.init_app(app)
    with app.app_context():
        migrating.upgrade(db.engine)
        places.make_small_france(db.session)
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def limits_left_as_found() -> Iterator[None]:
    """The limiter is one object for every application of a process: what a test switches on ends with it."""
    before = limiter.enabled
    yield
    limiter.enabled = before


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """The application, in a transaction that the test's end undoes: commits become savepoints."""
    limiter.enabled = site.config["RATELIMIT_ENABLED"]
    with site.app_context():
        maker = db.sessionmaker
        before = dict(maker.kw)
        with db.engine.connect() as connection, connection.begin() as undone:
            maker.configure(bind=connection, join_transaction_mode="create_savepoint")
            try:
                yield site
            finally:
                db.session.close()
                maker.kw.clear()
                maker.kw.update(before)
                undone.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody is signed in on. Its pages are checked for title, heading and forms."""
    app.test_client_class = PageClient
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Account], FlaskClient]:
    """A function that gives a browser on which an account is signed in."""

    def sign_in(account: Account) -> FlaskClient:
        row = AccountSession(id=f"test-{account.id}-{time.monotonic_ns()}", account_id=account.id)
        db.session.add(row)
        db.session.commit()
        app.test_client_class = PageClient
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = row.id
            session["seen"] = int(time.time())
        return browser

    return sign_in


@pytest.fixture
def mail_folder(app: Flask) -> Path:
    """Where the mails sent by `deliver()` are written, empty."""
    folder = Path(app.config["MAIL_FOLDER"])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    return folder
