"""Nobody of Aveyron sees that Brive has a desk: every address, from the list of routes."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from ambassadors.accounts.models import Account
from tests.client import PageClient
from tests.factories.accounts import a_member, an_account
from tests.factories.submissions import a_question
from tests.factories.territories import a_territory, aveyron

SignedIn = Callable[[Account], PageClient]


def addresses(site: Flask, number: int) -> Iterator[tuple[str, Rule]]:
    """Fill every address of a desk with the slug of Brive and an id that exists there."""
    for rule in site.url_map.iter_rules():
        if not rule.rule.startswith("/bureau/<territoire>"):
            continue
        values: dict[str, object] = dict.fromkeys(rule.arguments, number) | {"territoire": "bassin-de-brive"}
        adapter = site.url_map.bind("localhost")
        yield adapter.build(rule.endpoint, values, method=next(iter(rule.methods or ()), None)), rule


@pytest.mark.parametrize("role", ["manager", "moderator", "ambassador", "partner", None])
def test_each_address_of_a_desk_is_a_404_elsewhere(app: Flask, signed_in: SignedIn, role: str | None) -> None:
    here, elsewhere = a_territory(), aveyron()
    item = a_question(here, an_account(), "submitted")
    browser = signed_in(a_member(elsewhere, role) if role else an_account())
    tried = 0
    for address, rule in addresses(app, item.id):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = browser.open(address, method=method)
            assert answer.status_code == 404, f"{method} {address}: {answer.status_code}"
            tried += 1
    assert tried >= 6


def test_signed_out_leads_to_sign_in_whether_it_exists_or_not(app: Flask, client: FlaskClient) -> None:
    item = a_question(a_territory(), an_account(), "submitted")
    for address, _ in [*addresses(app, item.id), ("/bureau/nulle-part", None)]:
        answer = client.get(address)
        assert answer.status_code in (302, 405), f"{address}: {answer.status_code}"
        if answer.status_code == 302:
            assert answer.location.startswith("/connexion?next=")
