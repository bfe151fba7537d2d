"""How much a file may hold: what people write has room; what goes beyond is told: what, where and how."""

import json
from typing import Any

import pytest

from tests.unit.factories import Plain, document
from worksheet_py import api
from worksheet_py.document.serialization import SavedError, dump, load, read
from worksheet_py.questionnaire import vocabulary
from worksheet_py.validation.limits import DEPTH, ENTRIES, IDEAS, KEYS, LINE, NAME, NUMBER, ROUNDS, TEXT, TOLD

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


# What is as much as there may be, the same and one more, the place that is told, a piece of the sentence.
LIMITS: list[tuple[str, Plain, Plain, str, str]] = [
    ("text", idea(evidence="x" * TEXT), idea(evidence="x" * (TEXT + 1)), "ideas.work.evidence", "500001"),
    ("name", document(name="x" * LINE), document(name="x" * (LINE + 1)), "name", "2000 is the most"),
    ("about", document(focus={"about": "x" * LINE}), document(focus={"about": "x" * (LINE + 1)}),
     "focus.about", "Shorten it"),
    ("who", document(perspective={"who": "x" * LINE}), document(perspective={"who": "x" * (LINE + 1)}),
     "perspective.who", "too long"),
    ("when", document(actions=[{"when": "x" * LINE}]), document(actions=[{"when": "x" * (LINE + 1)}]),
     "actions[0].when", "too long"),
    ("how", document(actions=[{"how": "x" * TEXT}]), document(actions=[{"how": "x" * (TEXT + 1)}]),
     "actions[0].how", "too long"),
    ("id", document(id="x" * NAME), document(id="x" * (NAME + 1)), "id", "too long"),
    ("id of an entry", idea(changes=[{"id": "x" * NAME}]), idea(changes=[{"id": "x" * (NAME + 1)}]),
     "ideas.work.changes[0].id", "too long"),
    ("changes", idea(changes=entries(ENTRIES)), idea(changes=entries(ENTRIES + 1)),
     "ideas.work.changes", "2001 entries"),
    ("actions", idea(actions=entries(ENTRIES)), idea(actions=entries(ENTRIES + 1)),
     "ideas.work.actions", "2000 is the most"),
    ("voices", idea(voices=entries(ENTRIES)), idea(voices=entries(ENTRIES + 1)),
     "ideas.work.voices", "Take some out"),
    ("recognised", idea(recognised=["x"] * ENTRIES), idea(recognised=["x"] * (ENTRIES + 1)),
     "ideas.work.recognised", "2001"),
    ("point", idea(recognised=["x" * NAME]), idea(recognised=["x" * (NAME + 1)]),
     "ideas.work.recognised[0]", "too long"),
    ("own actions", document(actions=entries(ENTRIES)), document(actions=entries(ENTRIES + 1)),
     "actions", "2001"),
    ("clashes", document(clashes=entries(ENTRIES)), document(clashes=entries(ENTRIES + 1)),
     "clashes", "2001"),
    ("ideas", document(ideas={f"i{n}": {} for n in range(IDEAS)}),
     document(ideas={f"i{n}": {} for n in range(IDEAS + 1)}), "ideas", "51 entries"),
    ("keys", document(more={f"i{n}": n for n in range(KEYS)}),
     document(more={f"i{n}": n for n in range(KEYS + 1)}), "more", "501"),
    ("key", document(**{"k" * NAME: 1}), document(**{"k" * (NAME + 1): 1}), "", "name of a value"),
    ("number", document(more=NUMBER), document(more=NUMBER + 1), "more", "too large"),
    ("number with a point", document(more=float(NUMBER)), document(more=1e300), "more", "too large"),
    ("negative number", document(more=-NUMBER), document(more=-NUMBER - 1), "more", "too large"),
    ("round", document(round=ROUNDS), document(round=ROUNDS + 1), "round", "from 1 to 10000"),
    ("depth", document(more=nested(DEPTH - 1)), document(more=nested(DEPTH)),
     "more" + "[0]" * (DEPTH - 1), "layers"),
]  # fmt: skip


@pytest.mark.parametrize(("much", "too_much", "path", "piece"), [one[1:] for one in LIMITS],
                         ids=[one[0] for one in LIMITS])  # fmt: skip
def test_the_most_is_taken_and_one_more_is_told(much: Plain, too_much: Plain, path: str, piece: str) -> None:
    """Up to a limit all is kept; beyond it a sentence says what is too much, where, and how to mend it."""
    kept = load(much, TOOL, WORDS)
    assert dump(load(dump(kept, TOOL), TOOL, WORDS), TOOL) == dump(kept, TOOL)
    with pytest.raises(SavedError) as refused:
        load(too_much, TOOL, WORDS)
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
    assert len(refused.value.faults) == TOLD
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
