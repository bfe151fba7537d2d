"""What all tests share: where the project and its built site are, and how they run side by side."""

from pathlib import Path
from typing import Any

import pytest

from tests import profile

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make test` builds it before the tests that need it."""
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run 'make site' first")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that no process waits for another at the end."""
    first = ("xdist_group", "slow")
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in first))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop when xdist no longer sees the groups: it would go on without them and say nothing."""
    if hasattr(session.config, "workeroutput"):
        grouped = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group")]
        assert all("@" in nodeid for nodeid in grouped), "xdist takes no notice of groups"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the suites of `make test-full` have counted."""
    if profile.counted:
        terminalreporter.section(f"figures ({'full' if profile.FULL else 'short'} draw)")
        for line in profile.lines():
            terminalreporter.line(line)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process that ran tests has counted."""
    profile.merge(getattr(node, "workeroutput", {}).get("metrics", {}))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand the counts to the process that started this one, which keeps those of a full draw that passed."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["metrics"] = profile.counted
    elif profile.FULL and exitstatus == pytest.ExitCode.OK:
        profile.keep()
