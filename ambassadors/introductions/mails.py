"""The mails of requests: each function returns one; what happened to a request posts them.

Those to the desk tell nothing of the mover: what was shared is read on the site, as long as it is shared.
"""

from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.core.addresses import absolute
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.network.queries.people import profile_path
from ambassadors.territories.grid import THEMES
from ambassadors.territories.letterhead import letterhead
from ambassadors.territories.models import Territory

from .events import Asked, Entrusted, Proposed, Stepped, Waits, Written
from .models import Introduction
from .proposal import Proposal
from .queries.following import team_of, to_tell, waiting_in
from .record import Reminder
from .states import NEW, STATES
from .unconfirmed import UnconfirmedIntroduction


def confirm(kept: UnconfirmedIntroduction, token: str) -> Mail:
    """Ask somebody to confirm that the request made with their address is theirs."""
    context = letterhead(kept.territory) | {
        "name": kept.name,
        "link": absolute(f"/demandes/confirmer/{token}"),
    }
    subject = f"Confirmez votre demande à l’équipe {kept.territory.of_name}"
    return Mail(kept.email, subject, "introductions/confirm", context)


def arrived(introduction: Introduction, to: Account, *, again: bool = False) -> Mail:
    """Tell who will answer that a request came, or that it awaits somebody again."""
    theme = THEMES.get(introduction.theme, "")
    context = letterhead(introduction.territory) | {
        "name": to.name,
        "theme": theme,
        "again": again,
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


def closed(introduction: Introduction, to: Account) -> Mail:
    """Tell a mover that their request is closed, and what they may do."""
    subject = f"Votre demande {introduction.territory.at_name} est close"
    ask = absolute(f"{introduction.territory.path}/contacts/demande")
    again = ask if introduction.territory.takes_questions else ""
    return Mail(to.email or "", subject, "introductions/closed", _to_mover(introduction, again=again))


def reopened(introduction: Introduction, by: str, to: Account) -> Mail:
    """Tell a mover that their request is open again, and with whom."""
    subject = f"{by} rouvre votre demande {introduction.territory.at_name}"
    return Mail(to.email or "", subject, "introductions/reopened", _to_mover(introduction, who=by))


def entrusted(territory: Territory, waiting: int, to: Account) -> Mail:
    """Tell who answers from now on how many requests await them."""
    context = letterhead(territory) | {
        "name": to.name,
        "waiting": waiting,
        "closed": territory.state == "closed",
        "link": absolute(f"{territory.desk_path}/demandes?etat={STATES[NEW].slug}"),
    }
    subject = f"Des demandes d’accompagnement {territory.at_name} vous reviennent"
    return Mail(to.email or "", subject, "introductions/entrusted", context)


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


def proposed(proposal: Proposal) -> Mail:
    """Ask an ambassador whether they would write to somebody; who it is, the site tells."""
    there, to = proposal.introduction.territory, proposal.ambassador
    context = letterhead(there) | {
        "name": to.name,
        "by": proposal.proposed_by.name,
        "theme": THEMES.get(proposal.introduction.theme, ""),
        "link": absolute(proposal.path),
    }
    subject = f"Une personne pense à s’installer {there.at_name} : lui écririez-vous ?"
    return Mail(to.email or "", subject, "introductions/proposed", context)


def written(proposal: Proposal, to: Account) -> Mail:
    """Bring a mover what an ambassador wrote; the answer goes to the ambassador, who has agreed to it."""
    introduction, ambassador = proposal.introduction, proposal.ambassador
    profile = absolute(profile_path(ambassador.id, ambassador.name))
    context = _to_mover(introduction, who=ambassador.name, profile=profile, message=proposal.message)
    subject = f"{ambassador.name} vous écrit, au sujet de votre projet {introduction.territory.at_name}"
    return Mail(to.email or "", subject, "introductions/written", context, reply_to=ambassador.email)


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


@subscribe(Waits)
def tell_desk_again(event: Waits) -> None:
    """Write to who may follow a request that nobody follows."""
    one = event.introduction
    for account in to_tell(one, event.but):
        key = f"introduction.waits:{one.id}:{one.version}:{account.id}"
        post(arrived(one, account, again=True), key=key)


@subscribe(Entrusted)
def tell_those_who_answer_now(event: Entrusted) -> None:
    """Write to the administration where a territory closes, to its managers where it is back."""
    waiting = waiting_in(event.territory.id)
    for account in team_of(event.territory) if waiting else ():
        post(entrusted(event.territory, waiting, account))


@subscribe(Stepped)
def tell_mover(event: Stepped) -> None:
    """Write to a mover about every step but the talk they were part of."""
    introduction = event.introduction
    mover = db.session.get(Account, introduction.author_id or 0)
    if mover is None or mover.email is None:
        return
    mail = _step(event, mover)
    if mail is not None:
        post(mail, key=f"introduction.{event.step}:{introduction.id}:{introduction.version}")
    if event.invites:
        post(settled(introduction, mover), key=f"introduction.settled:{introduction.id}")


@subscribe(Proposed)
def ask_ambassador(event: Proposed) -> None:
    """Write to the ambassador to whom a request is proposed."""
    post(proposed(event.proposal), key=f"introduction.proposed:{event.proposal.id}")


@subscribe(Written)
def bring_message(event: Written) -> None:
    """Send a mover the message of an ambassador."""
    mover = db.session.get(Account, event.proposal.introduction.author_id or 0)
    if mover and mover.email:
        post(written(event.proposal, mover), key=f"introduction.written:{event.proposal.id}")


def _step(event: Stepped, mover: Account) -> Mail | None:
    if event.step in ("take", "take-over"):
        return taken(event.introduction, event.actor.name, mover)
    if event.step == "reopen":
        return reopened(event.introduction, event.actor.name, mover)
    return closed(event.introduction, mover) if event.step == "close" else None
