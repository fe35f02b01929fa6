"""Who speaks for a territory, and the public profile of one of them."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ambassadors.access.actions import Action
from ambassadors.access.actor import TEAM, Role
from ambassadors.network.queries.people import Hat, Person, Speaker, hats_of, person, speakers_in, words_of
from ambassadors.territories.grid import SEGMENTS, THEMES
from ambassadors.territories.models import Territory
from ambassadors.web.access import requires
from ambassadors.web.signin import current_actor
from ambassadors.web.territory import territory_from_path

from .cards import organisation_cards, person_card

blueprint = Blueprint("people", __name__)


@dataclass(frozen=True)
class Shown:
    """A profile that the visitor may read, under the address that was asked for."""

    person: Person
    hats: list[Hat]
    slug: str

    @property
    def account_id(self) -> int:
        """Return whose profile it is, for the rules."""
        return self.person.account_id


@blueprint.get("/territoires/<territoire>/ambassadeurs")
@requires(Action.TERRITORY_VIEW, territory_from_path)
def index(territory: Territory) -> ResponseReturnValue:
    """List those who speak, by what they can speak of and to whom."""
    theme, segment = _asked("theme", THEMES), _asked("public", SEGMENTS)
    everybody = speakers_in(territory.id)
    found = [one for one in everybody if _speaks_of(one, theme, segment)]
    return render_template(
        "network/people.html",
        territory=territory,
        people=[person_card(one) | {"role": None} for one in found if one.role == Role.AMBASSADOR],
        organisations=organisation_cards(one for one in found if one.role == Role.PARTNER),
        team=[person_card(one) for one in _others(found)],
        theme=theme,
        segment=segment,
        themes=_offered(THEMES, [one.themes for one in everybody], theme),
        segments=_offered(SEGMENTS, [one.segments for one in everybody], segment),
    )


def _asked(name: str, offered: dict[str, str]) -> str:
    value = request.args.get(name, "")
    return value if value in offered else ""


def _speaks_of(speaker: Speaker, theme: str, segment: str) -> bool:
    return (not theme or theme in speaker.themes) and (not segment or segment in speaker.segments)


def _others(found: list[Speaker]) -> list[Speaker]:
    """Return the team, each person once, those who are ambassadors too left out."""
    ambassadors = {one.account_id for one in found if one.role == Role.AMBASSADOR}
    team = {one.account_id: one for one in found if one.role in TEAM and one.account_id not in ambassadors}
    return list(team.values())


def _offered(labels: dict[str, str], spoken: list[list[str]], chosen: str) -> list[tuple[str, str]]:
    """Return the values that somebody here can speak of, with how many do, in the order of the grid."""
    counted = {value: sum(value in one for one in spoken) for value in labels}
    return [
        (value, f"{labels[value]} ({count})") for value, count in counted.items() if count or value == chosen
    ]


def shown_from_path(found: tuple[int, str]) -> Shown:
    """Load the profile of somebody who holds or held a role in a territory that the visitor may see."""
    account_id, slug = found
    who = person(account_id)
    hats = hats_of(current_actor(), account_id) if who else []
    if who is None or not hats:
        abort(404)
    return Shown(who, hats, slug)


@blueprint.get("/ambassadeurs/<id_slug:found>")
@requires(Action.PROFILE_VIEW, shown_from_path)
def profile(shown: Shown) -> ResponseReturnValue:
    """Show somebody: who they are, for which territories they speak, what they have said."""
    if request.path != shown.person.path:
        return redirect(shown.person.path, 301)
    words: list[Any] = words_of(current_actor(), shown.account_id)
    return render_template(
        "network/profile.html",
        person=shown.person,
        present=[hat for hat in shown.hats if hat.ended_at is None],
        past=[hat for hat in shown.hats if hat.ended_at is not None],
        testimonials=[one for one in words if one.kind == "testimonial"],
        answers=[one for one in words if one.kind == "answer"],
        own=current_actor().account_id == shown.account_id,
    )
