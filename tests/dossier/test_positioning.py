"""The positioning of a territory: written by its managers, read by nobody else."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ambassadors.access.actor import Actor
from ambassadors.accounts.models import Account
from ambassadors.core.db import db
from ambassadors.dossier.positioning import Positioning
from ambassadors.dossier.service.positioning import PositioningSaid, Target, save_positioning
from ambassadors.territories.models import Territory
from tests.client import PageClient
from tests.factories.accounts import a_member
from tests.factories.territories import a_territory

SignIn = Callable[[Account], PageClient]
PAGE = "/bureau/bassin-de-brive/dossier/positionnement"
SECRET = "On nous croit plus loin que nous ne sommes."
CARERS = {"t0_segment": "soignants", "t0_need": "Sept médecins.", "t0_by": "31/12/2028"}


@pytest.fixture
def territory(app: Flask) -> Territory:
    return a_territory()


@pytest.fixture
def manager(signed_in: SignIn, territory: Territory) -> PageClient:
    return signed_in(a_member(territory, "manager"))


def written(territory: Territory) -> Positioning | None:
    db.session.expire_all()
    return db.session.get(Positioning, territory.id)


def test_it_is_written_read_again_and_changed(territory: Territory, manager: PageClient) -> None:
    assert "Rien n’est encore écrit" in manager.get(PAGE).text
    assert manager.submit(PAGE, {"awareness": SECRET} | CARERS).location == PAGE
    found = written(territory)
    assert found is not None and (found.awareness, found.version) == (SECRET, 1)
    assert [Target.of(row) for row in found.targets] == [
        Target("soignants", "Sept médecins.", date(2028, 12, 31))
    ]
    page = manager.get(PAGE).text
    assert SECRET in page and "31 décembre 2028" in page and 'name="t1_need"' in page
    more = {"t1_segment": "familles", "t1_need": "Trente par an.", "t1_by": "2027"}
    assert manager.submit(PAGE, more).status_code == 303
    found = written(territory)
    assert found is not None and [row["segment"] for row in found.targets] == ["soignants", "familles"]
    assert found.targets[1]["by"] == "2027-12-31" and found.awareness == SECRET
    assert manager.submit(PAGE, {"t0_drop": "y"}).status_code == 303
    found = written(territory)
    assert found is not None and [row["segment"] for row in found.targets] == ["familles"]


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"t0_segment": ""}, "t0_segment", "Choisissez le public"),
        ({"t0_segment": "licornes"}, "t0_segment", "dans la liste"),
        ({"t0_need": ""}, "t0_need", "attendez de ce public"),
        ({"t0_need": "a" * 401}, "t0_need", "400 caractères"),
        ({"t0_by": ""}, "t0_by", "échéance"),
        ({"t0_by": "bientôt"}, "t0_by", "Une date comme"),
        ({"identity": "a" * 3001}, "identity", "3 000 caractères"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    territory: Territory, manager: PageClient, sent: dict[str, str], field: str, message: str
) -> None:
    answer = manager.submit(PAGE, {"image": SECRET} | CARERS | sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text and message in answer.text.replace("\u202f", " ")
    assert answer.text.count('class="field__error"') == 1 and SECRET in answer.text
    assert written(territory) is None


def test_a_public_is_chosen_once(territory: Territory, manager: PageClient) -> None:
    assert manager.submit(PAGE, CARERS).status_code == 303
    again = {name.replace("t0", "t1"): value for name, value in CARERS.items()}
    answer = manager.submit(PAGE, again)
    assert answer.status_code == 422 and 'id="t1_segment-error"' in answer.text
    targets = (Target("familles", "Une.", date(2027, 1, 1)), Target("familles", "Deux.", date(2027, 1, 1)))
    with pytest.raises(ValueError, match="familles"):
        save_positioning(
            Actor(None, "essais", is_admin=True), territory, PositioningSaid("", "", "", "", targets), 1
        )


def test_two_managers_at_once_are_told(territory: Territory, manager: PageClient) -> None:
    action, late = manager.filled(PAGE, {"image": "La mienne."})
    assert manager.submit(PAGE, {"image": "La leur."} | CARERS).status_code == 303
    answer = manager.post(action, data=late)
    assert answer.status_code == 409
    assert "La mienne." in answer.text and "La leur." in answer.text and "Sept médecins." in answer.text
    found = written(territory)
    assert found is not None and (found.image, found.version) == ("La leur.", 1)


def test_nobody_else_reads_it(
    signed_in: SignIn, territory: Territory, manager: PageClient, client: FlaskClient
) -> None:
    assert manager.submit(PAGE, {"differentiators": SECRET} | CARERS).status_code == 303
    for role, status in (("partner", 403), ("moderator", 403), ("ambassador", 404)):
        assert signed_in(a_member(territory, role)).get(PAGE).status_code == status
    for page in (territory.path, f"{territory.path}/dossier", f"{territory.path}/contacts"):
        shown = client.get(page).text
        assert SECRET not in shown and "Sept médecins." not in shown
