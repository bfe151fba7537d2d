"""Format versions of the saved document, and the steps from an older one to the current one."""

from collections.abc import Callable, Mapping
from typing import Any

from worksheet_py.validation.errors import NotAsExpected, Place

TYPE = "coproduction-reflection"
VERSION = 1

type Document = dict[str, Any]
type Migrations = Mapping[int, Callable[[Document], Document]]

# From version n to n + 1, for each n below VERSION. They are kept for ever, each with a file in tests/saved.
MIGRATIONS: Migrations = {}


class Newer(ValueError):
    """A document of a version that this edition does not know yet."""


def migrate(document: Document, migrations: Migrations = MIGRATIONS, current: int = VERSION) -> Document:
    """Bring a copy of the document to the current version, step by step.

    Raises:
        Newer: The document is from a later version.
        NotAsExpected: `version` is missing, or is no version.
    """
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise NotAsExpected((Place("version", "not_a_version" if "version" in document else "missing"),))
    if version > current:
        raise Newer
    for step in range(version, current):
        document = {**migrations[step](document), "version": step + 1}
    return document
