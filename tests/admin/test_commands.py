"""The first administrator comes from the command line."""

from flask import Flask
from sqlalchemy import select

from ambassadors.accounts.models import Account
from ambassadors.admin.cli import admin_cli
from ambassadors.core.db import db
from ambassadors.core.outbox import OutboxRow


def test_administration_is_given_and_taken_back(app: Flask) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(admin_cli, ["create", "Chef@demo.example", "Ana Roux"]).exit_code == 0
    chief = db.session.scalars(select(Account).where(Account.email == "chef@demo.example")).one()
    assert chief.is_admin
    assert "chef@demo.example" in str(db.session.scalars(select(OutboxRow.payload)).all())
    assert runner.invoke(admin_cli, ["revoke", "chef@demo.example"]).exit_code == 0
    db.session.refresh(chief)
    assert not chief.is_admin


def test_what_is_no_address_or_no_administrator_is_refused(app: Flask) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(admin_cli, ["create", "chef", "Ana Roux"]).exit_code == 2
    assert runner.invoke(admin_cli, ["create", "chef@demo.example", "A"]).exit_code == 2
    assert runner.invoke(admin_cli, ["revoke", "personne@demo.example"]).exit_code == 2
