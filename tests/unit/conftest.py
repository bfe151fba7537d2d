"""What the unit tests share. They also run inside Pyodide: one thread, no other process."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from worksheet_py import api
from worksheet_py.dates.vocabulary import WhenWords
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.text.messages import Words

# No deadlines: these run on busy machines, and in a browser.
settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.register_profile(
    "pyodide", deadline=None, max_examples=15, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "pyodide" if sys.platform == "emscripten" else "default")
)


type Moves = Callable[[str], None]


@pytest.fixture
def moves_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Moves]:
    """Moves this computer into a time zone, until the test ends; Pyodide has that of its JavaScript."""
    if sys.platform == "emscripten":
        environment = import_module("js").process.env
        home = getattr(environment, "TZ", "UTC")
        yield lambda zone: setattr(environment, "TZ", zone)
        environment.TZ = home
        return

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def tool() -> Tool:
    """The tool of this edition."""
    return api.tool()


@pytest.fixture(scope="session")
def words() -> Words:
    """The sentences of this edition."""
    return api.words()


@pytest.fixture(scope="session")
def when_words() -> WhenWords:
    """The date words of this edition."""
    return api.when_words()


@pytest.fixture(scope="session")
def saved_folder() -> Path:
    """The saved files, one real one for each version."""
    return Path(__file__).parents[1] / "saved"
