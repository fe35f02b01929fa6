"""The mails this machine kept instead of sending, to be read while developing. Never in production."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from .access import public

blueprint = Blueprint("mailbox", __name__)

MOST = 100
# A mail brings its own styles, and nothing else: no script, no form, no file from anywhere.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation"
)


@dataclass(frozen=True)
class Kept:
    """A mail of the folder."""

    name: str
    message: EmailMessage

    @property
    def at(self) -> datetime | None:
        """Return when it was written."""
        date: Any = self.message["Date"]
        return date.datetime if date else None

    def part(self, kind: str) -> str:
        """Return its text (plain) or its page (html)."""
        found = self.message.get_body((kind,))
        return str(found.get_content()) if found else ""


def _folder() -> Path:
    return Path(current_app.config["MAIL_FOLDER"])


def _read(path: Path) -> Kept:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Kept(path.stem, message)


def _find(name: str) -> Kept:
    path = _folder() / f"{name}.eml"
    if not name.replace("-", "").isalnum() or not path.is_file():
        abort(404)
    return _read(path)


def _with_links(text: str) -> Markup:
    """Return a text whose addresses can be followed."""
    lines = [Markup(" ").join(_word(word) for word in line.split(" ")) for line in text.splitlines()]
    return Markup("\n").join(lines)


def _word(word: str) -> Markup:
    if word.startswith(("http://", "https://")):
        return Markup('<a href="{0}">{0}</a>').format(word)
    return escape(word)


@blueprint.get("/dev/courrier")
@public
def listed() -> ResponseReturnValue:
    """List the mails kept, newest first."""
    paths = sorted(_folder().glob("*.eml"), reverse=True)[:MOST]
    return render_template("dev/mailbox.html", mails=[_read(path) for path in paths])


@blueprint.get("/dev/courrier/<name>")
@public
def one(name: str) -> ResponseReturnValue:
    """Show one mail as text, its links ready to follow."""
    kept = _find(name)
    return render_template("dev/mail.html", kept=kept, text=_with_links(kept.part("plain")))


@blueprint.get("/dev/courrier/<name>.html")
@public
def page(name: str) -> Response:
    """Show one mail as a mail reader would."""
    return Response(_find(name).part("html"), mimetype="text/html")


# Read by Talisman, whose own policy would otherwise replace it.
page.talisman_view_options = {"content_security_policy": MAIL_POLICY}  # type: ignore[attr-defined]  # as its decorator does
