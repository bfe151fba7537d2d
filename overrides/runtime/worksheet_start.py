"""What happens in Python before its memory is kept, and when the memory is restored elsewhere.

The build puts this module next to the package, calls `settle`, and keeps Python's memory. A browser puts the
memory back and calls `wake` (by this name: workers of earlier versions do so too). In between lie days and a
change of place: whatever Python noted about them is
noted anew. (`random` is not in the memory, so that whoever loads it gets it newly seeded.)
"""

import _imp
import gc
import json
import linecache
import sys
import time
import zipimport
from collections.abc import Callable
from typing import Any

from worksheet_py import api

# Something of everything: each kind of answer, dates in figures and words, odd ids, a change nobody has.
ACTIONS = [
    {"id": f"a{number}", "change": "c1", "what": "Ask", "who": "", "when": when, "status": "to-do"}
    for number, when in enumerate(("3 May 2027", "2027-05-03", "03/05/27", "next spring", "soon", "June", ""))
]
DOCUMENT: dict[str, Any] = {
    "type": "coproduction-reflection",
    "version": 1,
    "name": "Warm",
    "ideas": {
        "assets": {
            "stage": "basics",
            "rating": "amber",
            "evidence": "People say so.",
            "voices": [{"text": "So do we.", "source": {"who": "Ann", "group": "staff"}}],
            "changes": [{"id": "c1", "text": "Ask people", "chosen": True}],
            "actions": ACTIONS,
        },
        "work": {"stage": "not-yet", "rating": "green"},
        "networks": {"stage": "really-well", "rating": "red", "changes": [{"id": "c2", "text": "x"}]},
    },
}


def ask(action: str, payload: object) -> str:
    """Return Python's answer to one request."""
    return api.handle(json.dumps({"id": 1, "action": action, "payload": payload}))


def warm() -> None:
    """Take each way through the package once, so that what is made on first use is in the memory."""
    for plain in (DOCUMENT, {**DOCUMENT, "name": 7}, {}, {**DOCUMENT, "version": 99}):
        ask("review", {"reflection": plain, "today": "2026-11-22"})
        ask("check", {"text": json.dumps(plain)})
    for text in ("", "{", "[[", '{"a": 1, "a": 2}', "NaN"):
        ask("check", {"text": text})
    payload = {"reflection": DOCUMENT, "id": "2", "now": "2027-11-22T10:00:00.000Z", "name": "Warmer"}
    following = json.loads(ask("next_round", payload))["result"]["reflection"]
    files = [
        {"key": "1", "name": "1.json", "text": json.dumps(DOCUMENT)},
        {"key": "2", "reflection": following},
        {"key": "3", "text": "{"},
    ]
    settings = {"1": {"anonymous": True, "name": "Warm"}, "2": {"group": "staff"}}
    ask("compare", {"files": files, "settings": settings})
    ask("rounds", {"files": files})
    ask("no-such-action", {})
    api.handle("")
    if "error" in json.loads(ask("review", {"reflection": DOCUMENT, "today": "2026-11-22"})):
        raise RuntimeError("a good reflection was refused, so this memory is not worth keeping")


def settle() -> None:
    """Warm up, then let go of what only the build needed."""
    warm()
    linecache.clearcache()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
    sys.path_importer_cache.clear()
    gc.collect()


def wake() -> Callable[[str], str]:
    """Return the entry point of the package, once Python has the time and place of the device."""
    here = _imp.create_builtin(time.__spec__)
    _imp.exec_builtin(here)
    for name in ("timezone", "altzone", "daylight", "tzname"):
        setattr(time, name, getattr(here, name))
    return api.handle
