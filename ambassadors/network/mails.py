"""The mails of the circle: an invitation, a welcome, a role that begins, changes or ends."""

from typing import Any

from ambassadors.accounts.models import Account
from ambassadors.accounts.speaking import label_of
from ambassadors.core.addresses import absolute
from ambassadors.core.clock import in_paris
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.mailer import Mail, post
from ambassadors.territories.letterhead import letterhead
from ambassadors.territories.models import Territory

from .service.applications import Welcomed
from .service.invitations import Invited
from .service.roles import RoleChanged, RoleEnded, RoleGiven

Context = dict[str, Any]

# What the role lets one do, in a sentence.
DOES = {
    "ambassador": "témoigner de votre vie ici et répondre aux questions de personnes qui songent à s’installer",
    "partner": "répondre aux questions au nom de votre organisme",
    "moderator": "relire les contributions avec l’équipe du territoire",
    "manager": "écrire l’espace de marque, relire les contributions et animer l’équipe du territoire",
}


@subscribe(Invited)
def invite(event: Invited) -> None:
    """Send an invitation, with its link."""
    invitation = event.invitation
    context = _about(event.territory) | {
        "name": invitation.name,
        "inviter": event.inviter.name,
        "role": label_of(invitation.role),
        "does": DOES[invitation.role],
        "message": invitation.message,
        "until": in_paris(invitation.expires_at).strftime("%d/%m/%Y"),
        "link": absolute(f"/invitations/{event.token}"),
    }
    subject = f"{event.inviter.name} vous invite à parler {event.territory.of_name}"
    post(Mail(invitation.email, subject, "network/invitation", context))


@subscribe(RoleGiven)
def tell_given(event: RoleGiven) -> None:
    """Tell somebody that they have a role from now on."""
    role = event.membership.role
    context = _to(event.account, event.territory) | {
        "actor": event.actor.name,
        "role": label_of(role),
        "does": DOES[role],
        "link": absolute(event.territory.desk_path if role != "ambassador" else "/compte/profil"),
    }
    subject = f"Vous avez un rôle dans le territoire {event.territory.name}"
    _post(event.account, Mail("", subject, "network/given", context))


@subscribe(RoleChanged)
def tell_changed(event: RoleChanged) -> None:
    """Tell somebody that their role is another one."""
    role = event.membership.role
    context = _to(event.account, event.territory) | {
        "actor": event.actor.name,
        "former": label_of(event.former),
        "role": label_of(role),
        "does": DOES[role],
        "link": absolute("/compte/profil"),
    }
    subject = f"Votre rôle a changé : {event.territory.name}"
    _post(event.account, Mail("", subject, "network/changed", context))


@subscribe(RoleEnded)
def tell_ended(event: RoleEnded) -> None:
    """Tell somebody that their role has ended, and what becomes of their words."""
    context = _to(event.account, event.territory) | {
        "actor": event.actor.name,
        "by_oneself": event.actor.account_id == event.account.id,
        "role": label_of(event.membership.role),
        "link": absolute("/compte/contributions"),
    }
    subject = f"Votre rôle a pris fin : {event.territory.name}"
    _post(event.account, Mail("", subject, "network/ended", context))


@subscribe(Welcomed)
def welcome(event: Welcomed) -> None:
    """Welcome a new ambassador."""
    account = db.session.get_one(Account, event.application.author_id)
    territory = db.session.get_one(Territory, event.application.territory_id)
    context = _to(account, territory) | {
        "testimony": absolute(f"{territory.path}/temoignages/nouveau"),
        "questions": absolute(f"{territory.path}/questions"),
        "link": absolute("/compte/profil"),
    }
    subject = f"Bienvenue parmi les ambassadeurs et ambassadrices {territory.of_name}"
    _post(account, Mail("", subject, "network/welcome", context))


def _about(territory: Territory) -> Context:
    return letterhead(territory) | {"territory_link": absolute(territory.path)}


def _to(account: Account, territory: Territory) -> Context:
    return _about(territory) | {"name": account.name}


def _post(account: Account, mail: Mail) -> None:
    """Post a mail to an account, unless it was closed meanwhile."""
    if account.email:
        post(Mail(account.email, mail.subject, mail.template, mail.context))
