"""The predicates: each says the same thing twice, to Python and to the database.

The SQL form never yields NULL: a rule that is neither true nor false would leak or hide rows when negated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, true

from .actor import Actor, Role

Test = Callable[[Actor, Any], bool]
Clause = Callable[[Actor, Any], ColumnElement[bool]]


@dataclass(frozen=True)
class Rule:
    """A predicate on an actor and an object, with its twin on rows."""

    name: str
    test: Test
    clause: Clause

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(
            f"({self.name} et {other.name})",
            lambda actor, obj: self.test(actor, obj) and other.test(actor, obj),
            lambda actor, model: and_(self.clause(actor, model), other.clause(actor, model)),
        )

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(
            f"{self.name} ou {other.name}",
            lambda actor, obj: self.test(actor, obj) or other.test(actor, obj),
            lambda actor, model: or_(self.clause(actor, model), other.clause(actor, model)),
        )


def _about_actor(name: str, test: Callable[[Actor], bool]) -> Rule:
    return Rule(
        name,
        lambda actor, obj: test(actor),
        lambda actor, model: true() if test(actor) else false(),
    )


anyone = _about_actor("tout le monde", lambda actor: True)
signed_in = _about_actor("personne connectée", lambda actor: not actor.is_anonymous)
is_admin = _about_actor("administration", lambda actor: actor.is_admin)


def has_role(*wanted: Role) -> Rule:
    """Hold one of these roles in the object's territory."""
    roles = frozenset(wanted)

    def clause(actor: Actor, model: Any) -> ColumnElement[bool]:
        held = actor.territories_with(roles)
        if not held:
            return false()
        return and_(model.territory_id.is_not(None), model.territory_id.in_(held))

    name = " ou ".join(sorted(role.value for role in roles)) + " du territoire"
    return Rule(name, lambda actor, obj: bool(actor.roles_in(obj.territory_id) & roles), clause)


def _column_is_actor(column: str, name: str) -> Rule:
    def clause(actor: Actor, model: Any) -> ColumnElement[bool]:
        if actor.account_id is None:
            return false()
        return func.coalesce(getattr(model, column), -1) == actor.account_id

    return Rule(
        name,
        lambda actor, obj: actor.account_id is not None and getattr(obj, column) == actor.account_id,
        clause,
    )


is_author = _column_is_actor("author_id", "auteur ou autrice")
is_self = _column_is_actor("account_id", "la personne elle-même")

not_author = Rule(
    "pas l’auteur ou l’autrice",
    lambda actor, obj: actor.account_id is None or obj.author_id != actor.account_id,
    lambda actor, model: (
        true() if actor.account_id is None else func.coalesce(model.author_id, -1) != actor.account_id
    ),
)


def _among(column: str) -> Callable[..., Rule]:
    def rule(*values: str) -> Rule:
        return Rule(
            "/".join(values),
            lambda actor, obj: getattr(obj, column) in values,
            lambda actor, model: func.coalesce(getattr(model, column), "").in_(values),
        )

    return rule


in_status = _among("status")  # of a submission
in_state = _among("state")  # of a territory


def _theme_owned(actor: Actor, model: Any) -> ColumnElement[bool]:
    pairs = (and_(model.territory_id == at, model.theme.in_(themes)) for at, themes in actor.owned.items())
    return or_(false(), *pairs)


theme_owner = Rule(
    "interlocuteur ou interlocutrice du thème",
    lambda actor, obj: obj.theme in actor.owned.get(obj.territory_id, frozenset()),
    _theme_owned,
)
