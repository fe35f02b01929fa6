"""The worker's side of mails: render, inline the styles, send. Never imported by the web (css-inline is heavy)."""

import smtplib
import ssl
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import css_inline
from flask import current_app, render_template
from flask_mail import Connection, Message
from flask_mail import Mail as MailExtension

from .clock import now
from .outbox import Away, Permanent, handles
from .typography import french

SILENCE = 15  # seconds: a server that accepts and says nothing must not hold the worker for ever


class _Connection(Connection):
    """A connection that gives up in time, trusts no stranger's certificate, and tells an absent server apart."""

    def configure_host(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        """Connect and sign in: what fails here is the server's, no mail's."""
        try:
            return self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise Away(f"serveur de courriels injoignable : {error or type(error).__name__}") from error

    def _connected(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        server, port, trusted = self.mail.server, self.mail.port, ssl.create_default_context()
        host = (
            smtplib.SMTP_SSL(server, port, timeout=SILENCE, context=trusted)
            if self.mail.use_ssl
            else smtplib.SMTP(server, port, timeout=SILENCE)
        )
        if self.mail.use_tls:
            host.starttls(context=trusted)
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host

    def __exit__(self, *error: Any) -> None:
        """Take leave, whatever the server answers: the mail is accepted, or its own failure says why not."""
        with suppress(OSError, smtplib.SMTPException):
            super().__exit__(*error)


class _Extension(MailExtension):
    def connect(self) -> _Connection:
        """Return a connection of ours."""
        return _Connection(current_app.extensions["mail"])


mail_extension = _Extension()


@handles("mail.send")
def send_mail(payload: dict[str, Any], key: str) -> None:
    """Send one mail; the same key always bears the same Message-ID, so a second sending can be recognised."""
    message = _message(payload, key)
    if not current_app.config["MAIL_SERVER"]:
        _write_to_folder(message, key)
        return
    try:
        mail_extension.send(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(500 <= code < 600 for code, _ in refusal.recipients.values()):
            raise Permanent(f"adresse refusée par le serveur : {refusal.recipients}") from refusal
        raise
    except smtplib.SMTPDataError as refusal:
        if 500 <= refusal.smtp_code < 600:
            raise Permanent(f"courriel refusé par le serveur : {refusal}") from refusal
        raise


def _message(payload: dict[str, Any], key: str) -> Message:
    context = payload["context"] | {"site_url": current_app.config["SITE_URL"], "subject": payload["subject"]}
    text = render_template(f"mails/{payload['template']}.txt", **context)
    html = render_template(f"mails/{payload['template']}.html", **context)
    domain = urlsplit(current_app.config["SITE_URL"]).hostname or "localhost"
    message = Message(
        subject=french(payload["subject"]),
        recipients=[payload["to"]],
        body=text,
        html=css_inline.inline(html, keep_style_tags=True, load_remote_stylesheets=False),
        sender=current_app.config["MAIL_DEFAULT_SENDER"],
        reply_to=payload.get("reply_to"),
        extra_headers={"Auto-Submitted": "auto-generated"},
    )
    message.msgId = f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
    message.date = now().timestamp()
    return message


def _write_to_folder(message: Message, key: str) -> None:
    """Keep the mail as a file where no mail server is set: development and demonstration."""
    folder = Path(current_app.config["MAIL_FOLDER"])
    folder.mkdir(parents=True, exist_ok=True)
    stamp = now().strftime("%Y%m%d-%H%M%S-%f")
    (folder / f"{stamp}-{sha256(key.encode()).hexdigest()[:8]}.eml").write_bytes(message.as_bytes())
