"""The command line: `flask <command>` with FLASK_APP=ambassadors.commands. Heavy modules live on this side."""

import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from ambassadors import create_app as create_site
from ambassadors import migrating, wiring, working
from ambassadors.admin.cli import admin_cli
from ambassadors.core import postman
from ambassadors.core.db import db
from ambassadors.demo.cli import demo_cli
from ambassadors.demo.cli import load_here as load_demo_here
from ambassadors.dossier.cli import load_here as load_editions_here
from ambassadors.places.cli import load_here, places_cli
from ambassadors.questions.cli import questions as questions_cli

database = AppGroup("db", help="La base de données et ses migrations.")


@database.command("upgrade")
def upgrade() -> None:
    """Met la base au niveau du code."""
    migrating.upgrade(db.engine)


@database.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Écrit une migration d’après les modèles."""
    click.echo(migrating.revise(db.engine, message))


@database.command("check")
def check() -> None:
    """Vérifie que les modèles et les migrations disent la même chose."""
    found = migrating.differences(db.session.connection())
    for difference in found:
        click.echo(str(difference))
    sys.exit(1 if found else 0)


@click.command("worker")
def worker() -> None:
    """Fait partir ce qui attend : courriels, images, tâches de l’horloge."""
    wiring.wire_handlers()  # the worker's alone: laying out paper takes seconds to import
    working.work_until_signalled(current_app._get_current_object())  # type: ignore[attr-defined]  # a proxy


@click.command("prepare")
def prepare() -> None:
    """Prépare tout pour servir : tables, lieux officiels, démonstration s’il n’y a aucun territoire."""
    migrating.upgrade(db.engine)
    load_here()
    load_editions_here()
    if current_app.config["DEMO"]:
        load_demo_here()


def create_app() -> Flask:
    """Build the site with its commands."""
    app = create_site()
    postman.mail_extension.init_app(app)
    for command in (database, worker, prepare, places_cli, questions_cli, admin_cli, demo_cli):
        app.cli.add_command(command)
    return app
