"""What the worker does for questions: the mail that confirms, what is forgotten, who is reminded."""

from datetime import timedelta
from typing import Any

from ambassadors.core.mailer import post
from ambassadors.core.outbox import handles
from ambassadors.core.schedule import every

from . import waiting
from .confirming import questions


@handles(questions.job)
def mail_asked(payload: dict[str, Any], key: str) -> None:
    """Send the link that confirms a question."""
    mail = questions.confirmation(payload["id"])
    if mail:
        post(mail, key=f"mail:{key}")


@handles("questions.purge")
def purge(payload: dict[str, Any], key: str) -> None:
    """Forget the questions that nobody confirmed."""
    questions.purge()


@handles("questions.remind")
def remind(payload: dict[str, Any], key: str) -> None:
    """Tell teams of the questions that wait."""
    waiting.remind()


every(timedelta(hours=6), "questions.purge")
every(timedelta(hours=6), "questions.remind")
