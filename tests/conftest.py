"""What all tests share: where the project and its built site are."""

from pathlib import Path

import pytest

from tests import trust

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make test` builds it before the tests that need it."""
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run 'make site' first")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the suites of `make trust` have counted."""
    if trust.counted:
        terminalreporter.section(f"figures ({'full' if trust.FULL else 'short'} draw)")
        for line in trust.lines():
            terminalreporter.line(line)


def pytest_sessionfinish(exitstatus: int) -> None:
    """Keep the figures of a full draw in which nothing failed."""
    if trust.FULL and exitstatus == pytest.ExitCode.OK:
        trust.keep()
