"""What the worker does for accounts: mails that were asked for, and what is thrown away by the clock."""

from datetime import timedelta
from typing import Any

from ambassadors.core.mailer import post
from ambassadors.core.outbox import handles
from ambassadors.core.schedule import every

from . import asking, purging


@handles(asking.KIND)
def mail_asked(payload: dict[str, Any], key: str) -> None:
    """Answer a request for a mail."""
    mail = asking.answer(payload["purpose"], payload["email"], payload["payload"])
    if mail:
        post(mail, key=f"mail:{key}")


@handles("accounts.purge")
def purge(payload: dict[str, Any], key: str) -> None:
    """Throw away links, sessions and accounts whose time is over."""
    purging.purge()


every(timedelta(hours=6), "accounts.purge")
