"""Requests as they come over the wire, each undone afterwards: a hostile form that succeeds changes nothing."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask
from sqlalchemy import Connection
from werkzeug.test import EnvironBuilder

from ambassadors.core.db import db

from .world import World

URLENCODED = "application/x-www-form-urlencoded"
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str
    seconds: float

    @property
    def is_page(self) -> bool:
        """Tell whether a browser would read it as HTML."""
        return self.headers.get("content-type", "").startswith("text/html")


class Site:
    """The site with its world; every request is rolled back."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self.count, self.slowest = 0, (0.0, "")

    @contextmanager
    def undone(self) -> Iterator[Connection]:
        """Undo what is done meanwhile."""
        db.session.close()
        connection: Connection = db.sessionmaker.kw["bind"]
        point = connection.begin_nested()
        try:
            yield connection
        finally:
            db.session.close()
            point.rollback()

    def send(
        self,
        persona: str,
        method: str,
        address: str,
        body: bytes | None = None,
        kind: str = URLENCODED,
        headers: Mapping[str, str] = NONE,
    ) -> Answer:
        """Send a request as somebody; an exception that nothing caught is a 500."""
        sent = dict(headers)
        cookie = self.world.cookies.get(persona)
        if cookie:
            sent.setdefault("Cookie", cookie)
        environ = _environ(method, address, body, kind, sent)
        began = time.perf_counter()
        with self.undone(), self.app.app_context():
            try:
                answer = self.app.test_client(use_cookies=False).open(environ)
                found = (answer.status_code, answer.headers.to_wsgi_list(), answer.get_data(as_text=False))
                answer.close()
            except Exception as error:
                found = (599, [], f"{type(error).__name__}: {error}"[:400].encode(errors="replace"))
        seconds = time.perf_counter() - began
        self.count += 1
        self.slowest = max(self.slowest, (seconds, f"{method} {address[:80]}"))
        named = {name.lower(): value for name, value in found[1]}
        return Answer(found[0], named, found[2].decode("utf-8", "replace"), seconds)


def _environ(
    method: str, address: str, body: bytes | None, kind: str, headers: Mapping[str, str]
) -> dict[str, Any]:
    """Return the WSGI environment of a request, with headers that a polite client would refuse to write."""
    path, mark, query = address.partition("?")
    builder = EnvironBuilder(method=method, path=path, query_string=query if mark else None)
    if body is not None:
        builder.input_stream = BytesIO(body)
    environ = builder.get_environ()
    builder.close()
    environ["PATH_INFO"] = unquote_to_bytes(path).decode("latin-1")
    if body is not None:
        environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind}
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    return environ
