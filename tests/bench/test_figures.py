"""What wrk printed, read right; what is wrong, told."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.databases import Database
from bench.report import problems
from bench.runs import JINJA, Plan, Reading, Result
from bench.wrk import Failed, Run, parsed

OUTPUT = """Running 2s test @ http://127.0.0.1:5000/
  1 threads and 1 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.24ms    3.11ms  41.20ms   95.67%
    Req/Sec     1.93k   215.32     2.10k    85.00%
  Latency Distribution
     50%  512.00us
     75%  640.00us
     90%    1.80ms
     99%    1.20s{space}
  3846 requests in 2.00s, 1.23MB read
{more}Requests/sec:   1922.51
Transfer/sec:    630.21KB
"""


def test_wrk_is_read() -> None:
    assert parsed(OUTPUT.format(space=" ", more="")) == Run(3846, 1922.51, 0.512, 1200.0)


@pytest.mark.parametrize(
    "output", ["", OUTPUT.format(space=" ", more="  Non-2xx or 3xx responses: 12\n"), "unable to connect"]
)
def test_a_run_with_errors_is_no_figure(output: str) -> None:
    with pytest.raises(Failed):
        parsed(output)


def result(status: int = 200, statements: int = 3, small: int = 3, p50: float = 5.0) -> Result:
    """Make what was seen of a page."""
    runs = [Run(100, 50.0, p50, 90.0), Run(120, 60.0, p50 + 1, 80.0)] if status == 200 else []
    return Result("page", "/", Reading(status, 10, statements), Reading(200, 10, small), runs)


BARE = replace(result(p50=0.7), name=JINJA)  # milliseconds; ninety times that is 63


@pytest.mark.parametrize(
    ("seen", "count"),
    [
        (result(), 0),
        (result(status=404), 1),
        (result(p50=63.1), 1),
        (result(statements=4), 1),
        (result(statements=4, p50=64.0), 2),
    ],
)
def test_what_is_wrong_is_told(seen: Result, count: int) -> None:
    assert len(problems([BARE, seen], Plan())) == count


def test_a_median_under_many_connections_is_no_failure() -> None:
    assert problems([BARE, result(p50=300.0)], Plan(connections=8)) == []


def test_the_best_figure_of_each_kind_is_kept() -> None:
    assert result().best == Run(120, 60.0, 5.0, 80.0)


def test_the_bench_opens_its_own_site(tmp_path: Path) -> None:
    app = Database(f"sqlite:///{tmp_path / 'bench.db'}", "a bench").app()
    assert not app.config["RATELIMIT_ENABLED"]


def test_a_file_for_robots_may_take_its_time_but_not_more_statements() -> None:
    slow = replace(result(p50=300.0), path="/sitemap-contributions-1.xml")
    assert problems([BARE, slow], Plan()) == []
    assert len(problems([BARE, replace(slow, reading=Reading(200, 10, 4))], Plan())) == 1
