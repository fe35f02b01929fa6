"""What people say of themselves where they speak."""

from collections.abc import Mapping
from dataclasses import dataclass

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.accounts.membership import Membership
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.core.outbox import enqueue
from ambassadors.core.text import to_html
from ambassadors.network.models import Profile
from ambassadors.network.queries.own import profile_of


@dataclass(frozen=True)
class Speaking:
    """What somebody can speak of in a territory, and what readers should know of their links."""

    themes: list[str]
    segments: list[str]
    disclosure: str
    takes_calls: bool = True


def own_profile(actor: Actor) -> Profile:
    """Return the actor's profile, a blank one where none was written yet; it is kept once written."""
    found = profile_of(actor.account_id or 0)
    return found or Profile(account_id=actor.account_id, bio="", bio_html="", portrait_key=None)


def write_profile(
    actor: Actor, profile: Profile, *, bio: str, portrait_key: str | None, **facts: int | None
) -> None:
    """Change a profile; `facts` are from_place_id and here_since."""
    authorize(actor, Action.PROFILE_EDIT, profile)
    profile.bio, profile.bio_html = bio, to_html(bio)
    if profile.portrait_key and profile.portrait_key != portrait_key:
        # Nobody's face stays at an address that they took away.
        enqueue("pictures.delete", {"keys": [profile.portrait_key]})
    profile.portrait_key = portrait_key
    for name, value in facts.items():
        setattr(profile, name, value)
    profile.updated_at = now()
    db.session.add(profile)
    db.session.flush()


def speak_of(actor: Actor, said: Mapping[Membership, Speaking]) -> None:
    """Change what the actor can speak of, role by role."""
    for membership, words in said.items():
        authorize(actor, Action.PROFILE_EDIT, membership)
        membership.themes, membership.segments = words.themes, words.segments
        membership.disclosure, membership.takes_calls = words.disclosure, words.takes_calls
    db.session.flush()
