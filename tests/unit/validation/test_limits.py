"""How much a file may hold: what people write has room; what goes beyond is told: what, where and how."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.factories import Plain, document
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, dump, load, read
from worksheet_py.questionnaire import vocabulary
from worksheet_py.validation.limits import (
    MAX_DEPTH,
    MAX_EXTRA_KEYS,
    MAX_ID_CHARS,
    MAX_IDEAS,
    MAX_INTEGER,
    MAX_LINE_CHARS,
    MAX_LIST_ITEMS,
    MAX_REPORTED_ERRORS,
    MAX_ROUNDS,
    MAX_TEXT_CHARS,
)

TOOL, WORDS = api.tool(), api.words()


def entries(number: int, **more: Any) -> list[Plain]:
    """A list with so many changes, voices or actions."""
    return [{"id": f"e{place}", **more} for place in range(number)]


def idea(**answers: Any) -> Plain:
    """A document with answers about one idea."""
    return document(ideas={"work": answers})


def nested(depth: int) -> Any:
    """Lists inside each other."""
    inner: Any = "bottom"
    for _ in range(depth):
        inner = [inner]
    return inner


# A document with so much of something, the limit, the path of the error beyond it, a part of the sentence.
LIMITS: dict[str, tuple[Callable[[int], Plain], int, str, str]] = {
    "text": (lambda n: idea(evidence="x" * n), MAX_TEXT_CHARS, "ideas.work.evidence", "500001"),
    "name": (lambda n: document(name="x" * n), MAX_LINE_CHARS, "name", "the limit is 2000"),
    "about": (lambda n: document(focus={"about": "x" * n}), MAX_LINE_CHARS, "focus.about", "Shorten it"),
    "who": (lambda n: document(perspective={"who": "x" * n}), MAX_LINE_CHARS, "perspective.who", "too long"),
    "when": (lambda n: document(actions=[{"when": "x" * n}]), MAX_LINE_CHARS, "actions[0].when", "too long"),
    "how": (lambda n: document(actions=[{"how": "x" * n}]), MAX_TEXT_CHARS, "actions[0].how", "too long"),
    "id": (lambda n: document(id="x" * n), MAX_ID_CHARS, "id", "too long"),
    "id of an entry": (
        lambda n: idea(changes=[{"id": "x" * n}]), MAX_ID_CHARS, "ideas.work.changes[0].id", "too long",
    ),
    "changes": (lambda n: idea(changes=entries(n)), MAX_LIST_ITEMS, "ideas.work.changes", "2001 entries"),
    "actions": (lambda n: idea(actions=entries(n)), MAX_LIST_ITEMS, "ideas.work.actions", "limit is 2000"),
    "voices": (lambda n: idea(voices=entries(n)), MAX_LIST_ITEMS, "ideas.work.voices", "Remove some"),
    "recognised": (lambda n: idea(recognised=["x"] * n), MAX_LIST_ITEMS, "ideas.work.recognised", "2001"),
    "point": (lambda n: idea(recognised=["x" * n]), MAX_ID_CHARS, "ideas.work.recognised[0]", "too long"),
    "own actions": (lambda n: document(actions=entries(n)), MAX_LIST_ITEMS, "actions", "2001"),
    "clashes": (lambda n: document(clashes=entries(n)), MAX_LIST_ITEMS, "clashes", "2001"),
    "ideas": (lambda n: document(ideas={f"i{m}": {} for m in range(n)}), MAX_IDEAS, "ideas", "51 entries"),
    "keys": (lambda n: document(more={f"i{m}": m for m in range(n)}), MAX_EXTRA_KEYS, "more", "501"),
    "key": (lambda n: document(**{"k" * n: 1}), MAX_ID_CHARS, "", "name here"),
    "number": (lambda n: document(more=n), MAX_INTEGER, "more", "too large"),
    "number with a point": (lambda n: document(more=float(n)), MAX_INTEGER, "more", "too large"),
    "negative number": (lambda n: document(more=-n), MAX_INTEGER, "more", "too large"),
    "round": (lambda n: document(round=n), MAX_ROUNDS, "round", "from 1 to 10000"),
    "depth": (
        lambda n: document(more=nested(n)), MAX_DEPTH - 1, "more" + "[0]" * (MAX_DEPTH - 1), "no reflection",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "limit", "path", "piece"), LIMITS.values(), ids=LIMITS)
def test_the_limit_is_accepted_and_one_more_is_refused(
    make: Callable[[int], Plain], limit: int, path: str, piece: str
) -> None:
    """Up to a limit all is kept; beyond it a sentence says what is too much, where, and how to mend it."""
    kept = load(make(limit), TOOL, WORDS)
    assert dump(load(dump(kept, TOOL), TOOL, WORDS), TOOL) == dump(kept, TOOL)
    with pytest.raises(SavedError) as refused:
        load(make(limit + 1), TOOL, WORDS)
    assert refused.value.code == "invalid"
    assert [fault.path for fault in refused.value.faults] == [path]
    assert piece in refused.value.faults[0].message


def test_a_long_reflection_of_real_people_passes() -> None:
    """Two hundred ideas for change with an action each, and 100 kB of evidence, in each worksheet."""
    evidence = "People say that they are asked, and that nothing happens then. " * 1600
    answers = {
        "evidence": evidence,
        "changes": entries(
            200, text="Ask people what they would like to do, and do it with them", chosen=True
        ),
        "actions": [
            {
                "id": f"a{n}",
                "change": f"e{n}",
                "what": "Ask " * 50,
                "who": "Ann and Bo, " * 10,
                "when": "June",
            }
            for n in range(200)
        ],
    }
    plain = document(name="A long one", ideas=dict.fromkeys(vocabulary.IDEAS, answers))
    kept = read(json.dumps(plain), TOOL, WORDS)
    assert kept.ideas["work"].evidence == evidence
    assert len(kept.ideas["networks"].changes) == 200


@pytest.mark.parametrize(
    ("plain", "path"),
    [
        (document(**{"__proto__": {}}), ""),
        (document(focus={"__proto__": {"about": "x"}}), "focus"),
        (document(ideas={"__proto__": {}}), "ideas"),
        (idea(**{"__proto__": []}), "ideas.work"),
        (idea(changes=[{"id": "c", "__proto__": 1}]), "ideas.work.changes[0]"),
        (document(actions=[{"id": "a", "deep": [{"__proto__": 1}]}]), "actions[0].deep[0]"),
    ],
)
def test_a_key_that_would_change_objects_is_refused(plain: Plain, path: str) -> None:
    """At every level, in a file as in a document of a page."""
    for text in (None, json.dumps(plain)):
        with pytest.raises(SavedError) as refused:
            read(text, TOOL, WORDS) if text else load(plain, TOOL, WORDS)
        assert [fault.path for fault in refused.value.faults] == [path]
        assert "“__proto__”" in refused.value.faults[0].message


@pytest.mark.parametrize("key", ["constructor", "toString", "hasOwnProperty", "prototype", "__class__"])
def test_other_odd_keys_are_only_keys(key: str) -> None:
    """They are kept like any other key that this edition does not know."""
    plain = document(
        **{key: {key: 1}}, focus={key: 1}, ideas={key: {key: "x"}}, actions=[{"id": key, key: 2}]
    )
    made = dump(read(json.dumps(plain), TOOL, WORDS), TOOL)
    assert (made[key], made["focus"][key], made["ideas"][key]) == ({key: 1}, 1, {key: "x"})
    assert made["actions"][0][key] == 2


@pytest.mark.parametrize("id", ["a b", "a\n", "\u202ea", "a\x00", "\ud83d", "\u200b", "a\u00a0", "\ufeff"])
def test_ids_are_words(id: str) -> None:
    """An id with a space or an unseen sign in it could stand for two on a page."""
    with pytest.raises(SavedError):
        load(idea(changes=[{"id": id}]), TOOL, WORDS)
    for fine in ("a.b:c", "é", "名前", '"', "constructor", "ideas.work.evidence:12"):
        load(idea(changes=[{"id": fine}]), TOOL, WORDS)


def test_of_very_many_faults_the_first_are_told() -> None:
    """Nobody reads thousands of lines, and no page could show them; the sentence says how many there are."""
    with pytest.raises(SavedError) as refused:
        load(idea(changes=[{"id": f"c{n}", "text": n} for n in range(500)]), TOOL, WORDS)
    assert len(refused.value.faults) == MAX_REPORTED_ERRORS
    assert "500 parts" in refused.value.message
    assert "The first 20 are listed" in refused.value.message


def test_what_a_file_says_is_quoted_in_its_beginning() -> None:
    """A sentence about a file stays a sentence: one line, not long, and nothing in it turns it round."""
    nasty = "\u202ex\n\x1b[31m" + "y" * 100_000
    for plain in (idea(stage=nasty), document(created=nasty), idea(changes=[{"id": nasty[:150]}])):
        with pytest.raises(SavedError) as refused:
            load(plain, TOOL, WORDS)
        (fault,) = refused.value.faults
        assert len(fault.message) < 300
        assert not set("\n\x1b") & set(fault.message)
        assert fault.message.index("\u2068") < fault.message.index("\u202e") < fault.message.index("\u2069")
