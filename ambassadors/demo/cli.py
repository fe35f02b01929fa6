"""`flask demo load`, and its part in `flask prepare`."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from ambassadors.core.db import db

from .loading import load_demonstration

demo_cli = AppGroup("demo", help="Les données de démonstration.")


@demo_cli.command("load")
def load() -> None:
    """Charge la démonstration s’il n’y a aucun territoire ; refuse en production."""
    if current_app.config["PRODUCTION"]:
        click.echo("Les données de démonstration ne se chargent jamais en production.", err=True)
        sys.exit(1)
    click.echo("Démonstration chargée." if load_here() else "Il y a déjà des territoires : rien n’a changé.")


def load_here() -> bool:
    """Load the demonstration, with bars, in one transaction."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(f"Démonstration : {step}", total=total)
            bars.update(tasks[step], completed=done)

        loaded = load_demonstration(current_app.config["DEMO_PASSWORD"], show)
    db.session.commit()
    return loaded
