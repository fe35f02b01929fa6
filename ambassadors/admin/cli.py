"""`flask admin`: the first administrator comes from here, the site has no other door for one."""

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from ambassadors.accounts.queries import account_by_email
from ambassadors.core.db import db

from .service import make_administrator

admin_cli = AppGroup("admin", help="Les comptes d’administration.")

LONGEST_NAME = 80


@admin_cli.command("create")
@click.argument("email")
@click.argument("name")
def create(email: str, name: str) -> None:
    """Crée un compte d’administration, ou donne l’administration à un compte, et envoie le lien du mot de passe."""
    try:
        address = validate_email(email, check_deliverability=False).normalized.lower()
    except EmailNotValidError as wrong:
        raise click.BadParameter(f"« {email} » n’est pas une adresse électronique.") from wrong
    if not 2 <= len(name.strip()) <= LONGEST_NAME:
        raise click.BadParameter(f"Un nom compte de 2 à {LONGEST_NAME} caractères.")
    account = make_administrator(address, name.strip())
    db.session.commit()
    click.echo(
        f"{account.name} <{account.email}> a l’administration. Un lien pour choisir le mot de passe est parti."
    )


@admin_cli.command("revoke")
@click.argument("email")
def revoke(email: str) -> None:
    """Retire l’administration à un compte, qui garde ses autres rôles."""
    account = account_by_email(email.strip().lower())
    if account is None or not account.is_admin:
        raise click.BadParameter(f"« {email} » n’administre pas la plateforme.")
    account.is_admin = False
    db.session.commit()
    click.echo(f"{account.name} <{account.email}> n’a plus l’administration.")
