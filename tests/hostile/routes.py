"""Every address of the site, filled with what there is in the world, and the object its rule is asked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import Flask

from ambassadors.access.actions import Action
from ambassadors.access.policy import authorize, can
from ambassadors.dossier.place import CellPlace
from ambassadors.territories.models import Territory

from .world import EDITION, THEME, World

# Which row a number or a token in an address names, by endpoint: (name in the world, the object of the rule).
NAMED: dict[str, str] = {
    "contributions": "waiting question",
    "contributions.delete": "draft",
    "contributions.edit": "draft",
    "contributions.preview": "draft",
    "contributions.retire": "testimonial",
    "contributions.submit": "draft",
    "calendar": "highlight",
    "life": "testimonial",
    "links": "connection",
    "lists.answers": "question",
    "photos": "draft",
    "writing": "draft",
    "queue": "waiting question",
    "postcards.question": "question",
    "postcards.testimonial": "testimonial",
    "questions": "question",
    "questions.close": "waiting question",
    "questions.hand_over": "waiting question",
    "questions.open_again": "closed question",
    "testimonials": "testimonial",
    "organisations": "organisation",
    "introductions": "introduction",
    "introductions.answer": "proposal",
    "introductions.turn_down": "proposal",
}
# What is asked of a theme, where the address names none.
THEMED = {"calendar": "temps-forts", "links": "connexions"}
NUMBERED = {
    "inviting": "invitation",
    "team": "membership",
    "toolbox": "tool",
    "outbox": "dead letter",
    "extent.remove_place": "place",
    "placing.interest": "place",
    "extent.remove_neighbour": "neighbour",
    "neighbours.remove": "neighbour",
    "sitemap.of_territories": "site map of territories",
    "sitemap.of_contributions": "site map of contributions",
}
TOKENS = {
    "accepting": "invitation",
    "account": "email",
    "introductions": "introduction",
    "entering.confirm": "confirm",
    "entering.sign_in_by_link": "sign_in",
    "passwords": "reset",
    "questions": "question",
    "resuming": "kept form",
}


@dataclass(frozen=True)
class Route:
    """An address with one of its methods."""

    endpoint: str
    method: str
    address: str
    rule: Any
    thing: Any
    territory: Territory | None

    def expected(self, world: World, persona: str) -> str:
        """Return what the declared rule says: open, sign in, 403 or 404."""
        actor = world.actor(persona)
        if actor.is_anonymous and self.address.split("/")[1] in ("compte", "bureau", "administration"):
            return "sign in"
        if self.territory is not None and not can(actor, Action.TERRITORY_VIEW, self.territory):
            return "404"
        desk = self.address.startswith("/bureau") and not can(actor, Action.DESK_VIEW, self.territory)
        if desk:  # whoever has no desk there learns nothing of it
            return "404"
        if not isinstance(self.rule, Action):
            return "open"
        own = SimpleNamespace(account_id=actor.account_id)
        return _answer(actor, self.rule, own if self.endpoint == "profile.edit" else self.thing)


def _answer(actor: Any, action: Action, thing: Any) -> str:
    try:
        authorize(actor, action, thing)
    except Exception as refusal:
        return {"NotVisible": "404", "NotAllowed": "403"}[type(refusal).__name__]
    return "open"


def routes(app: Flask, world: World, territory: Territory | None = None) -> Iterator[Route]:
    """Go through every address and method; `territory` puts another slug in the addresses that have one."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in ("static", "mailbox.one", "mailbox.page"):
            continue
        declared = getattr(app.view_functions[rule.endpoint], "access_rule", None)
        values, thing = _filled(rule.endpoint, set(rule.arguments), world, territory or world.here)
        placed = (territory or world.here) if "territoire" in rule.arguments else None
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            _, address = rule.build(values) or ("", "")  # this very one, of all those of an endpoint
            yield Route(rule.endpoint, method, address, declared, thing, placed)


def _find(table: dict[str, str], endpoint: str) -> str | None:
    return table.get(endpoint) or table.get(endpoint.partition(".")[0])


def _filled(endpoint: str, names: set[str], world: World, territory: Territory) -> tuple[dict[str, Any], Any]:
    """Return the variables of an address and the object of its rule."""
    values: dict[str, Any] = {"territoire": territory.slug} if "territoire" in names else {}
    thing: Any = territory if values else SimpleNamespace(account_id=None)
    if theme := _find(THEMED, endpoint):
        thing = CellPlace(territory, theme)
    item: Any = world.items.get(_find(NAMED, endpoint) or "")
    for name in names - {"territoire"}:
        if name in ("number", "item"):
            known = _find(NUMBERED, endpoint)
            values[name] = world.numbers[known] if known else item.id
            thing = SimpleNamespace(territory_id=territory.id) if known else item
        elif name in ("question", "ref"):
            values[name], thing = (item.id, item.slug), item
        elif name in ("theme", "edition"):
            values[name] = {"theme": THEME, "edition": EDITION}[name]
            thing = CellPlace(territory, THEME)
        elif name == "found":
            speaker = world.people["ambassador"]
            values[name], thing = (speaker.id, "claire-morel"), SimpleNamespace(account_id=speaker.id)
        else:
            values[name] = _other(name, endpoint, world)
    return values, thing


def _other(name: str, endpoint: str, world: World) -> str:
    fixed = {"colour": "2f6f62", "scene": "sea", "seed": "brive", "key": "photos/aucun.jpg", "mark": "0" * 16}
    fixed |= {"accord": "telephone", "page": "contacts"}
    if name in fixed:
        return fixed[name]
    if name == "sealed":
        return world.tokens["sealed request" if endpoint.startswith("introductions.") else "sealed"]
    return world.tokens[_find(TOKENS, endpoint) or ""]
