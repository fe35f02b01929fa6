"""Who asks, follows and reads requests. The objects are territories, and requests."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, not_, select

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
from ambassadors.moderation.policy import territory_goes_on
from ambassadors.territories.models import STATES

from .consent import AMBASSADOR, OWNER, SINCE, TEAM, Consent
from .models import Introduction
from .states import CLOSED, MET, NEW, SETTLED, TAKEN


def _owning(actor: Actor, model: Any) -> ColumnElement[bool]:
    owned = [territory for territory, themes in sorted(actor.owned.items()) if themes]
    return model.territory_id.in_(owned) if owned else false()


answers_for_something = Rule(
    "interlocuteur ou interlocutrice d’un thème du territoire",
    lambda actor, obj: bool(actor.owned.get(obj.territory_id)),
    _owning,
)


def holding(kind: str) -> Select[int]:
    """Return the requests whose mover's agreement of a kind holds."""
    return select(Consent.introduction_id).where(
        Consent.kind == kind, Consent.revoked_at.is_(None), Consent.wording >= SINCE.get(kind, 1)
    )


def _shared(kind: str, name: str) -> Rule:
    """Keep what its mover agreed to share, as long as they do."""

    def clause(actor: Actor, model: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = model.id.in_(holding(kind))
        return found

    return Rule(name, lambda actor, obj: kind in obj.granted, clause)


shared_with_team = _shared(TEAM, "partagée avec l’équipe")
shared_with_owner = _shared(OWNER, "partagée avec l’interlocuteur du thème")
takes_ambassadors = _shared(AMBASSADOR, "ouverte aux ambassadeurs")
nobody_manages = Rule(
    "territoire sans responsable",
    lambda actor, obj: not obj.is_managed,
    lambda actor, model: not_(model.is_managed),
)
territory_closed = Rule(
    "territoire fermé",
    lambda actor, obj: not territory_goes_on.test(actor, obj),
    lambda actor, model: not_(territory_goes_on.clause(actor, model)),
)
manages = has_role(Role.MANAGER)
# The requests of a closed territory are the administration's, as its queue is.
team = (manages & territory_goes_on) | (is_admin & (nobody_manages | territory_closed))
answers = theme_owner & shared_with_owner

rule(Action.INTRODUCTION_ASK, in_state("open") & anyone, seen=Action.TERRITORY_VIEW)
rule(
    Action.INTRODUCTION_LIST,
    (manages & in_state(*(state for state in STATES if state != "closed")))
    | is_admin
    | answers_for_something,
    seen=Action.DESK_VIEW,
)
rule(
    Action.INTRODUCTION_FOLLOW,
    (manages & territory_goes_on) | is_admin | answers,
    seen=Action.INTRODUCTION_FOLLOW,
)
rule(Action.INTRODUCTION_READ, (team & shared_with_team) | answers, seen=Action.INTRODUCTION_FOLLOW)
rule(Action.INTRODUCTION_OWN, is_author, seen=Action.INTRODUCTION_OWN)


proposed_to_self = Rule(
    "ambassadeur ou ambassadrice à qui elle est proposée",
    lambda actor, obj: actor.account_id is not None and obj.ambassador_id == actor.account_id,
    lambda actor, model: false() if actor.is_anonymous else model.ambassador_id == actor.account_id,
)
still_agreed = Rule(
    "tant que l’accord tient",
    lambda actor, obj: AMBASSADOR in obj.introduction.granted,
    lambda actor, model: model.introduction_id.in_(holding(AMBASSADOR)),
)

still_open = Rule(
    "tant que la demande est ouverte, ou que l’on y a répondu",
    lambda actor, obj: obj.introduction.state != CLOSED or not obj.waits,
    lambda actor, model: (
        model.written_at.is_not(None)
        | model.declined_at.is_not(None)
        | model.introduction_id.in_(select(Introduction.id).where(Introduction.state != CLOSED))
    ),
)

rule(
    Action.INTRODUCTION_PROPOSE,
    ((team & shared_with_team) | answers) & takes_ambassadors & in_state(NEW, TAKEN, MET, SETTLED),
    seen=Action.INTRODUCTION_FOLLOW,
)
rule(
    Action.PROPOSAL_ANSWER,
    proposed_to_self & has_role(Role.AMBASSADOR) & still_agreed & still_open,
    seen=Action.PROPOSAL_ANSWER,
)
