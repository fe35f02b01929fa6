"""The mails of requests: each function returns one; what happened to a request posts them.

Those to the desk tell nothing of the mover: what was shared is read on the site, as long as it is shared.
"""

from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.core.addresses import absolute
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.territories.grid import THEMES
from ambassadors.territories.letterhead import letterhead

from .events import Asked, Stepped
from .models import Introduction
from .queries.desk import to_tell
from .record import Reminder
from .unconfirmed import UnconfirmedIntroduction


def confirm(kept: UnconfirmedIntroduction, token: str) -> Mail:
    """Ask somebody to confirm that the request made with their address is theirs."""
    context = letterhead(kept.territory) | {
        "name": kept.name,
        "link": absolute(f"/demandes/confirmer/{token}"),
    }
    subject = f"Confirmez votre demande à l’équipe {kept.territory.of_name}"
    return Mail(kept.email, subject, "introductions/confirm", context)


def arrived(introduction: Introduction, to: Account) -> Mail:
    """Tell who will answer that a request came."""
    theme = THEMES.get(introduction.theme, "")
    context = letterhead(introduction.territory) | {
        "name": to.name,
        "theme": theme,
        "link": absolute(introduction.desk_path),
    }
    subject = f"Une demande d’accompagnement {introduction.territory.at_name}" + (
        f" : {theme}" if theme else ""
    )
    return Mail(to.email or "", subject, "introductions/arrived", context)


def taken(introduction: Introduction, by: str, to: Account) -> Mail:
    """Tell a mover who takes their request in hand."""
    subject = f"{by} s’occupe de votre demande {introduction.territory.at_name}"
    return Mail(to.email or "", subject, "introductions/taken", _to_mover(introduction, who=by))


def settled(introduction: Introduction, to: Account) -> Mail:
    """Ask a mover who has settled, once, whether they would become an ambassador."""
    there = introduction.territory
    context = _to_mover(introduction, link=absolute(f"{there.path}/devenir-ambassadeur"))
    subject = f"Vous voilà {there.at_name} : et si vous racontiez ?"
    return Mail(to.email or "", subject, "introductions/settled", context)


def reminder(reminder: Reminder, introduction: Introduction) -> Mail:
    """Remind somebody of the desk of what they wrote to themselves."""
    context = letterhead(introduction.territory) | {
        "name": reminder.account.name,
        "words": reminder.words,
        "number": introduction.id,
        "link": absolute(introduction.desk_path),
    }
    subject = f"Votre rappel sur une demande {introduction.territory.at_name}"
    return Mail(reminder.account.email or "", subject, "introductions/reminder", context)


def _to_mover(introduction: Introduction, **more: Any) -> dict[str, Any]:
    follow = absolute(introduction.path)
    said = {"name": introduction.name, "follow": follow, "link": follow}
    return letterhead(introduction.territory) | said | more


@subscribe(Asked)
def tell_desk(event: Asked) -> None:
    """Write to who answers for the theme, else to who runs the territory."""
    for account in to_tell(event.introduction):
        post(
            arrived(event.introduction, account),
            key=f"introduction.arrived:{event.introduction.id}:{account.id}",
        )


@subscribe(Stepped)
def tell_mover(event: Stepped) -> None:
    """Write to a mover who is taken in hand, or has settled."""
    introduction = event.introduction
    mover = db.session.get(Account, introduction.author_id or 0)
    if mover is None or mover.email is None:
        return
    if event.step in ("take", "take-over"):
        key = f"introduction.taken:{introduction.id}:{introduction.version}"
        post(taken(introduction, event.actor.name, mover), key=key)
    if event.invites:
        post(settled(introduction, mover), key=f"introduction.settled:{introduction.id}")
