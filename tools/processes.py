"""Child processes that stop together: asked first, then killed, and not left behind whatever happens to their parent."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping

GRACE = 5.0
# Reads the group of each child, and ends them all when the pipe closes: even a parent killed with -9 closes it.
GUARD = (
    'groups=""; while read -r group; do groups="$groups -$group"; done; [ -z "$groups" ] || kill -9 $groups'
)


class Children:
    """The processes of one command, by name, each with its own group."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", GUARD], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """Start a process under a name."""
        process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, start_new_session=True)
        self.running[name] = process
        if self._guard.stdin:
            self._guard.stdin.write(f"{process.pid}\n".encode())
            self._guard.stdin.flush()
        return process

    def dead(self) -> dict[str, int]:
        """Return the exit codes of those that ended, by name."""
        return {name: code for name, process in self.running.items() if (code := process.poll()) is not None}

    def stop(self) -> None:
        """Stop them all: five seconds to finish what they do, then no choice."""
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
        for process in self.running.values():
            kill_group(process)
        self._guard.kill()
        self._guard.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what may be left of a process and its own children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
