"""Who asks, follows and reads requests. The objects are territories, and requests."""

from typing import Any

from sqlalchemy import ColumnElement, false, select

from ambassadors.access.actions import Action
from ambassadors.access.actor import Actor, Role
from ambassadors.access.policy import rule
from ambassadors.access.rules import (
    Rule,
    anyone,
    has_role,
    in_state,
    is_admin,
    is_author,
    theme_owner,
)

from .consent import OWNER, Consent


def _owning(actor: Actor, model: Any) -> ColumnElement[bool]:
    owned = [territory for territory, themes in sorted(actor.owned.items()) if themes]
    return model.territory_id.in_(owned) if owned else false()


answers_for_something = Rule(
    "interlocuteur ou interlocutrice d’un thème du territoire",
    lambda actor, obj: bool(actor.owned.get(obj.territory_id)),
    _owning,
)
shared_with_owner = Rule(
    "partagée avec l’interlocuteur du thème",
    lambda actor, obj: OWNER in obj.granted,
    lambda actor, model: model.id.in_(
        select(Consent.introduction_id).where(Consent.kind == OWNER, Consent.revoked_at.is_(None))
    ),
)
manages = has_role(Role.MANAGER) | is_admin

rule(Action.INTRODUCTION_ASK, in_state("open") & anyone, seen=Action.TERRITORY_VIEW)
rule(Action.INTRODUCTION_LIST, manages | answers_for_something, seen=Action.DESK_VIEW)
rule(
    Action.INTRODUCTION_FOLLOW,
    manages | (theme_owner & shared_with_owner),
    seen=Action.INTRODUCTION_FOLLOW,
)
rule(Action.INTRODUCTION_OWN, is_author, seen=Action.INTRODUCTION_OWN)
