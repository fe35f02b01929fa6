"""`make run`, for real: the site and its worker start together, stop together, and leave nothing behind."""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST_START, SECOND_START, STOP = 120.0, 20.0, 8.0
NEEDED = ("ambassadors", "migrations", "static", "templates", "tools", "config.py", "wsgi.py")

pytestmark = [pytest.mark.house, pytest.mark.static, pytest.mark.xdist_group("house")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the site needs, so that it has an instance folder of its own."""
    folder = tmp_path_factory.mktemp("house") / "clone"
    folder.mkdir()
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, folder / name)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(clone: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Start as `make run` does, with an environment that holds next to nothing."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.run"],
        cwd=clone,
        env={"PATH": os.environ["PATH"], "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        for left in running_in(clone):
            os.kill(left, signal.SIGKILL)
        process.communicate()


def announced(run: subprocess.Popen[str]) -> str:
    """Read what it says until it is ready (or ends)."""
    said = ""
    for line in run.stdout or ():
        said += line
        if "Ctrl-C" in line:
            break
    return said


def answers(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def wait(until: Callable[[], bool], seconds: float) -> float:
    start = time.monotonic()
    while not until():
        assert time.monotonic() - start < seconds, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - start


def wait_for_site(run: subprocess.Popen[str], port: int, seconds: float) -> float:
    took = wait(lambda: run.poll() is not None or answers(port), seconds)
    assert run.poll() is None, run.communicate()[0]
    return took


def running_in(clone: Path) -> list[int]:
    """List the processes that work in the clone."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                here = (entry / "cwd").readlink() == clone
            except OSError:
                continue
            if here:
                found.append(int(entry.name))
    return found


def worker_of(clone: Path) -> int:
    return next(
        pid for pid in running_in(clone) if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )


def counts(clone: Path) -> dict[str, int]:
    """Count the rows of what a start must not double."""
    with closing(sqlite3.connect(clone / "instance" / "ambassadeurs.db")) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("place", "territory", "account", "submission", "membership")
        }


def test_first_start_serves_and_ctrl_c_stops_everything(clone: Path) -> None:
    port = free_port()
    with started(clone, port) as run:
        wait_for_site(run, port, FIRST_START)
        output = announced(run)
        assert worker_of(clone)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=STOP)
        assert run.returncode == 0
    assert f"http://127.0.0.1:{port}" in output
    assert "ambassadrice@demo.example" in output and "/dev/courrier" in output
    assert not answers(port)
    assert running_in(clone) == []


def test_second_start_is_quick_and_changes_nothing(clone: Path) -> None:
    before, key = counts(clone), (clone / "instance" / "secret_key").read_text()
    port = free_port()
    with started(clone, port) as run:
        took = wait_for_site(run, port, SECOND_START)
        run.send_signal(signal.SIGTERM)
        run.communicate(timeout=STOP)
        assert run.returncode == 0
    print(f"second start: {took:.1f} s")
    assert counts(clone) == before
    assert (clone / "instance" / "secret_key").read_text() == key
    assert running_in(clone) == []


def test_a_dead_worker_stops_the_site_and_is_told(clone: Path) -> None:
    port = free_port()
    with started(clone, port) as run:
        wait_for_site(run, port, SECOND_START)
        os.kill(worker_of(clone), signal.SIGKILL)
        output, _ = run.communicate(timeout=STOP)
        assert run.returncode == 1
    assert "le traitement des tâches" in output
    assert running_in(clone) == []


def test_nothing_survives_a_kill(clone: Path) -> None:
    port = free_port()
    with started(clone, port) as run:
        wait_for_site(run, port, SECOND_START)
        run.kill()
        wait(lambda: running_in(clone) == [], STOP)
    assert not answers(port)


def test_a_taken_port_is_said(clone: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(clone, port) as run:
            output, _ = run.communicate(timeout=STOP)
            assert run.returncode == 1
    assert f"Le port {port} n’est pas libre" in output


def test_a_wrong_port_is_said(clone: Path) -> None:
    with started(clone, 99999) as run:
        output, _ = run.communicate(timeout=STOP)
        assert run.returncode == 1
    assert "PORT doit être un nombre" in output
