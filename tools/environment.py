"""Make .venv from a lock file with hashes, or leave it alone when it already matches.

Runs before anything is installed, on whatever `python3` is: standard library only, and nothing that an older Python would
refuse to read, so that it can say what is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
NO_VENV = """
Ce python3 ne sait pas créer d’environnement : ses modules venv et ensurepip manquent.
Sur Debian ou Ubuntu : sudo apt install python3-venv
Ailleurs : installez un Python 3.11 ou plus récent complet, ou uv, puis relancez la commande.
"""
TOO_OLD = """
Python 3.11 ou plus récent est nécessaire ; ce python3 est un Python {}.
Sur Debian ou Ubuntu : sudo apt install python3.11 python3.11-venv
"""
NOT_INSTALLED = """
L’installation des bibliothèques a échoué : la cause est dans le message ci-dessus.
"""


def main(kind: str) -> int:
    """Bring the environment up to one of the locks (run or dev)."""
    if matches(kind):
        return 0
    if sys.version_info < OLDEST:
        return hand_over_to_newer(kind)
    uv = working_uv()
    if not uv and not can_make_venv():
        return complain(NO_VENV)
    print(f"Préparation de l’environnement .venv d’après {LOCKS[kind]}…", flush=True)
    if not (uv and with_uv(uv, kind)) and not (can_make_venv() and with_pip(kind)):
        return complain(NOT_INSTALLED)
    stamp(kind)
    return 0


def complain(message: str) -> int:
    """Say what is wrong; return the exit code."""
    print(message, file=sys.stderr, flush=True)
    return 1


def digest(kind: str) -> str:
    """Name the content of a lock."""
    return hashlib.sha256((ROOT / LOCKS[kind]).read_bytes()).hexdigest()


def stamp_of(kind: str) -> Path:
    """Return the file that remembers which lock was installed."""
    return VENV / f".installed-{kind}"


def matches(kind: str) -> bool:
    """Tell whether .venv works and holds this very lock."""
    remembered = stamp_of(kind)
    same = remembered.exists() and remembered.read_text() == digest(kind)
    return same and works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))")


def stamp(kind: str) -> None:
    """Remember what was installed: the dev lock contains the other one."""
    for each in {"run", kind}:
        stamp_of(each).write_text(digest(each))


def works(*command: str) -> bool:
    """Run a command silently."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def shown(*command: str) -> bool:
    """Run a command under the reader's eyes."""
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


def working_uv() -> str | None:
    """Find a uv that answers (a shim may point nowhere)."""
    uv = shutil.which("uv")
    return uv if uv and works(uv, "--version") else None


def can_make_venv() -> bool:
    """Tell whether this Python carries venv and ensurepip (Debian packs them apart)."""
    return works(sys.executable, "-c", "import venv, ensurepip")


def with_uv(uv: str, kind: str) -> bool:
    """Install with uv; keep a working .venv, only adding to it."""
    # A machine behind an inspecting proxy trusts it through the system's certificates (the name depends on uv's age).
    os.environ.setdefault("UV_SYSTEM_CERTS", "true")
    os.environ.setdefault("UV_NATIVE_TLS", "true")
    if not works(PYTHON, "-c", "") and not shown(
        uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)
    ):
        return False
    return shown(uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", LOCKS[kind])


def with_pip(kind: str) -> bool:
    """Install with the standard library's venv and its pip."""
    if not works(PYTHON, "-m", "pip", "--version") and not shown(sys.executable, "-m", "venv", str(VENV)):
        return False
    quiet = ("--disable-pip-version-check", "--no-input")
    return shown(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", LOCKS[kind])


def hand_over_to_newer(kind: str) -> int:
    """Start again with a newer Python of this machine, or say which one is needed."""
    for minor in range(19, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and works(newer, "-c", "import hashlib"):
            return subprocess.call([newer, __file__, kind])
    return complain(TOO_OLD.format(".".join(map(str, sys.version_info[:2]))))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["run"]))
