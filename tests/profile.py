"""What the suites of `make test-full` share: how much they draw, and where their figures go.

`make test` draws a little of each suite and prints its figures. `make test-full` draws all of it, and what it
counted is kept in `tests/metrics/SUITE.json`, from which the build takes the figures that pages show.

Tests run in several processes. Each process counts for itself; `merge` puts the counts together.
"""

import json
import os
import time
from collections.abc import Hashable, Iterable
from pathlib import Path

type Figure = str | int | set[Hashable]

FULL = os.environ.get("TEST_PROFILE") == "full"
KEPT = Path(__file__).with_name("metrics")
# Suite -> name -> what was counted: a text as it was told, a sum, or the different things that were met.
counted: dict[str, dict[str, Figure]] = {}


def draw[T](short: T, full: T) -> T:
    """How many cases to draw in this run, or which."""
    return full if FULL else short


def report(suite: str, **figures: object) -> None:
    """Tell what a suite has counted; told again, the last one counts."""
    counted.setdefault(suite, {}).update({name: str(figure) for name, figure in figures.items()})


def add(suite: str, **numbers: int) -> None:
    """Add to what other tests of a suite have counted, in this process and in others."""
    merge({suite: dict(numbers)})


def collect(suite: str, **things: Iterable[Hashable]) -> None:
    """Add what a test has met to what others have met; the figure is how many different ones there were."""
    merge({suite: {name: set(met) for name, met in things.items()}})


def merge(others: dict[str, dict[str, Figure]]) -> None:
    """Put the counts of another process, or of another test, to those of this one."""
    for suite, figures in others.items():
        known = counted.setdefault(suite, {})
        for name, figure in figures.items():
            match known.get(name), figure:
                case int(before), int():
                    known[name] = before + figure
                case set() as before, set():
                    known[name] = before | figure
                case _:
                    known[name] = figure


def shown(figure: Figure) -> str:
    """A figure as pages show it."""
    return figure if isinstance(figure, str) else f"{len(figure) if isinstance(figure, set) else figure:,}"


def lines() -> list[str]:
    """The figures of this run, for people."""
    return [
        f"{suite}: "
        + ", ".join(f"{name.replace('_', ' ')} {shown(figure)}" for name, figure in figures.items())
        for suite, figures in sorted(counted.items())
    ]


def keep() -> None:
    """Write the figures of a full run, each suite with its month, for the build to show."""
    for suite, figures in counted.items():
        path = KEPT / f"{suite}.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        told = {name: shown(figure) for name, figure in figures.items()}
        kept = {**known, **told, "month": time.strftime("%B %Y")}
        path.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
