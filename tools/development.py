"""The settings of a development machine: what `make run` and its sister commands put where nothing else was chosen."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance").absolute()
DEFAULT_PORT = "5000"


def environment() -> dict[str, str]:
    """Return this process's environment, completed."""
    INSTANCE.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("PORT") or DEFAULT_PORT
    chosen = {
        "APP_ENV": "development",
        "SECRET_KEY": secret_key(),
        "PORT": port,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "INSTANCE_PATH": str(INSTANCE),
        "DATABASE_URL": f"sqlite:///{INSTANCE / 'ambassadeurs.db'}",
        "DEMO": "on",
        "FLASK_APP": "ambassadors.commands",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    return chosen | {name: value for name, value in os.environ.items() if value or name not in chosen}


def secret_key() -> str:
    """Read the signing key of this machine, made the first time."""
    kept = INSTANCE / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text().strip()
