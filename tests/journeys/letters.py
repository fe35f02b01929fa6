"""Mails as the person who gets them reads them."""

import re
import time
from dataclasses import dataclass
from email.message import EmailMessage

from tests.live import LiveSite

PATIENCE = 40.0


@dataclass(frozen=True)
class Letter:
    """A mail: what it is about, and what it says."""

    about: str
    text: str
    site: str

    def link(self, beginning: str) -> str:
        """Return the address of the site it gives that begins so."""
        found = re.search(re.escape(self.site + beginning) + r"[^\s>]*", self.text)
        assert found, f"no link to {beginning} in:\n{self.text}"
        return found[0]


class Mailbox:
    """The mails that came to one address; each is taken once."""

    def __init__(self, live: LiveSite, address: str) -> None:
        self.live, self.address = live, address
        self._taken = {mail["Message-ID"] for mail in self._all()}

    def take(self, about: str) -> Letter:
        """Wait for the next mail whose subject holds these words."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for mail in self._all():
                if mail["Message-ID"] not in self._taken and about in plain(mail["Subject"]):
                    self._taken.add(mail["Message-ID"])
                    return Letter(plain(mail["Subject"]), text_of(mail), self.live.address)
            assert time.monotonic() < deadline, f"no mail «{about}» to {self.address} among {self.subjects()}"
            time.sleep(0.2)

    def subjects(self) -> list[str]:
        """List the subjects of all that came."""
        return [plain(mail["Subject"]) for mail in self._all()]

    def _all(self) -> list[EmailMessage]:
        return [mail for mail in self.live.mails() if mail["To"] == self.address]


def text_of(mail: EmailMessage) -> str:
    """Return the plain part of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return plain(str(body.get_content()))


def plain(text: str) -> str:
    """Return a text with ordinary spaces, as one compares it."""
    return re.sub("[\u00a0\u202f]", " ", text)
