"""A payload with many files in it, read strictly."""

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen
from cattrs import Converter

from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import File
from worksheet_py.document.reflection import GroupId
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.fields import BadRequest, Payload
from worksheet_py.validation.errors import NotAsExpected
from worksheet_py.validation.strict_converter import one_of, strict_converter, structure


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
