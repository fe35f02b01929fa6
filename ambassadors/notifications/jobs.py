"""What the worker does to tell people."""

from dataclasses import asdict
from typing import Any

from ambassadors.core.outbox import act_now, handles

from .digest import mail_of


@handles("queue.tell")
def tell_of_queue(payload: dict[str, Any], key: str) -> None:
    """Tell somebody of a team what awaits them.

    The mail is written as it leaves: a server that was away for a night finds one, of the morning's queue.
    """
    mail = mail_of(payload["account"])
    if mail:
        act_now("mail.send", asdict(mail), f"mail:{key}")
