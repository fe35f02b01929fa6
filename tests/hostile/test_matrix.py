"""Every endpoint, by every persona, in both territories: what is served is what the declared rule says."""

from typing import Any

import pytest
from flask import Flask

from ambassadors.core.db import db, is_sqlite
from ambassadors.dossier.place import CellPlace

from .routes import Route, routes
from .visiting import Answer, Site
from .world import FORMER, PERSONAS

OPEN = {200, 301, 302, 303, 308, 400, 409, 410, 422}
# What is closed for another reason than the rule's says so kindly.
KIND = {"questions.new": 403, "questions.confirm_question": 403, "questions.ask": 403, "applying.ask": 403}
KIND |= {"introductions.ask": 403, "introductions.confirm_request": 403}
# What a form takes away may be gone already: that is no error.
GONE = ("extent.remove_place", "extent.remove_neighbour", "neighbours.remove")
# Their loaders ask for more than an address: a number in the form, a text of one's own.
LOADED = ("editor.restore", "resuming.resume")


def judged(route: Route, expected: str, answer: Answer) -> bool:
    """Tell whether an answer is what the rule says."""
    if expected == "sign in":
        return answer.status == 302 and answer.headers["location"].startswith("/connexion?next=")
    if expected != "open":
        return answer.status == int(expected)
    missing = answer.status == 404 and (route.rule == "public" or route.endpoint in LOADED)
    return answer.status in OPEN or answer.status == KIND.get(route.endpoint) or missing


def expected_there(route: Route, expected: str) -> str:
    """Return what is expected in a territory that the thing named by its number is not of."""
    everywhere = isinstance(route.thing, CellPlace)  # every territory has the fourteen themes
    numbered = route.territory is not None and route.thing is not route.territory and not everywhere
    return "404" if numbered and expected != "sign in" and route.endpoint not in GONE else expected


@pytest.mark.parametrize("territory", ["here", "elsewhere", "hidden"])
def test_an_address_answers_what_its_rule_says(app: Flask, hostile: Site, territory: str) -> None:
    world, wrong = hostile.world, []
    found = [
        (persona, route, route.expected(world, persona))
        for persona in PERSONAS
        for route in routes(app, world, getattr(world, territory))
        if territory == "here" or route.territory is not None
    ]
    for persona, route, declared in found:
        expected = declared if territory == "here" else expected_there(route, declared)
        answer = hostile.send(persona, route.method, route.address, b"" if route.method == "POST" else None)
        if not judged(route, expected, answer):
            wrong.append(
                f"{persona}: {route.method} {route.address} ({route.rule}) {answer.status}, not {expected}"
            )
        if persona == "anonymous" and "set-cookie" in answer.headers:
            wrong.append(f"{route.method} {route.address}: a cookie")
    assert not wrong, "\n".join(wrong)
    assert hostile.count > 300


def test_a_get_writes_nothing(app: Flask, hostile: Site) -> None:
    if not is_sqlite(db.session.connection()):
        pytest.skip("only SQLite counts what it changes")
    written = []
    found = [route for route in routes(app, hostile.world) if route.method == "GET"]
    for route in found:
        for persona in ("mover", "manager"):
            with hostile.undone() as connection:
                raw: Any = connection.connection.dbapi_connection
                before = raw.total_changes
                hostile.send(persona, "GET", route.address)
                if raw.total_changes != before:
                    written.append(f"{persona}: {route.address}")
    assert not written


def test_a_former_slug_leads_on_without_leaving_the_site(app: Flask, hostile: Site) -> None:
    found = [route for route in routes(app, hostile.world) if route.territory and route.method == "GET"]
    slug = hostile.world.here.slug
    for persona in ("anonymous", "admin"):
        for route in found:
            answer = hostile.send(persona, "GET", route.address.replace(slug, FORMER, 1) + "?page=x%26y")
            if answer.status == 301:
                assert answer.headers["location"] == route.address + "?page=x%26y"
