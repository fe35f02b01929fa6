"""In whose name somebody speaks."""

from flask import Flask

from ambassadors.access.actor import Actor
from ambassadors.accounts.membership import Membership
from ambassadors.accounts.speaking import Speaker, label_of, mover, speakers_of, team_names
from ambassadors.core.clock import now
from ambassadors.core.db import db
from ambassadors.network.models import Organisation
from tests.factories.accounts import a_member, an_account
from tests.factories.territories import a_territory, aveyron


def test_each_role_is_a_hat(app: Flask) -> None:
    territory, elsewhere = a_territory(), aveyron()
    cci = Organisation(territory_id=territory.id, name="CCI de la Corrèze", kind="cci")
    db.session.add(cci)
    db.session.flush()
    claire = a_member(territory, "partner", "Claire Morel", organisation_id=cci.id)
    db.session.add_all(
        [
            Membership(account_id=claire.id, territory_id=territory.id, role="ambassador"),
            Membership(account_id=claire.id, territory_id=territory.id, role="manager", ended_at=now()),
            Membership(account_id=claire.id, territory_id=elsewhere.id, role="moderator"),
        ]
    )
    db.session.flush()
    db.session.expire(claire, ["memberships"])
    actor = claire.as_actor()
    assert speakers_of(actor, territory.id) == [
        Speaker("ambassador", "Claire Morel"),
        Speaker("partner", "Claire Morel", cci.id),
    ]
    assert [one.label for one in speakers_of(actor, elsewhere.id)] == ["Modération"]


def test_strangers_wear_no_hat(app: Flask) -> None:
    territory = a_territory()
    assert speakers_of(Actor.anonymous(), territory.id) == []
    assert speakers_of(an_account().as_actor(), territory.id) == []


def test_what_is_kept_of_a_speaker(app: Flask) -> None:
    assert mover("Claire").columns() == {
        "speaker_role": "mover",
        "speaker_name": "Claire",
        "organisation_id": None,
    }
    assert label_of("ambassador", former=True).startswith("Ancien")
    assert label_of("mover", former=True) == label_of("mover") != ""
    assert label_of("inconnu") == ""


def test_names_of_the_team(app: Flask) -> None:
    territory = a_territory()
    a_member(territory, "moderator", "Anne-Laure Géraud")
    a_member(territory, "manager", "Paul", ended_at=now())
    a_member(territory, "ambassador", "Inès")
    a_member(aveyron(), "moderator", "Camille")
    assert team_names(territory.id) == ["Anne-Laure Géraud"]
