"""Reads what the page sends with a request, makes answers plain data, and imports what not all need.

`text`, `day` and `timestamp` raise BadRequest for a value that is missing or has another form.
"""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import Any

import attrs

from worksheet_py.document.reflection import Timestamp
from worksheet_py.document.serialization import is_timestamp, parse_day

type Payload = Mapping[str, Any]


class BadRequest(ValueError):
    """A request that breaks the protocol; the text is the error's code."""

    def __init__(self, code: str = "bad-request") -> None:
        super().__init__(code)


class LibraryMissing(RuntimeError):
    """A module that is not here yet; the caller may download it and ask again."""


def text(payload: Payload, key: str) -> str:
    """A text."""
    found = payload.get(key)
    if not isinstance(found, str):
        raise BadRequest
    return found


def day(payload: Payload, key: str) -> date:
    """A date from text like 2026-11-22."""
    try:
        return parse_day(text(payload, key))
    except ValueError as error:
        raise BadRequest from error


def timestamp(payload: Payload, key: str) -> Timestamp:
    """A timestamp like 2026-11-22T10:00:00.000Z."""
    found = text(payload, key)
    if not is_timestamp(found):
        raise BadRequest
    return Timestamp(found)


def to_plain(made: attrs.AttrsInstance) -> dict[str, Any]:
    """An instance of a frozen class as plain data, dates as text."""
    return attrs.asdict(
        made, value_serializer=lambda _, __, value: str(value) if isinstance(value, date) else value
    )


def library(name: str) -> Any:
    """Import a module; raises LibraryMissing if it, or one that it imports, is not here."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(f"{name}: {error}") from error
