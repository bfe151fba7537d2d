import pytest

from worksheet_py.document.migrations import MIGRATIONS, VERSION, Document, Migrations, Newer, migrate
from worksheet_py.validation.errors import NotAsExpected


def renamed(document: Document) -> Document:
    """A step as a later version might need it: the name becomes the title."""
    rest = {key: value for key, value in document.items() if key != "name"}
    return {**rest, "title": document["name"]}


STEPS: Migrations = {1: renamed, 2: lambda document: {**document, "title": document["title"].upper()}}


def test_an_old_document_goes_through_every_step() -> None:
    """A document of any older version is brought up step by step; the one given is untouched."""
    old: Document = {"version": 1, "name": "spring", "unknown": [1]}
    assert migrate(old, STEPS, 3) == {"version": 3, "title": "SPRING", "unknown": [1]}
    assert migrate({"version": 2, "title": "autumn"}, STEPS, 3) == {"version": 3, "title": "AUTUMN"}
    assert old == {"version": 1, "name": "spring", "unknown": [1]}


def test_this_version_is_left_alone() -> None:
    """A document of this version needs no step."""
    assert migrate({"version": VERSION, "name": "x"}) == {"version": VERSION, "name": "x"}


def test_every_older_version_has_its_step() -> None:
    """No file that this site ever saved becomes unreadable."""
    assert sorted(MIGRATIONS) == list(range(1, VERSION))


def test_versions_that_are_not_there() -> None:
    """A later version is newer; what is no version is a fault of the document."""
    with pytest.raises(Newer):
        migrate({"version": 4}, STEPS, 3)
    for version in (0, True, "1", None, 1.5):
        with pytest.raises(NotAsExpected, match="version"):
            migrate({"version": version}, STEPS, 3)
