"""wrk: one page, asked again and again, as fast as it is answered."""

import re
import shutil
import subprocess
from dataclasses import dataclass

MISSING = (
    "wrk est introuvable : c’est lui qui mesure. Sur Debian ou Ubuntu : apt-get install wrk ; "
    "sur macOS : brew install wrk."
)

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_PERCENTILE = re.compile(r"^\s*(50|99)%\s+([\d.]+)(us|ms|s|m)\s*$", re.MULTILINE)
_RATE = re.compile(r"^Requests/sec:\s+([\d.]+)$", re.MULTILINE)
_REQUESTS = re.compile(r"^\s*(\d+) requests in ", re.MULTILINE)
_ERRORS = re.compile(r"^\s*(Non-2xx or 3xx responses: .*|Socket errors: .*)$", re.MULTILINE)


class Failed(RuntimeError):
    """wrk could not measure, or some answers were not 200."""


@dataclass(frozen=True)
class Run:
    """What one run measured: how many requests, how many a second, and milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float


def is_there() -> bool:
    """Tell whether wrk can be called."""
    return shutil.which("wrk") is not None


def run(address: str, seconds: int, connections: int, cookie: str = "") -> Run:
    """Ask for a page during some seconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    done = subprocess.run([*command, address], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{address} : {done.stderr.strip() or done.stdout.strip()}")
    return parsed(done.stdout)


def parsed(output: str) -> Run:
    """Read what wrk printed."""
    if wrong := _ERRORS.search(output):
        raise Failed(wrong.group(1))
    requests, rate, percentiles = _REQUESTS.search(output), _RATE.search(output), _PERCENTILE.findall(output)
    if requests is None or rate is None or len(percentiles) != 2:
        raise Failed(output)
    found = {name: float(value) * _UNITS[unit] for name, value, unit in percentiles}
    return Run(int(requests.group(1)), float(rate.group(1)), found["50"], found["99"])
