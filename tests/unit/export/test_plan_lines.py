"""The plan as somebody looks at it: files hold the actions that are shown, in the order that is chosen."""

import csv
import io
import json

import pytest

from tests.unit.export.test_formats import WHEN, made
from tests.unit.factories import document
from worksheet_py import api

PLAN = document(
    ideas={
        "work": {
            "changes": [{"id": "c", "text": "Cake", "chosen": True}],
            "actions": [{"id": "a", "change": "c", "what": "Bake", "who": "Ann", "when": "3 May 2027"}],
        }
    },
    actions=[
        {"id": "a", "what": "Ride", "who": "Bo", "when": "1 May 2027"},
        {"id": "b", "what": "Sing", "who": "Cy", "when": "2 May 2027", "status": "done"},
    ],
)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (None, ["Ride", "Bake", "Sing"]),
        (["work.a", "own.b", "own.a"], ["Bake", "Sing", "Ride"]),
        (["own.b", "own.b", "gone.x", "own"], ["Sing"]),
        ([], []),
    ],
)
def test_a_plan_is_written_as_it_is_looked_at(lines: list[str] | None, shown: list[str]) -> None:
    """Only the lines that are asked for, each once, in their order; a document says how many there are."""
    more = {} if lines is None else {"lines": lines}
    rows = list(csv.reader(io.StringIO(made("csv", "plan", PLAN, **more)["text"])))
    assert [row[0] for row in rows[1:]] == shown
    text = made("text", "plan", PLAN, **more)["text"]
    places = [text.find(word) for word in shown]
    assert -1 not in places
    assert places == sorted(places)
    assert ("actions are shown here" in text) == (len(shown) < 3)


@pytest.mark.parametrize("lines", ["own.a", [1], {"own.a": 1}])
def test_what_are_no_lines_is_refused(lines: object) -> None:
    """A request that is not as described gets an error, and no half of a file."""
    payload = {"format": "csv", "what": "plan", "reflection": PLAN, "lines": lines, **WHEN}
    answer = json.loads(api.handle(json.dumps({"id": 1, "action": "export", "payload": payload})))
    assert answer["error"]["code"] == "bad-request"
