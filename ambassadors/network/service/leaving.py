"""What becomes of somebody's place in the circles when the account closes, and the copy of it they may ask for."""

from sqlalchemy import delete, update

from ambassadors.accounts.events import AccountClosing, DataAsked
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.models import Account
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.events import subscribe
from ambassadors.core.outbox import enqueue
from ambassadors.moderation.leaving import Anonymised
from ambassadors.moderation.models import SubmissionRevision
from ambassadors.network.models import Application
from ambassadors.network.queries.own import invitations_to, profile_of

GONE = "Texte supprimé avec le compte."


@subscribe(AccountClosing)
def leave(event: AccountClosing) -> None:
    """Remove the profile, what was said of links, and the invitations that wait."""
    profile = profile_of(event.account_id)
    if profile is not None:
        if profile.portrait_key:
            enqueue("pictures.delete", {"keys": [profile.portrait_key]})
        db.session.delete(profile)
    db.session.execute(
        update(Membership).where(Membership.account_id == event.account_id).values(disclosure="")
    )
    account = db.session.get_one(Account, event.account_id)
    for invitation in invitations_to(account.email or ""):
        invitation.cancelled_at = now()
    db.session.flush()


@subscribe(Anonymised)
def forget_application(event: Anonymised) -> None:
    """Remove the text of an application that was decided on: nobody but the team ever read it."""
    item = event.item
    if not isinstance(item, Application):
        return
    item.write({"motivation": GONE, "disclosure": "", "from_place_id": None, "here_since": None})
    db.session.execute(delete(SubmissionRevision).where(SubmissionRevision.submission_id == item.id))
    db.session.flush()


@subscribe(DataAsked)
def add_profile(event: DataAsked) -> None:
    """Add the profile; the applications are among the contributions."""
    profile = profile_of(event.account_id)
    event.parts["profil"] = profile and {
        "presentation": profile.bio,
        "portrait": profile.portrait_key,
        "venait_de": profile.from_place.label if profile.from_place else None,
        "sur_place_depuis": profile.here_since,
    }
