"""Files made to keep the reader busy: the time grows as their size does, and no letter takes long."""

import contextlib
import json
import sys
import time
from collections.abc import Callable

import pytest

from tests.profile import draw
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, read
from worksheet_py.export.formats import WRITERS
from worksheet_py.review.summary import remarks, summarise

from .factories import Plain, document

pytestmark = [
    pytest.mark.sampled,
    pytest.mark.skipif(sys.platform == "emscripten", reason="measured on one Python only: it takes long"),
]

TOOL, WORDS = api.tool(), api.words()
HEAD = '{"type":"coproduction-reflection","version":1,'
# How many small files a large one is held against.
FILES = 16
ELEMENT = '<script type="application/json" id="coproduction-reflection">'


def over(piece: str, size: int) -> str:
    """A piece again and again, so many letters in all."""
    return piece * (size // len(piece))


def keys(size: int) -> str:
    """Very many keys, of which the last stands there twice."""
    number = size // 12
    return HEAD + ",".join(f'"k{n}":0' for n in range(number)) + f',"k{number - 1}":1}}'


def faults(size: int) -> str:
    """As many faults as lists have room for."""
    entry = '{"id":1,"text":2,"chosen":3,"what":4,"who":5,"when":6,"how":7,"status":8,"written":9}'
    part = ",".join([entry] * min(2000, size // 90 // 12))
    lists = ",".join(f'"{name}":[{part}]' for name in ("changes", "actions", "voices"))
    return HEAD + '"ideas":{' + ",".join(f'"{i}":{{{lists}}}' for i in TOOL.ids("ideas")) + "}}"


def same_ids(size: int) -> str:
    """Entries that all have the same id, in every list that there is room for."""
    part = ",".join(['{"id":"a"}'] * min(2000, size // 12 // 12))
    lists = ",".join(f'"{name}":[{part}]' for name in ("changes", "actions", "voices"))
    return HEAD + '"ideas":{' + ",".join(f'"{i}":{{{lists}}}' for i in TOOL.ids("ideas")) + "}}"


def actions(size: int) -> str:
    """As many actions as there is room for, each with a name and a date to be read."""
    part = [{"id": f"a{n}", "what": "Ann asks", "who": "Ann, Bo", "when": "June"} for n in range(size // 400)]
    lists = {idea: {"actions": part[:2000]} for idea in TOOL.ids("ideas")}
    return json.dumps(document(name="Ann", ideas=lists, actions=part[:2000]))


def texts(piece: str) -> Callable[[int], str]:
    """Texts of the longest kind, made of one piece, in every list that there is room for."""

    def made(size: int) -> str:
        text = over(piece, min(400_000, size // 2))
        entries = [{"id": f"c{n}", "text": text} for n in range(max(1, size // (len(text) + 1)))]
        return json.dumps(document(name="Ann", ideas={"work": {"evidence": text, "changes": entries}}))

    return made


# What it is -> a file of about so many letters.
HOSTILE: dict[str, Callable[[int], str]] = {
    "keys, the last one twice": keys,
    "faults": faults,
    "the same id": same_ids,
    "actions": actions,
    "brackets that open": lambda size: "[" * size,
    "brackets that open and close": lambda size: over("[]", size),
    "groups inside each other": lambda size: over('{"a":', size),
    "a text without end": lambda size: '"' + "x" * size,
    "backslashes": lambda size: '"' + "\\" * size,
    "quotation marks": lambda size: '"' * size,
    "escaped halves": lambda size: HEAD + f'"name":"{over(chr(92) + "ud83d", size)}"}}',
    "digits": lambda size: HEAD + f'"more":{"1" * size}}}',
    "digits behind a point": lambda size: HEAD + f'"more":0.{"1" * size}}}',
    "digits of an exponent": lambda size: HEAD + f'"more":1e{"1" * size}}}',
    "minus signs": lambda size: HEAD + f'"more":{"-" * size}}}',
    "numbers": lambda size: HEAD + f'"more":[{over("1.5,", size)}1]}}',
    "long numbers": lambda size: HEAD + f'"more":[{over("1" * 290 + ",", size)}1]}}',
    "spaces": lambda size: " " * size,
    "spaces inside": lambda size: HEAD + " " * size + "}",
    "lines": lambda size: HEAD + "\n" * size + "x",
    "marks of order": lambda size: "\ufeff" * size,
    "a page of spaces": lambda size: "<" + " " * size,
    "tags": lambda size: over("<a ", size),
    "scripts that open": lambda size: over("<script ", size),
    "scripts that end": lambda size: over("<script></script>", size),
    "scripts with a name": lambda size: over("<script id=", size),
    "a script with many names": lambda size: f"<script{over(' id=x', size)}></script>",
    "a script with long names": lambda size: f"<script{over(' id  =  ' + ' ' * 90, size)}></script>",
    "a script with quotation marks": lambda size: "<script" + over(" id='", size) + "></script>",
    "a script of spaces": lambda size: f"<script{' ' * size}></script>",
    "documents": lambda size: over(ELEMENT + "{}</script>", size),
    "a document without end": lambda size: ELEMENT + "x" * size,
    "comments": lambda size: "<" + over("!--", size),
    "a document of brackets": lambda size: ELEMENT + "[" * size + "</script>",
    "long texts": texts("words and more words. "),
    "long texts, one word": texts("x"),
    "long texts, names": texts("Ann "),
    "long texts of marks": texts("\u202e\u2066"),
    "long texts of spaces": texts(" \n"),
}  # fmt: skip


def seconds(text: str) -> float:
    """The processor's time for a file, whatever comes of it: taken in and told about, or refused."""
    begin = time.process_time()
    with contextlib.suppress(SavedError):
        made = read(text, TOOL, WORDS)
        summarise(made, TOOL, WORDS)
        list(remarks(made, TOOL, WORDS))
    return time.process_time() - begin


def loop_seconds(number: int) -> float:
    """The processor's time for an empty loop of so many rounds: how fast this machine is at the moment."""
    begin = time.process_time()
    for _ in range(number):
        pass
    return time.process_time() - begin


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_size_and_not_with_its_square(name: str) -> None:
    """A large file takes as long as sixteen small ones; by its square it would take sixteen times as long.

    Both sides are the same amount of work at about the same time, so a slow or busy machine changes both. The
    least of up to three measurements counts: something else may make one of them long, but hardly all.
    """
    size = draw(500_000, 5_000_000)
    small, large = HOSTILE[name](size // FILES), HOSTILE[name](size)
    files = round(len(large) / len(small))
    seconds(small)
    many, one, loop = (float("inf"),) * 3
    for _ in range(3):
        many = min(many, sum(seconds(small) for _ in range(files)))
        one = min(one, seconds(large))
        loop = min(loop, loop_seconds(len(large)))
        # Shorter times than these would be those of the clock itself.
        linear, quick = one < max(many, 0.01) * 4, one < max(loop, 0.005) * 100
        if linear and quick:
            return
    assert linear, f"{files} small files: {many:.3f} s, one large: {one:.3f} s"
    assert quick, f"{one:.3f} s, where a loop over its letters takes {loop:.3f} s"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_of_one_is_named_and_the_others_are_compared(name: str) -> None:
    """Whatever somebody's file is made of: it is shown with the others or named, and keeps none out."""
    good = [json.dumps(document(id=who, perspective={"who": who})) for who in ("Bo", "Cy")]
    texts = {"first": good[0], "hostile": HOSTILE[name](100_000), "last": good[1]}
    files = [{"key": key, "name": f"{key}.json", "text": text} for key, text in texts.items()]
    for action in ("compare", "rounds"):
        request = {"action": action, "payload": {"files": files}}
        answer = json.loads(api.handle(json.dumps(request)))["result"]
        shown = [one["key"] for one in answer.get("people", ())]
        shown += [one["key"] for each in answer.get("series", ()) for one in each["rounds"]]
        named = [one["key"] for one in answer["refused"]]
        assert sorted(shown + named) == ["first", "hostile", "last"]
        assert named in ([], ["hostile"])
        assert all(15 < len(one["message"]) < 500 for one in answer["refused"])


def views(*plains: Plain, **more: object) -> Plain:
    """Documents as the payload of a request about several."""
    return {
        "files": [{"key": f"k{place}", "reflection": plain} for place, plain in enumerate(plains)],
        **more,
    }


def hidden(*plains: Plain) -> Plain:
    """The same, where nobody is to be named."""
    return views(*plains, settings={f"k{place}": {"anonymous": True} for place in range(len(plains))})


def said_in(text: str, **more: object) -> Plain:
    """A document with a long text about each idea."""
    return document(ideas={idea: {"evidence": text} for idea in TOOL.ids("ideas")}, **more)


def named(name_of: Callable[[int], str]) -> Callable[[int], Plain]:
    """Somebody with a long name, beside texts that begin to say it all the time."""
    return lambda size: hidden(said_in("an " * size * 100, id="a", perspective={"who": name_of(size)}))


def full_idea(size: int) -> Plain:
    """An idea with as many changes, each with an action, and many that are chosen without one."""
    changes = [{"id": f"c{n}", "text": "x" if n % 2 else "", "chosen": n % 3 > 0} for n in range(size)]
    actions = [{"id": f"c{n}", "change": f"c{n - n % 2}", "what": "y"} for n in range(size)]
    return document(id="r", ideas={"work": {"changes": changes, "actions": actions}})


def taken_ids(size: int) -> Plain:
    """An idea in which the id that a missing action would be given is taken again and again."""
    changes = [{"id": f"c{n}", "text": "x", "chosen": True} for n in range(size // 20)]
    actions = [{"id": f"c{n}" + "+" * more} for n in range(size // 20) for more in range(20)]
    return document(ideas={"work": {"changes": changes, "actions": actions}})


def rounds_of(number: int) -> list[Plain]:
    """Rounds of one series, each with actions that no other has."""
    return [
        document(
            id=f"r{n}", series="r", round=n, actions=[{"id": f"a{n}-{m}", "what": "x"} for m in range(20)]
        )
        for n in range(1, number + 1)
    ]


def alike_but(size: int, **more: str) -> list[Plain]:
    """Reflections with one id that differ in one place at their end."""
    work = [{"changes": [{"id": "c", "text": f"{'x' * 500}{n}", **more}]} for n in range(size)]
    return [document(id="one", ideas={"networks": answers}) for answers in work]


NESTED, ANN = json.loads("[" * 50 + "]" * 50), "Ann " * 100
DATES = {"today": "2026-11-22", "now": "2026-11-22T10:00:00+00:00"}
# What it is -> the request, and from a size the payload of a request that is so large.
REQUESTS: dict[str, tuple[str, int, Callable[[int], Plain]]] = {
    "a name of many parts": ("compare", 60, named(lambda n: ",".join(f"an {m}" for m in range(n)))),
    "a name of many words": ("compare", 120, named(lambda n: "an " * n + "x")),
    "one name for all": (
        "compare", 60, lambda n: hidden(*[said_in(ANN, perspective={"who": "Ann"})] * n),
    ),
    "other names for all": (
        "compare", 60, lambda n: hidden(*(said_in(ANN, perspective={"who": f"Ann {m}"}) for m in range(n))),
    ),
    "one id, other texts": ("compare", 60, lambda n: views(*alike_but(n))),
    "one id, the same text": ("compare", 60, lambda n: views(*[alike_but(1)[0]] * n)),
    "one id in rounds": ("rounds", 60, lambda n: views(*alike_but(n))),
    "rounds with other actions": ("rounds", 60, lambda n: views(*rounds_of(n))),
    "one round many times": ("rounds", 60, lambda n: views(*(p | {"round": 2} for p in rounds_of(n)))),
    "full ideas side by side": ("compare", 400, lambda n: views(full_idea(n))),
    "a full idea": ("review", 400, lambda n: {"reflection": full_idea(n), **DATES}),
    "ids that are taken": ("review", 400, lambda n: {"reflection": taken_ids(n), **DATES}),
    "a full idea as a file": (
        "export", 400,
        lambda n: {**DATES, "reflection": full_idea(n), "format": "html", "what": "reflection"},
    ),
    "a full plan as a table": (
        "export", 400, lambda n: {"reflection": full_idea(n), **DATES, "format": "csv", "what": "plan"},
    ),
    "the next of a full round": (
        "next_round", 400, lambda n: {"reflection": full_idea(n), "id": "x", "name": "", **DATES},
    ),
    "dates": (
        "review", 200,
        lambda n: {**DATES, "reflection": document(actions=[{"when": "before " * 30 + "june"}] * n)},
    ),
    "nested": ("check", 500, lambda n: {"text": json.dumps(document(x=[NESTED] * n))}),
    "clashes": (
        "export", 400,
        lambda n: {
            **DATES, "format": "text", "what": "reflection",
            "reflection": full_idea(n) | {"clashes": [
                {"id": f"k{m}", "path": f"ideas.work.actions.c{m}.what", "text": "x"} for m in range(n)
            ]},
        },
    ),
}  # fmt: skip


def long_name(size: int) -> Plain:
    """An idea in which very many actions are called by one long text, as they have no words of their own."""
    actions = [{"id": f"a{n}", "change": "c", "who": "Ann", "when": "3 June 2027"} for n in range(size)]
    blank = [{"id": f"b{n}", "change": "c"} for n in range(size)]
    changes = [{"id": "c", "text": "what we want " * 4_000, "chosen": True}]
    return document(
        id="r",
        ideas={"work": {"changes": changes, "actions": blank + actions}},
        clashes=[{"id": "k", "path": "ideas.work.changes.c.text", "text": "or not " * 8_000}],
    )


@pytest.mark.parametrize("action", ["review", "rounds", "compare", *(f"{f}:{w}" for f, w in WRITERS)])
def test_no_answer_is_many_times_larger_than_the_request(action: str) -> None:
    """Memory is what a browser has least of: a small file cannot make an answer that it has no room for."""
    action, _, what = action.partition(":")
    plain = long_name(200)
    one = {"reflection": plain, **DATES}
    payload = views(plain) if action in ("rounds", "compare") else one
    if what:
        action, payload = "export", {**one, "format": action, "what": what}
    request = json.dumps({"action": action, "payload": payload})
    answer = api.handle(request)
    assert "error" not in json.loads(answer)
    assert len(answer) < 10 * len(request)


def request_seconds(action: str, payload: Plain) -> float:
    """The processor's time for a request, which must be answered."""
    request = json.dumps({"action": action, "payload": payload})
    begin = time.process_time()
    answer = api.handle(request)
    took = time.process_time() - begin
    plain = json.loads(answer)
    assert "error" not in plain, answer[:500]
    assert action != "compare" or not plain["result"]["refused"]
    return took


@pytest.mark.parametrize("name", REQUESTS)
def test_twice_as_much_takes_twice_as_long(name: str) -> None:
    """A request that is twice as large takes at most 2.4 times as long, whatever it is made of.

    The two are measured in turn, and the least of each counts. What else goes on makes some measurements
    longer, but hardly all; what takes four times as long by itself always does.
    """
    action, size, made = REQUESTS[name]
    size *= draw(2, 5)
    once, twice = made(size), made(2 * size)
    short = long = float("inf")
    for _ in range(12):
        short = min(short, request_seconds(action, once))
        long = min(long, request_seconds(action, twice))
        if long < 2.4 * short:
            return
    pytest.fail(f"{short:.3f} s, and twice as much {long:.3f} s")
