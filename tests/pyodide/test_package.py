"""The package in the Python that browsers run, from the files that the site serves."""

from pathlib import Path

import pytest

from tests.pyodide.conftest import RunsScript


@pytest.mark.xdist_group("exchanges")
def test_the_unit_tests_pass_in_a_python_that_started_the_ordinary_way(exchanges: Path) -> None:
    """What holds on this machine's Python holds in browsers."""
    assert exchanges.stat().st_size > 10_000


@pytest.mark.slow
def test_the_unit_tests_pass_in_a_python_that_started_from_its_memory(site: Path, passes: RunsScript) -> None:
    """It is the same Python, however it started."""
    passes("run.mjs", site / "runtime", "quick")


@pytest.mark.xdist_group("exchanges")
@pytest.mark.usefixtures("exchanges")
def test_the_memory_that_the_site_keeps_is_enough(site: Path, passes: RunsScript) -> None:
    """With nothing else at hand it gives every answer that an ordinary start gives."""
    passes("snapshot.mjs", site / "runtime")


def test_files_for_other_programs_are_made_with_what_the_site_serves(site: Path, passes: RunsScript) -> None:
    """Every kind of file can be written, however Python started."""
    passes("exports.mjs", site / "runtime")
