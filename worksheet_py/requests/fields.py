"""What the page sends along with a request, read strictly; and what goes back, as plain data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from worksheet_py.document.reflection import Moment
from worksheet_py.document.serialization import DAY
from worksheet_py.document.serialization import moment as saved_moment
from worksheet_py.validation.errors import Refused

type Payload = Mapping[str, Any]


class BadRequest(ValueError):
    """A request that breaks the protocol; the text is the error's code."""


def text(payload: Payload, key: str) -> str:
    """A text of a payload; raises BadRequest."""
    found = payload.get(key)
    if not isinstance(found, str):
        raise BadRequest("bad-request")
    return found


def day(payload: Payload, key: str) -> date:
    """A date from text like 2026-11-22; raises BadRequest."""
    found = text(payload, key)
    if not DAY.fullmatch(found):
        raise BadRequest("bad-request")
    try:
        return date.fromisoformat(found)
    except ValueError as error:
        raise BadRequest("bad-request") from error


def moment(payload: Payload, key: str) -> Moment:
    """A point in time from text like 2026-11-22T10:00:00.000Z; raises BadRequest."""
    try:
        found = saved_moment(text(payload, key), Moment)
    except Refused as error:
        raise BadRequest("bad-request") from error
    if not found:
        raise BadRequest("bad-request")
    return Moment(found)


def plain(made: attrs.AttrsInstance) -> dict[str, Any]:
    """A frozen class as plain data, dates as text."""
    return attrs.asdict(
        made, value_serializer=lambda _, __, value: str(value) if isinstance(value, date) else value
    )
