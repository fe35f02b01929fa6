"""How a territory moderates each kind of content: before publication, or after it."""

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor
from ambassadors.access.policy import authorize
from ambassadors.core.db import db
from ambassadors.territories.models import ModerationSetting, Territory

from .queries import moderation_of
from .transitions import CONTENT


def set_moderation(
    actor: Actor, territory: Territory, kind: str, *, a_posteriori: bool, trusted_after: int | None
) -> ModerationSetting:
    """Choose when a kind is reviewed; `trusted_after` approvals, an author is published at once."""
    authorize(actor, Action.TEAM_MANAGE, territory)
    if kind not in CONTENT:
        raise ValueError(kind)
    setting = moderation_of(territory.id, kind)
    if setting is None:
        setting = ModerationSetting(territory_id=territory.id, kind=kind)
        db.session.add(setting)
    setting.a_posteriori, setting.trusted_after = a_posteriori, trusted_after
    db.session.flush()
    return setting
