"""A web process of its own, with limits, that posts to sign-in as it is told on its standard input.

`python -m tests.web.counting <redis port> <folder>`; each line is an address to post from, each answer a status.
"""

import os
import sys
from pathlib import Path

from ambassadors import create_app, migrating
from ambassadors.core.db import db
from config import Settings


def main(port: str, folder: Path) -> None:
    """Answer until the input ends."""
    env = {
        "APP_ENV": "test",
        "SECRET_KEY": "for-tests-only-" + "0123456789abcdef" * 2,
        "DATABASE_URL": f"sqlite:///{folder / 'counting.db'}",
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
    }
    site = create_app(Settings.from_env(env), folder)
    with site.app_context():
        migrating.upgrade(db.engine)
    browser = site.test_client()
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin):
        account = {"email": f"{os.getpid()}-{number}@site.example"}
        answer = browser.post("/connexion", data=account, environ_overrides={"REMOTE_ADDR": line.strip()})
        print(answer.status_code, answer.headers.get("Retry-After", "-"), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
