"""What the suites of `make trust` share: how much they draw, and where their figures go.

`make test` draws a little of each suite and prints its figures. `make trust` draws all of it, and what it
counted is kept in `tests/figures/SUITE.json`, from which the build takes the figures that pages show.
"""

import json
import os
import time
from pathlib import Path

FULL = os.environ.get("DRAW") == "full"
KEPT = Path(__file__).with_name("figures")
# Suite -> what it counted in this run, by name.
counted: dict[str, dict[str, str]] = {}


def draw(short: int, full: int) -> int:
    """How many cases to draw in this run."""
    return full if FULL else short


def report(suite: str, **figures: object) -> None:
    """Tell what a suite has counted: printed at the end, and kept when all was drawn and passed."""
    counted.setdefault(suite, {}).update({name: str(figure) for name, figure in figures.items()})


def lines() -> list[str]:
    """The figures of this run, for people."""
    return [
        f"{suite}: " + ", ".join(f"{name.replace('_', ' ')} {figure}" for name, figure in figures.items())
        for suite, figures in sorted(counted.items())
    ]


def keep() -> None:
    """Write the figures of a full run, each suite with its month, for the build to show."""
    for suite, figures in counted.items():
        path = KEPT / f"{suite}.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        kept = {**known, **figures, "month": time.strftime("%B %Y")}
        path.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
