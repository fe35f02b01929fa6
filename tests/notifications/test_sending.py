"""Mails through a real SMTP server: what leaves, what is tried again, what is given up."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import select, update

from ambassadors.core import postman
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.mailer import Mail, post
from ambassadors.core.outbox import OutboxRow, run_due
from ambassadors.core.postman import mail_extension

HELLO = Mail(
    "nora@demo.example",
    "Claire a répondu à votre question : le marché de Brive",
    "notifications/queue",
    {"name": "Nora", "total": 1, "groups": []},
)


class Postbox:
    """A server's memory, and the answer it gives to a recipient or to a text."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.to_recipient = "250 OK"
        self.to_text = "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.to_text.startswith("250"):
            parsed: Any = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            self.mails.append(parsed)
        return self.to_text


class Server:
    """An SMTP server that can be stopped and started again on its port."""

    def __init__(self, port: int) -> None:
        self.postbox, self.port = Postbox(), port
        self.controller: Controller | None = None

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        self.controller = Controller(self.postbox, hostname="127.0.0.1", port=self.port, tls_context=tls)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = {name: app.config[name] for name in ("MAIL_SERVER", "MAIL_PORT")}
    app.config |= {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": port, "MAIL_SUPPRESS_SEND": False}
    mail_extension.init_app(app)
    running = Server(port)
    running.start()
    yield running
    running.stop()
    app.config |= before
    mail_extension.init_app(app)


def a_certificate_of_its_own() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "nobodys-certificate.pem")
    return context


def only_row() -> OutboxRow:
    return db.session.scalars(select(OutboxRow).execution_options(populate_existing=True)).one()


def try_again() -> None:
    db.session.execute(update(OutboxRow).values(due_at=now()))
    db.session.commit()
    run_due("test")


def test_a_mail_has_text_and_html_and_a_french_subject(app: Flask, server: Server) -> None:
    post(HELLO, key="hello")
    run_due("test")
    (mail,) = server.postbox.mails
    assert mail["Subject"] == "Claire a répondu à votre question\u00a0: le marché de Brive"
    assert mail["To"] == "nora@demo.example" and mail["Auto-Submitted"] == "auto-generated"
    assert "multipart/alternative" in {part.get_content_type() for part in mail.walk()}
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"]
    html = mail.get_body(("html",))
    assert html is not None and 'style="' in html.get_content() and "@media" in html.get_content()


def test_nothing_is_lost_while_the_server_is_down(app: Flask, server: Server) -> None:
    server.stop()
    post(HELLO, key="patient")
    run_due("test")
    waiting = only_row()
    assert (waiting.attempts, waiting.done_at, waiting.dead_at) == (1, None, None)
    assert "refused" in (waiting.last_error or "").lower() and waiting.due_at > now()
    try_again()
    assert only_row().attempts == 2
    server.start()
    try_again()
    assert only_row().done_at is not None and len(server.postbox.mails) == 1


def test_a_mail_sent_again_bears_the_same_message_id(app: Flask, server: Server) -> None:
    post(HELLO, key="same")
    run_due("test")
    db.session.execute(update(OutboxRow).values(done_at=None, leased_until=None, payload=HELLO.__dict__))
    try_again()
    first, second = (mail["Message-ID"] for mail in server.postbox.mails)
    assert first == second and first.endswith("@localhost>")


@pytest.mark.parametrize("where", ["to_recipient", "to_text"])
def test_a_refusal_for_good_is_a_dead_letter_at_once(app: Flask, server: Server, where: str) -> None:
    setattr(server.postbox, where, "550 5.1.1 no such user")
    post(HELLO, key="nobody")
    run_due("test")
    dead = only_row()
    assert dead.dead_at is not None and dead.attempts == 1 and "550" in (dead.last_error or "")


@pytest.mark.parametrize("where", ["to_recipient", "to_text"])
def test_a_refusal_for_now_is_tried_again(app: Flask, server: Server, where: str) -> None:
    setattr(server.postbox, where, "451 4.3.0 try later")
    post(HELLO, key="busy")
    run_due("test")
    assert only_row().dead_at is None and only_row().attempts == 1
    setattr(server.postbox, where, "250 OK")
    try_again()
    assert len(server.postbox.mails) == 1


@contextmanager
def answering(app: Flask, answer: Callable[[socket.socket], None]) -> Iterator[None]:
    """Be a server that does as it likes with whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app.config |= {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": listening.getsockname()[1]}
        mail_extension.init_app(app)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    visitor, _ = listening.accept()
                    with visitor:
                        answer(visitor)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def says_nothing(visitor: socket.socket) -> None:
    visitor.recv(1)


def test_a_server_that_says_nothing_is_left_in_time(
    app: Flask, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postman, "SILENCE", 0.2)
    post(HELLO, key="first")
    post(HELLO, key="second")
    with answering(app, says_nothing):
        began = time.monotonic()
        assert run_due("test", most=1) == 1 and run_due("test") == 0
    assert time.monotonic() - began < 5
    rows = db.session.scalars(select(OutboxRow).execution_options(populate_existing=True)).all()
    assert [row.dead_at for row in rows] == [None, None] and rows[0].due_at == rows[1].due_at > now()
    assert "injoignable" in (rows[0].last_error or "")


def hangs_up_once_it_has_the_mail(visitor: socket.socket) -> None:
    visitor.sendall(b"220 bonjour\r\n")
    lines = visitor.makefile("rb")
    for line in lines:
        if line.upper().startswith(b"DATA"):
            visitor.sendall(b"354 j'ecoute\r\n")
            while next(lines) != b".\r\n":
                pass
            visitor.sendall(b"250 pris\r\n")
            return
        visitor.sendall(b"250 bien\r\n")


def test_a_mail_accepted_by_a_server_that_hangs_up_is_sent_once(app: Flask, server: Server) -> None:
    post(HELLO, key="accepted")
    with answering(app, hangs_up_once_it_has_the_mail):
        run_due("test")
    assert only_row().done_at is not None


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(app: Flask, server: Server) -> None:
    server.stop()
    server.start(tls=a_certificate_of_its_own())
    app.config["MAIL_USE_TLS"] = True
    mail_extension.init_app(app)
    try:
        post(HELLO, key="private")
        run_due("test")
        assert "certificate" in (only_row().last_error or "").lower() and server.postbox.mails == []
    finally:
        app.config["MAIL_USE_TLS"] = False
