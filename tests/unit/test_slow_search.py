"""Looks for requests whose cost grows faster than their size, led by how much faster it grew.

Costs are counted, not timed: each line, branch, jump and call of Python that answers a request. So the search
gives the same on every machine. What C does in one call is not in it; `test_growth.py` times that.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings, target
from hypothesis import strategies as st

from tests.profile import draw, report
from tests.unit.factories import Plain, document
from tests.unit.test_growth import DATES
from worksheet_py import api
from worksheet_py.export.formats import WRITERS
from worksheet_py.rounds import series

pytestmark = [
    pytest.mark.sampled,
    pytest.mark.skipif(sys.platform == "emscripten", reason="counts events that cost a browser too long"),
]
# Requests about several files have more that can grow.
CASES, CASES_OF_SEVERAL, SIZE = draw(3, 100), draw(12, 400), 48
# What is linear costs as much for each further byte of a request as for those before.
MOST = 1.1
MONITORING = sys.monitoring
EVENTS = ("LINE", "PY_START", "BRANCH", "JUMP", "CALL")
COUNTER = 4  # one of the numbers that no tool of others takes

# How the n-th entry of a list is called, what it says, and what it belongs to.
NAMES: dict[str, Callable[[int], str]] = {
    "numbers": lambda n: f"x{n}",
    "pluses": lambda n: f"x{n // 20}" + "+" * (n % 20),
    "long": lambda n: f"{'x' * 150}{n}",
    "dotted": lambda n: f"x.{n}.text",
}
OWNERS: dict[str, Callable[[int], str]] = {
    **NAMES,
    "the first": lambda n: NAMES["numbers"](0),
    "every second": lambda n: NAMES["numbers"](n // 2),
    "none": lambda n: "gone",
}
PIECES = [
    "",
    "x",
    "an ",
    "Ann ",
    "Ann, ",
    "Ann & Bo\n",
    "\u202e\u2066",
    "before june ",
    "3/4/27 ",
    " ",
    "\n\n",
    "=;",
    "é",
]
PATHS = ["name", "ideas.work.evidence", "ideas.work.changes.x{n}.text", "actions.x{n}.what", "x{n}"]
LISTS = ("changes", "actions", "own", "voices", "clashes", "recognised", "extra")
# Those about one document, and those about several.
ONE = ["review", "check", "next_round", *(f"{form}:{what}" for form, what in WRITERS)]
SEVERAL = ["compare", "rounds", "csv:perspectives"]


@st.composite
def blueprints(draw: st.DrawFn, action: str) -> Plain:
    """What of a request grows, and what is in it: as often as the size says (1), or not at all (0)."""
    grows = draw(st.lists(st.sampled_from(LISTS), max_size=3))
    return {
        "action": action,
        **{part: int(part in grows) for part in LISTS},
        "chosen": draw(st.sampled_from([1, 2, 1000])),
        "name": draw(st.sampled_from(list(NAMES))),
        "owner": draw(st.sampled_from(list(OWNERS))),
        "path": draw(st.sampled_from(PATHS)),
        "texts": draw(
            st.fixed_dictionaries(dict.fromkeys(("evidence", "who", "what", "when"), st.sampled_from(PIECES)))
        ),
        "long": draw(st.sampled_from(["", "evidence", "who", "what", "when"])),
        "same": draw(st.sampled_from(["id", "series", "nothing"])),
        "files": draw(st.booleans()),
        "apart": draw(st.booleans()),
        "anonymous": draw(st.booleans()),
    }


def one_document(plan: Plain, size: int, number: int) -> Plain:
    """The document of a blueprint, so large; `number` tells it from others."""
    own = f"{number}-" if plan["apart"] else ""  # whether entries are called the same in each
    many = {part: range(size * plan[part]) for part in LISTS}

    def name(n: int) -> str:
        return own + NAMES[plan["name"]](n)

    def owner(n: int) -> str:
        return own + OWNERS[plan["owner"]](n)

    def text(part: str) -> str:
        much = size * 10 if part in ("evidence", "what") else size // 8  # lines of text are shorter
        return str(plan["texts"][part]) * (much if part == plan["long"] else 3)

    def action(n: int) -> Plain:
        return {"id": name(n), "what": text("what"), "who": text("who"), "when": text("when")}

    answers = {
        "evidence": text("evidence"),
        "changes": [
            {"id": name(n), "text": text("what"), "chosen": n % plan["chosen"] == 0} for n in many["changes"]
        ],
        "actions": [action(n) | {"change": owner(n)} for n in many["actions"]],
        "voices": [{"id": name(n), "text": text("evidence")} for n in many["voices"]],
        "recognised": [name(n) for n in many["recognised"]],
    }
    return document(
        id="one" if plan["same"] == "id" else f"r{number}",
        series="s" if plan["same"] == "series" else "",
        round=number + 1,
        perspective={"who": f"{text('who')} P{number}"},
        name=f"{number}",
        ideas=dict.fromkeys(("assets", "work"), answers),
        actions=[action(n) for n in many["own"]],
        clashes=[{"id": f"k{n}", "path": plan["path"].format(n=n), "text": "x"} for n in many["clashes"]],
        unknown={name(n): [n] for n in many["extra"] if n < 450},
    )


def request_of(plan: Plain, size: int) -> str:
    """The request of a blueprint: of `files` many small documents, else one large."""
    action, _, what = plan["action"].partition(":")
    if action in ("compare", "rounds") or what == "perspectives":
        several = size // 2 if plan["files"] else 1
        plains = [one_document(plan, 3 if plan["files"] else size, number) for number in range(several)]
        payload: Plain = {"files": [{"key": f"k{n}", "reflection": plain} for n, plain in enumerate(plains)]}
        payload["settings"] = {f"k{n}": {"anonymous": plan["anonymous"]} for n in range(several)}
    elif action == "check":
        payload = {"text": json.dumps(one_document(plan, size, 0))}
    else:
        payload = {"reflection": one_document(plan, size, 0), "id": "x", "name": ""}
    if what:
        payload |= {"format": action, "what": what}
    return json.dumps({"action": "export" if what else action, "payload": payload | DATES})


@contextmanager
def counting() -> Iterator[list[int]]:
    """Count what Python does within it."""
    counted = [0]

    def count(*_: Any) -> None:
        counted[0] += 1

    MONITORING.use_tool_id(COUNTER, "cost")
    for event in EVENTS:
        MONITORING.register_callback(COUNTER, getattr(MONITORING.events, event), count)
    # Whoever wants to hear of the collector's rounds (Hypothesis does) runs Python in them, at any moment.
    gc.disable()
    MONITORING.set_events(COUNTER, sum(getattr(MONITORING.events, event) for event in EVENTS))
    try:
        yield counted
    finally:
        MONITORING.set_events(COUNTER, 0)
        MONITORING.free_tool_id(COUNTER)
        gc.enable()


def cost(request: str) -> int:
    """How much Python does for a request, which must be answered."""
    with counting() as counted:
        answer = api.handle(request)
    assert '"code": "internal"' not in answer
    return counted[0]


def growth(plan: Plain, size: int) -> tuple[float, float]:
    """What a further byte of the request costs up to a size, and from there to twice the size."""
    texts = [request_of(plan, times * size) for times in (0, 1, 2)]
    none, once, twice = map(cost, texts)
    sizes = [len(text) for text in texts]
    # Where a request hardly grows, so many bytes may cost what they like.
    return (once - none) / (sizes[1] - sizes[0] + 200), (twice - once) / (sizes[2] - sizes[1] + 200)


@pytest.fixture(scope="module", autouse=True)
def all_is_loaded() -> None:
    """What is imported and read only once counts for no request."""
    for action in ONE + SEVERAL:
        plan = dict.fromkeys(LISTS, 1)
        texts = dict.fromkeys(("evidence", "who", "what", "when"), "an 3 June ")
        flags = {"files": True, "apart": True, "anonymous": True}
        more = {"chosen": 1, "name": "numbers", "owner": "numbers", "path": "name", "long": "", "same": "id"}
        api.handle(request_of({"action": action, **plan, "texts": texts, **more, **flags}, 3))


@pytest.mark.parametrize("action", ONE + SEVERAL)
def test_no_request_is_found_that_costs_more_the_larger_it_is(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever grows in a request, each byte more costs no more than those before."""
    # The table of rounds may grow by the square up to a fixed size, which is larger than what is drawn here.
    monkeypatch.setattr(series, "MAX_CELLS", 100)

    @settings(
        max_examples=CASES_OF_SEVERAL if action in SEVERAL else CASES, deadline=None, derandomize=True,
        database=None, phases=[Phase.generate, Phase.target], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(blueprints(action))
    def search(plan: Plain) -> None:
        before, after = growth(plan, SIZE)
        ratio = after / max(before, 0.5)  # less is that of requests that are refused before they are read
        target(ratio)
        note(f"{before:.3f} then {after:.3f} for each byte")
        assert ratio < MOST

    search()


def test_the_search_is_counted() -> None:
    """The same request costs the same each time."""
    text = json.dumps({"action": "review", "payload": {"reflection": document(), **DATES}})
    api.handle(text)
    assert cost(text) == cost(text)
    report("hostile", searched_requests=f"{len(ONE) * CASES + len(SEVERAL) * CASES_OF_SEVERAL:,}")
