"""The servers that are measured: the site and the bare pages, started as `make run` starts its own."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config import ROOT
from tools.processes import Children
from tools.run import site

from .databases import Database

PATIENCE = 60.0


class DidNotStart(RuntimeError):
    """A server died, or never listened."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and the group of its processes."""

    address: str
    group: int

    def cpu(self) -> float | None:
        """Return the seconds of processor that it has used so far; None where the system does not tell."""
        ticks = [_ticks(path, self.group) for path in Path("/proc").glob("[0-9]*/stat")]
        return sum(ticks) / os.sysconf("SC_CLK_TCK") if ticks else None


def _ticks(path: Path, group: int) -> int:
    """Return the ticks of a process of this group; none of another's, or of one that has just ended."""
    try:
        fields = path.read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12]) if int(fields[2]) == group else 0


def free_port() -> int:
    """Ask the system for a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database: Database, application: str = "wsgi:app") -> Iterator[Server]:
    """Serve an application with the settings of a database."""
    port = free_port()
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | database.environment(port)
    children = Children(env)
    try:
        process = children.start(application, *site(env)[:-1], application)
        _wait(children, port)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        children.stop()


def _wait(children: Children, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _listens(port):
        if children.dead() or time.monotonic() > deadline:
            raise DidNotStart(f"Le serveur {', '.join(children.running)} n’a pas démarré.")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
