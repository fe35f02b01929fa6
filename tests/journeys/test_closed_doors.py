"""A manager of another territory does not even learn that these desks exist."""

import pytest

from ambassadors import create_app
from config import Settings
from tests.journeys.people import People
from tests.live import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def desks(live: LiveSite) -> list[tuple[str, str]]:
    """Every (method, address) of the desk of bassin-de-brive."""
    addresses = create_app(Settings.from_env(live.env), live.folder).url_map
    here, found = addresses.bind(""), set()
    for rule in addresses.iter_rules():
        if rule.rule.startswith("/bureau/"):
            assert "territoire" in rule.arguments
            values = dict.fromkeys(rule.arguments, 1) | {"territoire": "bassin-de-brive"}
            for method in ("GET", "POST"):
                if method in (rule.methods or ()):
                    found.add((method, here.build(rule.endpoint, values, method=method)))
    return sorted(found)


def test_no_desk_of_another_territory_opens(people: People, desks: list[tuple[str, str]]) -> None:
    own, other = people.member("responsable"), people.member("responsable2")
    assert len(desks) > 30
    for method, desk in desks:
        status = other.opens(desk).status if method == "GET" else other.posts(desk)
        assert status == 404, f"{method} {desk}"
        other.sees_nothing_of("Bassin de Brive")
    for name in ("", "/moderation", "/marque", "/equipe", "/equipe/inviter", "/organisations"):
        assert own.opens(f"/bureau/bassin-de-brive{name}").status == 200
