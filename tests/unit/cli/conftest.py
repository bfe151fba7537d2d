"""Folders with saved reflections."""

from pathlib import Path

import pytest

from tests.unit.cli.test_commands import saved
from tests.unit.factories import thirty


@pytest.fixture
def everybody(tmp_path: Path) -> Path:
    """A folder with thirty people's files, in a folder inside."""
    folder = tmp_path / "gathered" / "inside"
    folder.mkdir(parents=True)
    for place, plain in enumerate(thirty(), start=1):
        saved(folder, f"{place:02}.json", plain)
    return folder.parent
