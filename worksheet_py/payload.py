"""What the page sends along with a request, read strictly."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import frozen
from cattrs import Converter

from worksheet_py.faults import NotAsExpected, Refused
from worksheet_py.people import Setting
from worksheet_py.reflection import GroupId, Moment
from worksheet_py.saved import DAY
from worksheet_py.saved import moment as saved_moment
from worksheet_py.strict import one_of, strict_converter, structure
from worksheet_py.taken_in import File
from worksheet_py.tool import Tool

type Payload = Mapping[str, Any]


class BadRequest(ValueError):
    """A request that breaks the protocol; the text is the error's code."""


@frozen
class Many:
    """Files to look at together, and what was decided about the people behind them."""

    files: tuple[File, ...]
    settings: Mapping[str, Setting]
    by: GroupId | None = None


def many(payload: Payload, tool: Tool) -> Many:
    """`files`, `settings` and `by` of a payload, the last two if given; raises BadRequest."""
    known = {"settings": {}} | {key: payload[key] for key in ("files", "settings", "by") if key in payload}
    try:
        found = structure(converter(tool), known, Many)
    except NotAsExpected as error:
        raise BadRequest("bad-request") from error
    if len({file.key for file in found.files}) < len(found.files):
        raise BadRequest("bad-request")
    return found


@lru_cache(maxsize=4)
def converter(tool: Tool) -> Converter:
    """The strict converter for payloads, with the groups that the tool knows."""
    made = strict_converter(keep_unknown=False)
    made.register_structure_hook(GroupId, one_of(tool.ids("perspectives")))
    return made


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
