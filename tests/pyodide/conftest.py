"""What the tests in Node share: how one is run, and what the unit tests asked of Python."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

NODE: list[str | Path] = [ROOT / ".venv/bin/node", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]

type RunsScript = Callable[..., None]


@pytest.fixture(scope="session")
def passes() -> RunsScript:
    """Runs a script of this folder, which must end well."""

    def run(script: str, *arguments: str | Path) -> None:
        command: list[str | Path] = [*NODE, Path(__file__).with_name(script), *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return run


@pytest.fixture(scope="session")
def exchanges(site: Path, passes: RunsScript) -> Path:
    """What the unit tests asked, and what a Python that started the ordinary way answered them.

    Making it runs these tests, and fails when one of them fails. Tests that use it belong to the group
    `exchanges`, so that it is made once.
    """
    passes("run.mjs", site / "runtime", "ordinary")
    return ROOT / "build/exchanges.json"
