import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from tests.unit.factories import about_assets, chosen, reflection
from tests.unit.strategies import documents
from worksheet_py import api
from worksheet_py.document.reflection import Reflection
from worksheet_py.document.serialization import load
from worksheet_py.review.profile import Profile, make_profile
from worksheet_py.review.prompts import idea_rules, whole_rules

# Stage and evidence that call for no word of their own.
SETTLED = {"stage": "basics", "evidence": "Zoë told us at the meeting.", "rating": "amber"}


def profile(made: Reflection) -> Profile:
    """The profile of a reflection."""
    return make_profile(made, api.tool(), api.words())


def codes(made: Reflection) -> list[str]:
    """The codes of the prompts."""
    return [prompt.code for prompt in profile(made).talk]


def test_nothing_written_is_one_friendly_word_for_each_idea() -> None:
    """Somebody who has only just begun sees one invitation for each idea, and no questions about gaps."""
    found = profile(reflection())
    assert [(gap.idea, gap.question) for gap in found.blank] == [
        ("assets", "stage"), ("work", "stage"), ("reciprocity", "stage"), ("networks", "stage"),
    ]  # fmt: skip
    assert found.talk == ()
    assert "People as assets" in found.blank[0].text


def test_open_questions_of_an_idea_that_was_begun() -> None:
    """Each question that is still open is said once: as a gap, or as something to talk about."""
    found = profile(about_assets(recognised=["know-a-bit"]))
    assert [gap.question for gap in found.blank if gap.idea == "assets"] == [
        "stage",
        "evidence",
        "rating",
        "change",
    ]
    found = profile(about_assets(stage="basics"))
    assert [gap.question for gap in found.blank if gap.idea == "assets"] == ["rating", "change"]
    assert [prompt.code for prompt in found.talk] == ["stage-without-evidence"]
    found = profile(about_assets(rating="red"))
    assert [gap.question for gap in found.blank if gap.idea == "assets"] == ["evidence", "change"]
    assert [prompt.code for prompt in found.talk] == ["rating-without-stage"]


def beside(rating: str, stage: str) -> dict[str, Any]:
    """Answers with a rating beside a stage."""
    return {"rating": rating, "stage": stage}


# code, answers about one idea that call for it, answers that come close and do not
IDEA_CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("green-at-first-stage", beside("green", "not-yet"), beside("green", "basics")),
    ("amber-at-first-stage", beside("amber", "not-yet"), beside("red", "not-yet")),
    ("red-at-last-stage", beside("red", "really-well"), beside("red", "getting-there")),
    ("amber-at-last-stage", beside("amber", "really-well"), beside("green", "really-well")),
    ("stage-without-evidence", {"stage": "basics", "evidence": " "}, {"stage": "basics", "evidence": "x"}),
    ("rating-without-stage", {"rating": "red"}, {"rating": "red", "stage": "not-yet"}),
    (
        "recognised-elsewhere",
        {"stage": "basics", "recognised": ["seen-as-problems", "too-vulnerable", "know-a-bit"]},
        {"stage": "not-yet", "recognised": ["seen-as-problems", "too-vulnerable", "know-a-bit", "some-say"]},
    ),
    (
        "recognised-both-ends",
        {"recognised": ["too-vulnerable", "flamenco"]},
        {"recognised": ["too-vulnerable", "know-a-bit", "of-another-edition"]},
    ),
    (
        "none-chosen",
        {"changes": [{"text": "a"}]},
        {"changes": [{"text": "a", "chosen": True}, {"text": "b"}]},
    ),
    (
        "many-chosen",
        {"changes": [{"text": text, "chosen": True} for text in "abcd"]},
        {"changes": [{"text": text, "chosen": True} for text in "abc"]},
    ),
    ("nobody-named", chosen(what="x"), chosen(who="Zoë")),
]
WHOLE_CASES: list[tuple[str, list[str | None], list[str | None]]] = [
    ("all-green", ["green"] * 4, [*["green"] * 3, "amber"]),
    ("same-rating", ["amber"] * 4, ["amber"] * 3 + [None]),
    ("same-rating", ["red"] * 4, ["green"] * 4),
]


