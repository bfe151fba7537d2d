"""What the unit tests share. They also run inside Pyodide: one thread, no other process."""

import os
import sys
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
