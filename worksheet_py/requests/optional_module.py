"""Modules that are loaded only when they are wanted, because a browser fetches them only then."""

from importlib import import_module
from typing import Any


class LibraryMissing(RuntimeError):
    """A module that is not here yet; whoever runs this Python can bring it and ask again."""


def library(name: str) -> Any:
    """The module of this name; raises LibraryMissing if it, or what it stands on, is not here."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(f"{name}: {error}") from error
