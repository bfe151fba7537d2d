"""Modules that are imported on first use, because a browser downloads them only then."""

from importlib import import_module
from typing import Any


class LibraryMissing(RuntimeError):
    """A module that is not here yet; the caller may download it and ask again."""


def library(name: str) -> Any:
    """Import a module; raises LibraryMissing if it, or one that it imports, is not here."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(f"{name}: {error}") from error
