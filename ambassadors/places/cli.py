"""The commands about places."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import TaskID

from ambassadors.core.db import db
from ambassadors.places.loading import Progress
from ambassadors.places.models import Level
from ambassadors.places.service import load_places

places_cli = AppGroup("places", help="Le découpage administratif officiel.")


@contextmanager
def bars() -> Iterator[Progress]:
    """Show a bar for each step, as it begins; nothing at all when there is nothing to do."""
    shown = Bars(console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        shown.start()
        if step not in tasks:
            tasks[step] = shown.add_task(step, total=total)
        shown.update(tasks[step], completed=done, total=total)

    try:
        yield show
    finally:
        if tasks:
            shown.stop()


def load_here() -> dict[Level, int]:
    """Load the shipped edition into the application's database, with bars, and commit."""
    with bars() as progress:
        counts = load_places(db.session, progress)
    db.session.commit()
    return counts


@places_cli.command("load")
def load() -> None:
    """Charge les lieux officiels, ou les met à jour sans en perdre aucun."""
    counts = load_here()
    for level in Level:
        click.echo(f"{counts.get(level, 0):>6} {level.plural}")
