"""The worker's only door: JSON in, JSON out.

request  {"id": 7, "action": "review", "payload": {…}}
answer   {"id": 7, "result": …}  or  {"id": 7, "error": {"code", "message", "places": [{"path", "message"}]}}

The code `library` says that a library is not here yet: whoever asked can bring it and ask again.
"""

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import attrs

from worksheet_py.dates.parser import WhenWords, load_when_words
from worksheet_py.document.serialization import SavedError, dump, load, read
from worksheet_py.questionnaire.tool import Tool, default_content, load_tool
from worksheet_py.requests.fields import BadRequest, Payload, day, plain, text
from worksheet_py.requests.optional_module import LibraryMissing, library
from worksheet_py.review.plan import make_plan
from worksheet_py.review.profile import make_profile
from worksheet_py.review.summary import remarks, summarise
from worksheet_py.text.messages import Words, WordsError, load_words
from worksheet_py.validation.errors import Refused
from worksheet_py.validation.limits import DEPTH
from worksheet_py.validation.strict_json import read_json

# How much deeper a document lies in a request than in its file: {"payload": {"files": [{"reflection": …}]}}.
ENVELOPE = 4


@cache
def tool() -> Tool:
    """The tool of the edition in this package."""
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
    """The answer to one request, as JSON; an error is an answer too, so nothing is ever raised."""
    id: object = None
    try:
        asked = read_json(request, DEPTH + ENVELOPE)
        id = asked.get("id") if isinstance(asked, dict) else None
        answer = {"id": id, "result": answered(asked)}
    except SavedError as error:
        answer = failed(id, error.code, error.message, [attrs.asdict(fault) for fault in error.faults])
    except BadRequest as error:
        answer = failed(id, str(error), words().say("request." + str(error).replace("-", "_")))
    except Refused:
        answer = failed(id, "bad-request", words().say("request.bad_request"))
    except LibraryMissing:
        answer = failed(id, "library", words().say("request.library"))
    except Exception:
        traceback.print_exc(file=sys.stderr)
        answer = failed(id, "internal", internal_message())
    return json.dumps(answer)  # ASCII only: a lone half of an emoji must not stop the way to JavaScript


def answered(asked: object) -> Any:
    """The plain result of a request; raises BadRequest, SavedError, or whatever went wrong."""
    if not isinstance(asked, dict):
        raise BadRequest("bad-request")
    action, payload = asked.get("action"), asked.get("payload")
    if not isinstance(action, str) or not isinstance(payload, dict):
        raise BadRequest("bad-request")
    if action not in ACTIONS:
        raise BadRequest("unknown-action")
    return ACTIONS[action](payload)


def failed(id: object, code: str, message: str, places: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """An error as an answer."""
    return {"id": id, "error": {"code": code, "message": message, "places": places or []}}


def internal_message() -> str:
    """The sentence for a fault of ours; empty if the words themselves are what is broken."""
    try:
        return words().say("request.internal")
    except WordsError:
        return ""


def review(payload: Payload) -> Any:
    """Profile and plan of a reflection. Payload: `reflection`, a document; `today`, like 2026-11-22."""
    reflection = load(payload.get("reflection"), tool(), words())
    today = day(payload, "today")
    return {
        "profile": plain(make_profile(reflection, tool(), words())),
        "plan": plain(make_plan(reflection, today, words(), when_words())),
    }


def check(payload: Payload) -> Any:
    """A file's document, complete and of this version, with summary and notes. Payload: `text`."""
    reflection = read(text(payload, "text"), tool(), words())
    return {
        "document": dump(reflection, tool()),
        "summary": plain(summarise(reflection, tool(), words())),
        "notes": list(remarks(reflection, tool(), words())),
    }


def together(payload: Payload, action: str) -> Any:
    """What several reflections say together; see requests/group_actions.py, which not every page needs."""
    return library("worksheet_py.requests.group_actions").ACTIONS[action](payload, tool(), words())


def export(payload: Payload) -> Any:
    """What was written as a file for other programs; see export/formats.py, loaded when asked for."""
    return library("worksheet_py.export.formats").export(payload, tool(), words(), when_words())


ACTIONS: Mapping[str, Callable[[Payload], Any]] = {
    "review": review,
    "check": check,
    "export": export,
    **{action: partial(together, action=action) for action in ("compare", "next_round", "rounds")},
}
