"""Requests about several reflections: people side by side, and rounds one after the other.

This module is imported when it is first needed: most pages only ask about one reflection.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from attrs import evolve, frozen
from cattrs import Converter

from worksheet_py.comparison.compare import Comparison
from worksheet_py.comparison.compare import compare as compare_loaded
from worksheet_py.comparison.participants import Setting
from worksheet_py.document.batch import BatchResult, File, RejectedFile, load_files
from worksheet_py.document.reflection import GroupId, Reflection
from worksheet_py.document.serialization import dump, load
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.fields import BadRequest, Payload, text, timestamp, to_plain
from worksheet_py.rounds.next_round import carry_over, open_next_round
from worksheet_py.rounds.series import look_back
from worksheet_py.text.messages import Words
from worksheet_py.validation.errors import NotAsExpected
from worksheet_py.validation.strict_converter import one_of, strict_converter, structure


@frozen
class BatchRequest:
    """Files, what was decided about the people behind them, and the one group to compare (or None: all)."""

    files: tuple[File, ...]
    settings: Mapping[str, Setting]
    by: GroupId | None = None


def read_batch(payload: Payload, tool: Tool) -> BatchRequest:
    """`files`, `settings` and `by` of a payload; raises BadRequest for wrong shapes and repeated keys."""
    known = {"settings": {}} | {key: payload[key] for key in ("files", "settings", "by") if key in payload}
    try:
        found = structure(converter(tool), known, BatchRequest)
    except NotAsExpected as error:
        raise BadRequest from error
    if len({file.key for file in found.files}) < len(found.files):
        raise BadRequest
    return found


@lru_cache(maxsize=4)
def converter(tool: Tool) -> Converter:
    """The strict converter for payloads, with the groups that the tool knows."""
    made = strict_converter(keep_unknown=False)
    made.register_structure_hook(GroupId, one_of(tool.ids("perspectives")))
    return made


def compare_files(
    payload: Payload,
    tool: Tool,
    words: Words,
    prepare: Callable[[Reflection, Words], Reflection] | None = None,
) -> tuple[Comparison, BatchResult]:
    """The comparison of the files in a payload of `compare`, and what came of each; `prepare` alters them."""
    batch = read_batch(payload, tool)
    found = load_files(batch.files, tool, words)
    loaded = found.loaded
    if prepare:
        loaded = tuple(evolve(file, reflection=prepare(file.reflection, words)) for file in loaded)
    return compare_loaded(loaded, batch.settings, batch.by, tool, words), found


def compare(payload: Payload, tool: Tool, words: Words) -> Any:
    """Answer with the views side by side, and the files that cannot be read.

    Payload: `files` [{"key", "name", "text"} or {"key", "reflection"}]; optional `settings` {key: {"hidden",
    "anonymous", "group", "name"}} and `by`, the only group whose views are to be compared.
    """
    comparison, found = compare_files(payload, tool, words)
    ideas = tuple(evolve(idea, points=tuple(idea.points)) for idea in comparison.ideas)
    return {**to_plain(evolve(comparison, ideas=ideas)), "refused": [to_plain(one) for one in found.rejected]}


def next_round(payload: Payload, tool: Tool, words: Words) -> Any:
    """Answer with the next round of a reflection, and what is carried over into it.

    Payload: `reflection`, a document; `id`, `now` (a timestamp) and `name` of the new one.
    """
    old = load(payload.get("reflection"), tool, words)
    id, now, name = text(payload, "id"), timestamp(payload, "now"), text(payload, "name")
    if not id.strip():
        raise BadRequest
    return {
        "reflection": dump(open_next_round(old, id, now, name, words), tool),
        "said": to_plain(carry_over(old, words)),
    }


def rounds(payload: Payload, tool: Tool, words: Words) -> Any:
    """Answer with the rounds of each series, and the files that cannot be read. Payload: `files`."""
    found = load_files(read_batch(payload, tool).files, tool, words)
    made = look_back(found.loaded, tool, words)
    much = [
        RejectedFile(one.key, one.name, "too-much", words.say("rounds.too_much")) for one in made.left_out
    ]
    return {
        "series": [to_plain(one) for one in made.series],
        "refused": [to_plain(one) for one in (*found.rejected, *much)],
    }
