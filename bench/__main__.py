"""`python -m bench`: generate, serve, measure, tell."""

import sys
import time
from pathlib import Path

import click
from rich.console import Console

from . import document, report, wrk
from .databases import Database, prepared
from .runs import Plan, Result, measure, read_all

SMALL = 0.02
CONSOLE = Console(stderr=True)


class Clock:
    """Says what is being done, and since when."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    def say(self, step: str) -> None:
        """Print a step with the seconds since the beginning."""
        CONSOLE.print(f"[dim]{time.monotonic() - self.begun:6.1f} s[/dim]  {step}", highlight=False)


@click.command(help="Mesure les pages sur un grand site engendré.")
@click.option(
    "--database",
    help="Adresse d’une base PostgreSQL, ou sqlite:///dossier ; SQLite sous instance/bench sinon.",
)
@click.option("--scale", default=1.0, show_default=True, help="Taille du site : 1 est le banc entier.")
@click.option(
    "--seconds",
    type=click.IntRange(min=1),  # wrk knows no shorter one
    default=2,
    show_default=True,
    help="Durée de chaque mesure.",
)
@click.option("--repeats", default=3, show_default=True, help="Tours ; le meilleur est gardé.")
@click.option("--connections", default=1, show_default=True, help="Connexions à la fois.")
@click.option("--only", default="", help="Les seules pages dont le nom contient ces mots.")
@click.option(
    "--json", "json_path", type=click.Path(dir_okay=False), help="Écrit toutes les mesures dans ce fichier."
)
@click.option("--write", is_flag=True, help="Écrit le tableau dans docs/bench.md.")
def main(
    database: str | None,
    scale: float,
    seconds: int,
    repeats: int,
    connections: int,
    only: str,
    json_path: str | None,
    write: bool,
) -> None:
    """Run the bench; exit with 1 where a page is not what it must be."""
    if not wrk.is_there():
        sys.exit(wrk.MISSING)
    if write and (only or scale != 1):
        sys.exit("docs/bench.md ne reçoit que le banc entier : sans --only ni --scale.")
    plan = Plan(seconds, repeats, connections, only)
    results = _measured(prepare(database, scale), prepare(database, SMALL), plan)
    engine = "SQLite" if database is None or database.startswith("sqlite") else "PostgreSQL"
    report.show(results, f"{engine} — {report.conditions(plan)}")
    if json_path:
        Path(json_path).write_text(report.as_json(results, engine, plan), encoding="utf-8")
    if write:
        document.write(report.as_markdown(results, engine, plan))
    found = report.problems(results, plan)
    for problem in found:
        CONSOLE.print(f"[bold red]✗[/bold red] {problem}", highlight=False)
    sys.exit(1 if found else 0)


def prepare(url: str | None, scale: float) -> Database:
    """Return the generated site of a scale."""
    clock = Clock()
    return prepared(url, scale, lambda step: clock.say(f"site à l’échelle {scale:g} : {step}"))


def _measured(large: Database, small: Database, plan: Plan) -> list[Result]:
    clock = Clock()
    clock.say("lecture du petit site")
    readings = read_all(small, plan.pages())
    results = measure(large, plan, readings, clock.say)
    known = {result.name for result in results}
    for page in plan.pages():
        if page.name not in known:
            clock.say(f"le site n’a pas encore : {page.name}")
    return results


if __name__ == "__main__":
    main()
