"""Limits are counted together by every process, and go on alone while Redis is away."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from ambassadors.web.limits import network
from config import ROOT
from tests.live import free_port

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed")


@contextmanager
def redis_on(port: int, folder: Path) -> Iterator[None]:
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder))
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        ping = ["redis-cli", "-p", str(port), "ping"]
        until(lambda: subprocess.run(ping, capture_output=True, check=False).stdout.startswith(b"PONG"))
        yield
    finally:
        server.kill()
        server.wait()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Worker:
    """A web process, asked through its standard input."""

    def __init__(self, port: int, folder: Path) -> None:
        folder.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.web.counting", str(port), str(folder)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def says(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def post(self, address: str) -> tuple[int, str]:
        assert self.process.stdin
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        status, _, wait = self.says().partition(" ")
        return int(status), wait


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[tuple[int, Worker, Worker]]:
    port = free_port()
    two = Worker(port, tmp_path / "one"), Worker(port, tmp_path / "two")
    try:
        assert [worker.says() for worker in two] == ["ready", "ready"]
        yield port, *two
    finally:
        for worker in two:
            worker.process.kill()
            worker.process.communicate()


def test_two_processes_count_together(workers: tuple[int, Worker, Worker], tmp_path: Path) -> None:
    port, one, two = workers
    with redis_on(port, tmp_path):
        assert [one.post("192.0.2.1")[0] for _ in range(6)] == [400] * 6
        assert [two.post("192.0.2.1")[0] for _ in range(6)] == [400] * 4 + [429] * 2
        status, wait = one.post("192.0.2.1")
        assert status == 429 and 0 < int(wait) <= 301
        assert one.post("192.0.2.2")[0] == 400


def test_redis_away_each_counts_alone_and_none_fails(
    workers: tuple[int, Worker, Worker], tmp_path: Path
) -> None:
    port, one, two = workers
    with redis_on(port, tmp_path):
        assert one.post("192.0.2.1")[0] == 400
    assert [one.post("192.0.2.3")[0] for _ in range(12)] == [400] * 10 + [429] * 2
    assert two.post("192.0.2.3")[0] == 400
    with redis_on(port, tmp_path):
        time.sleep(3)  # the library looks whether it is back 1 s, 2 s, 4 s… after it left
        assert [one.post("192.0.2.4")[0] for _ in range(6)] == [400] * 6
        assert [two.post("192.0.2.4")[0] for _ in range(6)] == [400] * 4 + [429] * 2


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("nobody", "unknown"),
        ("", "0.0.0.0"),
    ],
)
def test_who_is_counted(app: Flask, address: str, counted: str) -> None:
    with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
        assert network() == counted
