"""`make run`: prepare the database, start the site and its worker, say where they are, and stop both together.

With arguments, run one flask command with the same settings: `python tools/run.py places load`.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tools.development import INSTANCE, ROOT, environment
from tools.processes import Children

PATIENCE = 60.0
SITE, WORKER = "le site", "le traitement des tâches"
ACCOUNTS = (
    ("admin@demo.example", "administration"),
    ("responsable@demo.example", "responsable de marque, Bassin de Brive"),
    ("moderation@demo.example", "modération, Bassin de Brive"),
    ("ambassadrice@demo.example", "ambassadrice, Bassin de Brive"),
    ("responsable2@demo.example", "responsable de marque, Aveyron"),
    ("ambassadeur2@demo.example", "ambassadeur, Aveyron"),
    ("partenaire@demo.example", "acteur local, Bassin de Brive"),
    ("candidate@demo.example", "candidate au départ"),
)


class Stopped(Exception):
    """Someone asked to stop."""


def main(arguments: list[str]) -> int:
    """Run the site, or one flask command."""
    env = environment()
    if arguments:
        return subprocess.call([sys.executable, "-m", "flask", *arguments], env=env, cwd=ROOT)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    problem = port_problem(env["PORT"])
    return fail(problem) if problem else serve(env)


def serve(env: Mapping[str, str]) -> int:
    """Keep the site and its worker until one of them dies or someone asks to stop."""
    os.chdir(ROOT)
    children = Children(env)
    try:
        code = children.start("prepare", *flask("prepare")).wait()
        if code:
            return fail("La préparation de la base a échoué : la cause est dans le message ci-dessus.")
        del children.running["prepare"]
        children.start(SITE, *site(env))
        children.start(WORKER, *flask("worker"))
        if answers(children, int(env["PORT"])):
            announce(env)
            return watch(children)
        return (
            watch(children)
            if children.dead()
            else fail("Le site ne répond pas : voyez les messages ci-dessus.")
        )
    except Stopped:
        say("Arrêt en cours…")
        return 0
    finally:
        ignore_further_signals()
        children.stop()
        say("Tout est arrêté.")


def flask(command: str) -> list[str]:
    """Return the command line of a flask command."""
    return [sys.executable, "-m", "flask", command]


def site(env: Mapping[str, str]) -> list[str]:
    """Return the command line of the server: one thread where SQLite has one writer."""
    options = {
        "interface": "wsgi",
        "host": "127.0.0.1",
        "port": env["PORT"],
        "workers": env.get("WEB_CONCURRENCY") or "1",
        "blocking-threads": "1" if env["DATABASE_URL"].startswith("sqlite") else "2",
        "log-level": "warning",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "granian", *flags, "--no-ws", "wsgi:app"]


def port_problem(port: str) -> str | None:
    """Say why the site cannot listen there."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"PORT doit être un nombre de 1 à 65535, pas « {port} »."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError as error:
            return f"Le port {port} n’est pas libre ({error.strerror}). Choisissez-en un autre : make run PORT=5001"
    return None


def answers(children: Children, port: int) -> bool:
    """Wait for the health page; give up when a child dies or the patience ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not children.dead():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    return False


def watch(children: Children) -> int:
    """Sleep until a child dies, then say which."""
    while not (dead := children.dead()):
        time.sleep(0.2)
    names = " et ".join(f"{name} (code {code})" for name, code in dead.items())
    return fail(f"Arrêt inattendu : {names}. La cause est dans les messages ci-dessus.")


def announce(env: Mapping[str, str]) -> None:
    """Say where the site is, who can sign in and where its mails can be read."""
    address = f"http://127.0.0.1:{env['PORT']}"
    width = max(len(account) for account, _ in ACCOUNTS)
    lines = [
        f"\n  Ambassadeurs est prêt :  {address}\n",
        f"  Comptes de démonstration, mot de passe {env.get('DEMO_PASSWORD') or 'demonstration-2026'} :",
        *(f"    {account:{width}}  {role}" for account, role in ACCOUNTS),
        f"\n  Courriels envoyés : {address}/dev/courrier, et {short(INSTANCE)}/mail/*.eml",
        "  Ctrl-C arrête tout.\n",
    ]
    say("\n".join(lines))


def short(folder: Path) -> Path:
    """Return a folder as the reader would type it from here."""
    return folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def fail(text: str) -> int:
    """Print a problem; return the exit code."""
    print(f"\n{text}\n", file=sys.stderr, flush=True)
    return 1


def ignore_further_signals() -> None:
    """Let the stopping finish: make and the terminal may both send the signal."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