def test_every_rule_is_tried() -> None:
    """No prompt goes without a test."""
    tried = {code for code, _, _ in IDEA_CASES} | {code for code, _, _ in WHOLE_CASES} | {"one-voice"}
    blank, tool = reflection(), api.tool()
    rules = idea_rules(tool.idea("work"), blank.ideas["work"], tool), whole_rules(blank, tool)
    assert tried == {code for each in rules for code in each}


@pytest.mark.parametrize(("code", "calls", "close"), IDEA_CASES)
def test_a_prompt_about_one_idea(code: str, calls: dict[str, Any], close: dict[str, Any]) -> None:
    """The prompt comes where it fits, names its idea, and does not come where it only nearly fits."""
    prompts = [prompt for prompt in profile(about_assets(**calls)).talk if prompt.code == code]
    assert [prompt.idea for prompt in prompts] == ["assets"]
    assert prompts[0].text.startswith("People as assets")
    assert code not in codes(about_assets(**close))


def test_nobody_named_means_nobody_at_all() -> None:
    """One name among several actions is a beginning; what is done needs no name any more."""
    answers = chosen(what="x")
    answers["actions"].append({"id": "a2", "change": "c1", "who": "Zoë"})
    assert "nobody-named" not in codes(about_assets(**answers))
    assert "nobody-named" not in codes(about_assets(**chosen(what="x", status="done")))
    assert "nobody-named" in codes(about_assets(**chosen()))


@pytest.mark.parametrize(("code", "calls", "close"), WHOLE_CASES)
def test_a_prompt_about_the_ratings_together(
    code: str, calls: list[str | None], close: list[str | None]
) -> None:
    """Four equal ratings are worth a word, and four GREENs a different one."""

    def rated(ratings: list[str | None]) -> Reflection:
        ids = api.tool().ids("ideas")
        return reflection(
            ideas={id: {**SETTLED, "rating": rating} for id, rating in zip(ids, ratings, strict=True)}
        )

    assert code in codes(rated(calls))
    assert code not in codes(rated(close))


def test_all_green_asks_who_else() -> None:
    """Four GREENs are met with praise and a question, not with doubt."""
    ideas = {id: {**SETTLED, "stage": "really-well", "rating": "green"} for id in api.tool().ids("ideas")}
    (prompt,) = profile(reflection(ideas=ideas)).talk
    assert (prompt.idea, prompt.code) == (None, "all-green")
    assert "Who could you ask" in prompt.text


@pytest.mark.parametrize(
    ("group", "asked"),
    [("people", True), ("families", True), ("staff", True), ("managers", True), ("commissioners", True),
     ("group", False), ("other", False), (None, False)],
)  # fmt: skip
def test_one_voice_is_asked_for_others(group: str | None, asked: bool) -> None:
    """One kind of person alone is asked who else could be heard, but only once something is written."""
    written = reflection(perspective={"group": group}, ideas={"work": SETTLED})
    assert ("one-voice" in codes(written)) is asked
    assert "one-voice" not in codes(reflection(perspective={"group": group}))


def sentences() -> Iterator[tuple[str, str]]:
    """Each (key, sentence) that a profile or a plan may say."""
    tree = api.words().tree
    for table in ("talk", "blank", "plan"):
        yield from ((f"{table}.{key}", text) for key, text in tree[table].items())


@pytest.mark.parametrize(("key", "text"), list(sentences()))
def test_prompts_are_never_marks(key: str, text: str) -> None:
    """No prompt has a number, a sum or a score in it; this is no exam."""
    assert not re.search(
        r"\d|score|mark|out of|per cent|%|fail|wrong|must", re.sub("30 June|better or worse", "", text)
    )


@given(documents())
def test_every_reflection_has_a_profile(document: dict[str, Any]) -> None:
    """Any document at all has one, and each gap is named once."""
    found = profile(load(document, api.tool(), api.words()))
    gaps = [(gap.idea, gap.question) for gap in found.blank]
    assert len(set(gaps)) == len(gaps)
    prompts = [(prompt.idea, prompt.code) for prompt in found.talk]
    assert len(set(prompts)) == len(prompts)
