"""A form that arrived after the session had ended: its text waits for the same person to sign in again."""

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete

from ambassadors.core.clock import now
from ambassadors.core.db import db

from .models import KeptForm

KEPT = timedelta(days=1)
LONGEST_PATH = 500


def keep_form(account_id: int, path: str, fields: list[tuple[str, str]]) -> str:
    """Keep the fields sent to a path and return the token that finds them; the last sending alone is kept."""
    token = secrets.token_urlsafe(24)
    db.session.execute(delete(KeptForm).where(KeptForm.account_id == account_id, KeptForm.path == path))
    db.session.add(
        KeptForm(
            token_hash=_hash(token),
            account_id=account_id,
            path=path,
            fields=[{"name": name, "value": value} for name, value in fields],
        )
    )
    return token


def kept_form(account_id: int, token: str) -> KeptForm | None:
    """Return what was kept under a token, to the account that sent it and to nobody else."""
    kept = db.session.get(KeptForm, _hash(token))
    return kept if kept and kept.account_id == account_id and kept.at > now() - KEPT else None


def purge_kept_forms() -> None:
    """Forget what nobody came back for."""
    db.session.execute(delete(KeptForm).where(KeptForm.at < now() - KEPT))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
