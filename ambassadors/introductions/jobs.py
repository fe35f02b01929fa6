"""What the worker does for requests: the mail that confirms, reminders, what is forgotten."""

from datetime import timedelta
from typing import Any

from ambassadors.core.mailer import post
from ambassadors.core.outbox import handles
from ambassadors.core.schedule import every

from .service import reminding, sharing
from .service.confirming import requests


@handles(requests.job)
def mail_asked(payload: dict[str, Any], key: str) -> None:
    """Send the link that confirms a request."""
    mail = requests.confirmation(payload["id"])
    if mail:
        post(mail, key=f"mail:{key}")


@handles("introductions.remind")
def remind(payload: dict[str, Any], key: str) -> None:
    """Send the reminders of the day."""
    reminding.remind()


@handles("introductions.purge")
def purge(payload: dict[str, Any], key: str) -> None:
    """Forget what nobody confirmed, and what nothing has changed for two years."""
    requests.purge()
    sharing.forget_old()


every(timedelta(hours=1), "introductions.remind")
every(timedelta(hours=6), "introductions.purge")
