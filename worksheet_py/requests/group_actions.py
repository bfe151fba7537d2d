"""The part of the door for several reflections: people side by side, and rounds one after the other."""

from collections.abc import Callable, Mapping
from typing import Any

from worksheet_py.comparison.compare import compare as side_by_side
from worksheet_py.document.batch import take_in
from worksheet_py.document.serialization import dump, load
from worksheet_py.questionnaire.tool import Tool
from worksheet_py.requests.batch_request import many
from worksheet_py.requests.fields import BadRequest, Payload, moment, plain, text
from worksheet_py.rounds.next_round import carried
from worksheet_py.rounds.next_round import next_round as next_of
from worksheet_py.rounds.series import look_back
from worksheet_py.text.messages import Words


def compare(payload: Payload, tool: Tool, words: Words) -> Any:
    """Views side by side, and the files that cannot be read.

    Payload: `files` [{"key", "name", "text"} or {"key", "reflection"}]; if wanted `settings` {key: {"hidden",
    "anonymous", "group", "name"}} and `by`, the group whose views alone are to be compared.
    """
    asked = many(payload, tool)
    found = take_in(asked.files, tool, words)
    refused = [plain(one) for one in found.refused]
    return {**plain(side_by_side(found.given, asked.settings, asked.by, tool, words)), "refused": refused}


def next_round(payload: Payload, tool: Tool, words: Words) -> Any:
    """The next round of a reflection, and what it goes on with.

    Payload: `reflection`, a document; `id`, `now` (a moment) and `name` of the new one.
    """
    old = load(payload.get("reflection"), tool, words)
    id, now, name = text(payload, "id"), moment(payload, "now"), text(payload, "name")
    if not id.strip():
        raise BadRequest("bad-request")
    return {
        "reflection": dump(next_of(old, id, now, name, words), tool),
        "said": plain(carried(old, words)),
    }


def rounds(payload: Payload, tool: Tool, words: Words) -> Any:
    """Rounds of the same thing, series by series, and the files that cannot be read. Payload: `files`."""
    found = take_in(many(payload, tool).files, tool, words)
    return {
        "series": [plain(one) for one in look_back(found.given, tool, words)],
        "refused": [plain(one) for one in found.refused],
    }


ACTIONS: Mapping[str, Callable[[Payload, Tool, Words], Any]] = {
    "compare": compare,
    "next_round": next_round,
    "rounds": rounds,
}
