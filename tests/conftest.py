"""What all tests share: where the project and its built site are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make test` builds it before the tests that need it."""
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run 'make site' first")
    return folder
