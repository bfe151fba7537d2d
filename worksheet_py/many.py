"""A payload with many files in it, read strictly."""

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen
from cattrs import Converter

from worksheet_py.faults import NotAsExpected
from worksheet_py.payload import BadRequest, Payload
from worksheet_py.people import Setting
from worksheet_py.reflection import GroupId
from worksheet_py.strict import one_of, strict_converter, structure
from worksheet_py.taken_in import File
from worksheet_py.tool import Tool


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
