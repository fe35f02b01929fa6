"""Small files, small functions, small mechanisms: prints the figures and fails past the caps."""

import statistics

import pytest

from tests.architecture.source import MODULES, ROOT

pytestmark = pytest.mark.static

FILE_CAPS = (80, 220, 350)
FUNCTION_CAPS = (7, 25, 50)
# access/actions.py is the list of what can be done: it grows with the product, the mechanism does not.
LISTS = {"ambassadors/access/actions.py"}
MECHANISMS = {"access": 230, "moderation/engine.py": 200, "moderation/transitions.py": 200, "__init__.py": 60}


def files() -> list[tuple[int, str]]:
    return sorted((module.lines, module.shown) for module in MODULES.values())


def functions() -> list[tuple[int, str]]:
    return sorted(
        (
            (function.end_lineno or 0) - function.lineno + 1,
            f"{module.shown}:{function.lineno} {function.name}",
        )
        for module in MODULES.values()
        for function in module.functions()
    )


@pytest.mark.parametrize(("what", "caps"), [("files", FILE_CAPS), ("functions", FUNCTION_CAPS)])
def test_sizes(what: str, caps: tuple[int, int, int], capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"files": files, "functions": functions}[what]()
    lengths = [length for length, _ in rows]
    measured = (round(statistics.median(lengths)), lengths[int(0.9 * (len(lengths) - 1))], lengths[-1])
    with capsys.disabled():
        print(
            f"\n{len(rows)} {what}: median {measured[0]}, p90 {measured[1]}, longest {measured[2]} (caps {caps})"
        )
    too_long = [f"{name}: {length} lines" for length, name in reversed(rows) if length > caps[2]]
    longest = [f"{name}: {length} lines" for length, name in reversed(rows[-10:])]
    assert not too_long, "\n" + "\n".join(too_long)
    assert measured[0] <= caps[0] and measured[1] <= caps[1], "\n" + "\n".join(longest)


@pytest.mark.parametrize(("where", "cap"), MECHANISMS.items())
def test_mechanisms_stay_small(where: str, cap: int) -> None:
    prefix = f"ambassadors/{where}"
    counted = {
        m.shown: m.lines
        for m in MODULES.values()
        if (m.shown == prefix or m.shown.startswith(f"{prefix}/")) and m.shown not in LISTS
    }
    assert counted, f"nothing at {ROOT / prefix}"
    assert sum(counted.values()) < cap, counted
