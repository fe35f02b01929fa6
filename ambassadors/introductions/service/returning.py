"""A request whose follower may no longer read it awaits somebody else."""

from collections.abc import Sequence

from ambassadors.access.actions import Action
from ambassadors.access.actor import Role
from ambassadors.access.policy import can
from ambassadors.accounts.events import AccountClosing
from ambassadors.core.events import publish, subscribe
from ambassadors.dossier.events import DossierChanged
from ambassadors.introductions.events import Entrusted, Waits
from ambassadors.introductions.models import Introduction
from ambassadors.introductions.queries.following import actor_of, followed_by, followed_in
from ambassadors.introductions.states import NEW, RETURNED
from ambassadors.network.service.roles import RoleBegun, RoleChanged, RoleEnded
from ambassadors.territories.service import StateSet

from .changing import change, record


def return_unread(followed: Sequence[Introduction]) -> list[Introduction]:
    """Let go those of some requests whose followers may no longer read them; return these."""
    actors = {number: actor_of(number) for number in {one.taken_by_id or 0 for one in followed}}
    return [
        one
        for one in followed
        if not can(actors[one.taken_by_id or 0], Action.INTRODUCTION_READ, one) and _let_go(one)
    ]


def _let_go(introduction: Introduction) -> bool:
    version = introduction.version
    values = {"state": NEW, "taken_by_id": None, "version": version + 1}
    done = change(introduction, Introduction.version == version, **values)
    if done:
        record(introduction, RETURNED)
    return done


@subscribe(RoleEnded)
def let_go_of_a_role(event: RoleEnded) -> None:
    """Look again at what is followed where somebody's role ended."""
    _look_again(event.territory.id)


@subscribe(RoleChanged)
def let_go_of_a_former_role(event: RoleChanged) -> None:
    """Do the same where it became another one, or speaks for another organisation."""
    _look_again(event.territory.id)


@subscribe(RoleBegun)
def let_go_of_the_administration(event: RoleBegun) -> None:
    """Look again where somebody begins to run a territory: the administration no longer stands in."""
    if event.membership.role == Role.MANAGER:
        _look_again(event.membership.territory_id)


@subscribe(DossierChanged)
def let_go_of_a_theme(event: DossierChanged) -> None:
    """Look again where somebody may have ceased to answer for a theme."""
    _look_again(event.territory_id)


def _look_again(territory_id: int) -> None:
    for introduction in return_unread(followed_in(territory_id)):
        publish(Waits(introduction))


@subscribe(AccountClosing)
def let_go_with_an_account(event: AccountClosing) -> None:
    """Let go all that somebody who leaves followed."""
    for introduction in followed_by(event.account_id):
        if _let_go(introduction):
            publish(Waits(introduction, but=event.account_id))


@subscribe(StateSet)
def entrust(event: StateSet) -> None:
    """Let the requests of a territory that closes, or is back, go to whom they are entrusted now."""
    if "closed" in (event.former, event.territory.state) and event.former != event.territory.state:
        return_unread(followed_in(event.territory.id))
        publish(Entrusted(event.territory))
