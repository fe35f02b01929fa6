"""Commands on questions."""

import click
from flask.cli import AppGroup

from ambassadors.core.db import db

from . import counting

questions = AppGroup("questions", help="Les questions et leurs réponses.")


@questions.command("recount")
def recount() -> None:
    """Recompte les réponses et remet les listes d’accord avec elles."""
    wrong = counting.recount()
    db.session.commit()
    click.echo(f"{wrong} corrections." if wrong > 1 else f"{wrong} correction.")
