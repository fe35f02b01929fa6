"""What the bench saw: as a table on screen, as a page of the documentation, as JSON; and what is wrong with it."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from ambassadors.core.clock import today

from .runs import BARE, HELLO, JINJA, Plan, Result

SLOWEST = 90.0  # times the bare Jinja page of the same rounds: a median beyond this is a failure
FOR_ROBOTS = ".xml"  # a file of ten thousand addresses is no page: nobody waits for it
HEADERS = ("page", "req/s", "p50 ms", "p99 ms", "CPU ms", "× hello", "× Jinja", "octets", "SQL")


def problems(results: Sequence[Result], plan: Plan) -> list[str]:
    """Return what is not as it must be, in French."""
    found = []
    bare = next((result.best.p50 for result in results if result.name == JINJA), None)
    for result in results:
        if result.reading.status != 200:
            found.append(f"{result.name} ({result.path}) répond {result.reading.status}.")
        elif bare and plan.connections == 1 and not result.path.endswith(FOR_ROBOTS):
            times = result.best.p50 / bare
            if times > SLOWEST:
                found.append(
                    f"{result.name} : médiane de {times:.0f} pages Jinja nues, plus de {SLOWEST:.0f}."
                )
        if not result.is_constant:
            small = result.small.statements if result.small else None
            found.append(
                f"{result.name} : {small} requêtes SQL sur un petit site, {result.reading.statements} sur un grand."
            )
    return found


def lines(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """Return the figures as text, a line a page."""
    by_name = {result.name: result for result in results}
    return [_line(result, by_name) for result in results]


def _line(result: Result, by_name: dict[str, Result]) -> tuple[str, ...]:
    reading = result.reading
    statements = "–" if reading.statements is None or result.name in BARE else str(reading.statements)
    if not result.runs:
        return (result.name, f"statut {reading.status}", *("–",) * 5, str(reading.size), statements)
    best = result.best
    ratios = (f"{result.cost / by_name[bare].cost:.1f}" for bare in (HELLO, JINJA))
    figures = (f"{best.rate:.0f}", f"{best.p50:.2f}", f"{best.p99:.2f}", f"{result.cost:.2f}")
    return (result.name, *figures, *ratios, str(reading.size), statements)


def show(results: Sequence[Result], title: str) -> None:
    """Print the table."""
    table = Table(title=title)
    for header in HEADERS:
        table.add_column(header, justify="left" if header == "page" else "right", no_wrap=True)
    for line in lines(results):
        table.add_row(*line)
    Console(width=120).print(table)


def conditions(plan: Plan) -> str:
    """Say how the figures were taken."""
    load = f", charge {os.getloadavg()[0]:.1f} pour {os.cpu_count()} cœurs"
    return (
        f"{today():%d/%m/%Y}, {platform.machine()}{load}, Python {platform.python_version()} ; "
        f"wrk -t1 -c{plan.connections} -d{plan.seconds:g}s, le meilleur de {plan.repeats} tours"
    )


def as_markdown(results: Sequence[Result], engine: str, plan: Plan) -> str:
    """Return the table as a section of docs/bench.md."""
    rows = ["| " + " | ".join(line) + " |" for line in lines(results)]
    head = ["| " + " | ".join(HEADERS) + " |", "|---" + "|--:" * (len(HEADERS) - 1) + "|"]
    return "\n".join((f"## {engine}", "", conditions(plan) + ".", "", *head, *rows, ""))


def as_json(results: Sequence[Result], engine: str, plan: Plan) -> str:
    """Return every figure of every run."""
    content = {"engine": engine, "plan": asdict(plan), "pages": [asdict(result) for result in results]}
    return json.dumps(content, ensure_ascii=False, indent=1)
