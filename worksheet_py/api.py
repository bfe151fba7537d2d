"""The way in from a page: a request as JSON text, and an answer as JSON text.

request  {"id": 7, "action": "review", "payload": {…}}
answer   {"id": 7, "result": …}  or  {"id": 7, "error": {"code", "message", "places": [{"path", "message"}]}}

The code `library` means that a module is not here yet: the caller can download it and ask again.
"""

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import attrs

from worksheet_py.dates.vocabulary import WhenWords, load_when_words
from worksheet_py.document.serialization import SavedError, dump, load, read
from worksheet_py.questionnaire.tool import Tool, default_content, load_tool
from worksheet_py.requests.fields import BadRequest, LibraryMissing, Payload, day, library, text, to_plain
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import remarks, summarise
from worksheet_py.text.messages import Words, WordsError, load_words
from worksheet_py.validation.errors import Refused
from worksheet_py.validation.limits import MAX_DEPTH
from worksheet_py.validation.strict_json import read_json

# How many containers a document may have around it in a request: {"payload": {"files": [{"reflection": …}]}}.
REQUEST_DEPTH = 4


@cache
def tool() -> Tool:
    """The questionnaire of the edition in this package."""
    return load_tool(default_content())


@cache
def words() -> Words:
    """The sentences of the edition in this package."""
    return load_words(default_content(), "responses")


@cache
def when_words() -> WhenWords:
    """The date words of the edition in this package."""
    return load_when_words(default_content())


def handle(request: str) -> str:
    """Answer a request. Errors are answers too; nothing is raised."""
    id: object = None
    try:
        asked = read_json(request, MAX_DEPTH + REQUEST_DEPTH)
        id = asked.get("id") if isinstance(asked, dict) else None
        answer = {"id": id, "result": result_of(asked)}
    except SavedError as error:
        answer = error_answer(id, error.code, error.message, [attrs.asdict(fault) for fault in error.faults])
    except BadRequest as error:
        answer = error_answer(id, str(error), words().say("request." + str(error).replace("-", "_")))
    except Refused:
        answer = error_answer(id, "bad-request", words().say("request.bad_request"))
    except LibraryMissing:
        answer = error_answer(id, "library", words().say("request.library"))
    except Exception:
        traceback.print_exc(file=sys.stderr)
        answer = error_answer(id, "internal", internal_message())
    return json.dumps(answer)  # in ASCII, as the bridge to JavaScript cannot pass lone surrogates


def result_of(asked: object) -> Any:
    """The result of a parsed request; raises BadRequest, or whatever the action raises."""
    if not isinstance(asked, dict):
        raise BadRequest
    action, payload = asked.get("action"), asked.get("payload")
    if not isinstance(action, str) or not isinstance(payload, dict):
        raise BadRequest
    if action not in ACTIONS:
        raise BadRequest("unknown-action")
    return ACTIONS[action](payload)


def error_answer(
    id: object, code: str, message: str, places: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """An error as an answer."""
    return {"id": id, "error": {"code": code, "message": message, "places": places or []}}


def internal_message() -> str:
    """The sentence for a mistake of ours; empty if the sentences themselves cannot be read."""
    try:
        return words().say("request.internal")
    except WordsError:
        return ""


def review(payload: Payload) -> Any:
    """Answer with profile and plan.

    Payload: `reflection`, a document; `today`, like 2026-11-22; `wrong_clock`, true if that cannot be right.
    """
    reflection = load(payload.get("reflection"), tool(), words())
    today = day(payload, "today")
    return {
        "profile": to_plain(make_profile(reflection, tool(), words())),
        "plan": to_plain(
            make_plan(reflection, today, words(), when_words(), payload.get("wrong_clock") is not True)
        ),
    }


def check(payload: Payload) -> Any:
    """Answer with a file's document in the current version, summary and notes. Payload: `text`."""
    reflection = read(text(payload, "text"), tool(), words())
    return {
        "document": dump(reflection, tool()),
        "summary": to_plain(summarise(reflection, tool(), words())),
        "notes": list(remarks(reflection, tool(), words())),
    }


def group_action(payload: Payload, action: str) -> Any:
    """Answer a request about several reflections; see requests/group_actions.py."""
    return getattr(library("worksheet_py.requests.group_actions"), action)(payload, tool(), words())


def export(payload: Payload) -> Any:
    """Answer with a file; see export/formats.py, which browsers download when it is first needed."""
    return library("worksheet_py.export.formats").export(payload, tool(), words(), when_words())


ACTIONS: Mapping[str, Callable[[Payload], Any]] = {
    "review": review,
    "check": check,
    "export": export,
    **{action: partial(group_action, action=action) for action in ("compare", "next_round", "rounds")},
}
